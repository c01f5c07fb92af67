import Synchronization
import Tidings

/// What a long command is busy with, on a terminal's standard error: nothing in the first second, nothing elsewhere.
final class Progress: Sendable {
  private let line = ProgressLine()
  private let ticker: Task<Void, Never>?

  init() {
    guard Terminal.isErrorTerminal else {
      ticker = nil
      return
    }
    ticker = Task.detached { [line] in
      try? await Task.sleep(for: .seconds(1))
      while !Task.isCancelled {
        line.draw()
        try? await Task.sleep(for: .milliseconds(200))
      }
    }
  }

  func show(_ text: String) { line.set(text) }

  func show(_ stage: Publisher.Stage) {
    switch stage {
    case .reading(let files): show("reading \(files) files")
    case .rendering(let entries): show("rendering \(entries) entries")
    case .writing(let documents): show("writing \(documents) documents")
    case .remembering: show("noting what was published")
    }
  }

  /// Ends the display and clears its line. Calling it again does nothing.
  func finish() {
    ticker?.cancel()
    line.clear()
  }
}

/// The one line that is drawn over.
private final class ProgressLine: Sendable {
  private struct State {
    var text = ""
    var isDrawn = false
    var isOver = false
  }

  private let state = Mutex(State())

  func set(_ text: String) { state.withLock { $0.text = text } }

  func draw() {
    state.withLock { state in
      guard !state.isOver, !state.text.isEmpty else { return }
      Terminal.writeError("\r\u{1B}[K\(state.text) …")
      state.isDrawn = true
    }
  }

  func clear() {
    state.withLock { state in
      state.isOver = true
      guard state.isDrawn else { return }
      Terminal.writeError("\r\u{1B}[K")
      state.isDrawn = false
    }
  }
}
