import ContentCorpus
import LocalFiles
import Tidings

/// `build --watch`: builds, and builds again when something has changed, until it is interrupted.
struct Watching {
  let command: BuildCommand

  /// Milliseconds without a change after which a burst of changes is over, and after which it is built in any case.
  private static let quiet: Int32 = 30
  private static let patience: Int32 = 1000

  func run() async throws -> Never {
    while true {
      let watch = try FolderWatch()
      do {
        let site = try command.corpusOptions.resolve(output: command.output)
        if let configuration = site.configurationFile { try watch.add(ContentFiles.folder(of: configuration)) }
        try await follow(site, watch)
      } catch {
        // An editor may be in the middle of something: say so, and wait.
        guard let failure = Failure.passing(error) else { throw error }
        Terminal.writeError("tidings: \(failure.message)\n")
        for folder in command.corpusOptions.places { try watch.add(folder) }
        _ = try watch.next(quiet: Watching.quiet, patience: Watching.patience)
      }
    }
  }

  /// Builds until the configuration changes.
  private func follow(_ site: Resolution, _ watch: FolderWatch) async throws {
    var state: Build.State?
    var changed: Set<String>?
    let ledger = try command.ledgerOptions.store(site, isReadOnly: command.dryRun)
    while true {
      // The instant moves on, and with it what is scheduled and what has expired.
      let current = try command.corpusOptions.resolve(output: command.output)
      let built = try await command.built(current, ledger, after: state, changed: changed)
      let next = built.state
      if state?.report.report != next.report.report || next.report.isChange {
        command.tell(built, to: current.output)
      }
      let isNew = next.folders != state?.folders
      state = next
      if isNew {
        for folder in next.folders { try watch.add(folder.isEmpty ? site.folder : site.folder + "/" + folder) }
        // What came about in a folder before it was watched is found by looking once more.
        changed = nil
        continue
      }
      switch try change(watch, site) {
      case .configuration: return
      case .files(let paths): changed = paths
      case .any: changed = nil
      }
    }
  }

  private enum Change {
    case configuration
    case files(Set<String>)
    /// Folders, or more than the kernel can tell.
    case any
  }

  /// Waits for something that has to do with the corpus.
  private func change(_ watch: FolderWatch, _ site: Resolution) throws -> Change {
    let configuration = site.configurationFile.map(LocalFile.absolutePath)
    while true {
      guard case .these(let changes) = try watch.next(quiet: Watching.quiet, patience: Watching.patience) else {
        return .any
      }
      var files: Set<String> = []
      for change in changes where !change.name.hasPrefix(".") {
        let path = LocalFile.absolutePath(change.folder + "/" + change.name)
        if path == configuration { return .configuration }
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
