import ContentCorpus
import Foundation
import LocalFiles
import Tidings

/// Builds, and builds again when something has changed, until it is interrupted.
struct WatchLoop: Sendable {
  let options: BuildOptions

  /// Milliseconds without a change after which a burst of changes is over, and after which it is built in any case.
  private static let quiet: Int32 = 30
  private static let retryPolicy: Int32 = 1000

  /// - Parameters:
  ///   - failed: called with what an editor may be in the middle of mending.
  ///   - begins: called when a build begins.
  ///   - ends: called when one is done, whether or not it has something to say.
  ///   - report: called with every build that has something to say.
  func run(
    failed: @Sendable (Failure) -> Void = { _ in }, begins: @Sendable () -> Void = {},
    ends: @Sendable () -> Void = {},
    report: (BuildOptions.Built, Resolution) throws -> Void
  ) async throws -> Never {
    if options.corpusOptions.settings.records.contains("-") {
      throw Failure(.usage, "standard input cannot be watched; write the records to a file")
    }
    var isFirst = true
    while true {
      let watch = try FolderWatch()
      defer { isFirst = false }
      do {
        begins()
        let site = try options.corpusOptions.resolve(output: options.output)
        if let configuration = site.configurationFile { try watch.add(ContentFiles.folder(of: configuration)) }
        for folder in site.configuration.pages.folders { try watch.add(folder) }
        for file in site.configuration.corpus.records { try watch.add(ContentFiles.folder(of: file)) }
        try await follow(site, watch, begins, ends, report)
      } catch {
        // An editor may be in the middle of something: say so, and wait.
        guard let failure = Failure.passing(error) else { throw error }
        // What was not there to begin with was mistyped.
        if isFirst, failure.status == .noInput { throw error }
        failed(failure)
        Terminal.writeError("tidings: \(failure.message)\n")
        for folder in options.corpusOptions.places { try watch.add(folder) }
        _ = try await next(watch)
      }
    }
  }

  /// Waiting is for a thread of its own: others have work to do.
  private func next(_ watch: FolderWatch) async throws -> FolderWatch.Changes {
    try await withCheckedThrowingContinuation { continuation in
      Thread {
        continuation.resume(with: Result { try watch.next(quiet: WatchLoop.quiet, retryPolicy: WatchLoop.retryPolicy) })
      }.start()
    }
  }

  /// Builds until the configuration changes.
  private func follow(
    _ site: Resolution, _ watch: FolderWatch, _ begins: () -> Void, _ ends: () -> Void,
    _ report: (BuildOptions.Built, Resolution) throws -> Void
  ) async throws {
    var state: Build.State?
    var changed: Set<String>?
    let ledger = try options.store(site)
    while true {
      // Before anything is read: a generator may be at work.
      let pages = try site.configuration.corpus.builtSite?.folders() ?? []
      for folder in pages { try watch.add(folder) }
      begins()
      // The instant moves on, and with it what is scheduled and what has expired.
      let current = try options.corpusOptions.resolve(output: options.output)
      let built = try await options.built(current, ledger, after: state, changed: changed, keepsState: true)
      let next = built.state
      ends()
      if state?.report.report != next.report.report || next.report.isChange { try report(built, current) }
      let isNew = next.folders != state?.folders
      state = next
      if isNew {
        for folder in next.folders { try watch.add(folder.isEmpty ? site.folder : site.folder + "/" + folder) }
        // What came about in a folder before it was watched is found by looking once more.
        changed = nil
        continue
      }
      if try pages != site.configuration.corpus.builtSite?.folders() ?? [] {
        changed = nil
        continue
      }
      let output = LocalFile.absolutePath(current.output) + "/"
      switch try await change(
        watch, site, own: Set(next.report.documents.map { output + $0.path } + [output + Manifest.fileName]))
      {
      case .configuration: return
      case .files(let paths): changed = paths
      case .any: changed = nil
      }
    }
  }

  private enum Change {
    case configuration
    case files(Set<String>)
    /// Folders, or more than the kernel can report.
    case any
  }

  /// Waits for something that has to do with the corpus.
  ///
  /// - Parameter own: documents that were just written, which may lie in the built site.
  private func change(_ watch: FolderWatch, _ site: Resolution, own: Set<String>) async throws -> Change {
    let configuration = site.configurationFile.map(LocalFile.absolutePath)
    let records = Set(site.configuration.corpus.records.map(LocalFile.absolutePath))
    let templates = Set(site.configuration.pages.folders)
    let built = site.configuration.corpus.builtSite.map { [$0.folder] } ?? []
    while true {
      guard case .these(let changes) = try await next(watch) else {
        return .any
      }
      var files: Set<String> = []
      for change in changes where !change.name.hasPrefix(".") {
        let path = LocalFile.absolutePath(change.folder + "/" + change.name)
        if path == configuration || templates.contains(change.folder) { return .configuration }
        // Which of its items have changed is found by looking at all.
        if records.contains(path) { return .any }
        if built.contains(where: { change.folder == $0 || change.folder.hasPrefix($0 + "/") }) {
          // Which items a page belongs to is found by looking at all.
          if !own.contains(path) { return .any }
          continue
        }
        guard let relative = ContentFiles.path(ofFolder: path, in: site.folder), !site.isExcluded(relative) else {
          continue
        }
        if change.isFolder { return .any }
        files.insert(relative)
      }
      if !files.isEmpty { return .files(files) }
    }
  }
}

extension Resolution {
  /// Whether a path in the corpus folder holds no content, such as that of a document.
  fileprivate func isExcluded(_ path: String) -> Bool {
    settings.excludedFolders.contains { path == $0 || path.hasPrefix($0 + "/") }
  }
}

extension PublishReport {
  fileprivate var isChange: Bool { documents.contains { $0.change != .unchanged } }
}
