import Documents
import LocalFiles
import Synchronization

/// The items of files that hold many each. A file is looked over once, a block at a time, and what is kept is where its items lie: their
/// bytes are read again, by position, when somebody asks for them.
public final class RecordFiles: Sendable {
  private let folder: String
  private let files: [String]
  private let scan: Scan
  private let state = Mutex<State?>(nil)

  private struct State: Sendable {
    var indices: [RecordIndex] = []
    /// Of each path the position of its file, and its place in that.
    var places: [String: (file: Int, place: RecordPlace)] = [:]
    var paths: [String] = []
    var facts = ExportFacts()
    var digest = ContentDigest.none
  }

  /// Looks a file over: by where it lies, and what it is called in findings.
  typealias Scan = @Sendable (_ path: String, _ name: String) throws -> RecordIndex

  /// - Parameters:
  ///   - folder: that paths are relative to.
  ///   - files: that hold the items.
  ///   - scan: how one of them is looked over.
  init(folder: String, files: [String], scan: @escaping Scan) {
    (self.folder, self.files, self.scan) = (folder, files.sorted(by: FileTree.precedes), scan)
  }

  /// All items, in the order of their paths. Files that have changed are looked over anew.
  ///
  /// - Throws: ``CorpusUnreadable`` where a file is not whole, `SystemError` where the system cannot read it.
  func list() throws -> [CorpusListing.File] {
    let state = try current()
    // What one file says of pictures and terms counts for the items of all, so that the stamp of one alone tells nothing.
    let stamp = state.indices.count == 1 ? state.indices[0].stamp : nil
    return state.paths.map { CorpusListing.File(path: $0, stamp: stamp) }
  }

  /// What the files say beside their items.
  var facts: ExportFacts { known?.facts ?? ExportFacts() }

  /// What is to be told of the files as such.
  var findings: [Finding] { known?.indices.flatMap(\.findings) ?? [] }

  /// The bytes of an item.
  ///
  /// - Throws: ``CorpusChanged`` where its file is another by now, `SystemError`.
  func read(_ path: String) throws -> (bytes: [UInt8], stamp: FileStamp) {
    let file = RecordPath.file(of: path)
    let state = try known ?? current()
    guard let (index, place) = state.places[path],
      try LocalFile.stamp(folder + "/" + file) == state.indices[index].stamp
    else { throw CorpusChanged(path: file) }
    let bytes = try state.indices[index].content.read(at: place.range.lowerBound, count: place.range.count)
    return (bytes, state.indices[index].stamp)
  }

  /// The place of an item in its file; `nil` where there is no such item.
  func place(of path: String) -> RecordPlace? { known?.places[path]?.place }

  /// The path of the item that holds a line of a file, or of its first one.
  func path(in file: String, line: Int?) -> String? {
    let own = (known ?? (try? current()))?.places.filter { RecordPath.file(of: $0.key) == file } ?? [:]
    let before = own.filter { $0.value.place.line <= line ?? .max }
    let found = line == nil && own.count > 1 ? nil : before.max { $0.value.place.line < $1.value.place.line }
    return found?.key
  }

  /// Of an item's bytes, of where it stands, and of what it takes from the rest of its file.
  func digest(_ bytes: [UInt8], of path: String) -> ContentDigest {
    var digester = Digester()
    digester.add(ContentDigest(bytes))
    digester.add(Int64(place(of: path)?.line ?? 0))
    digester.add(known?.digest ?? .none)
    return digester.digest
  }

  private var known: State? { state.withLock { $0 } }

  private func current() throws -> State {
    let stamps = try files.map { try LocalFile.stamp(folder + "/" + $0) }
    if let known, known.indices.map(\.stamp) == stamps { return known }
    var fresh = State()
    do {
      fresh.indices = try files.map { try scan(folder + "/" + $0, $0) }
    } catch let problem as CorpusUnreadable {
      throw CorpusUnreadable(problem.finding.relocated(under: folder))
    }
    for (number, file) in files.enumerated() {
      fresh.facts.merge(fresh.indices[number].facts)
      for var place in fresh.indices[number].records {
        let name = place.name
        var count = 1
        while fresh.places[RecordPath.path(file, place.name)] != nil {
          count += 1
          place.name = "\(name)~\(count)"
        }
        fresh.places[RecordPath.path(file, place.name)] = (number, place)
      }
    }
    fresh.paths = fresh.places.keys.sorted(by: FileTree.precedes)
    fresh.digest = fresh.facts.digest
    let made = fresh
    state.withLock { $0 = made }
    return made
  }
}

extension RecordFiles {
  /// A finding as people can open it: at the file, and with the item's name.
  ///
  /// - Parameters:
  ///   - finding: whose places are relative to the item's path.
  ///   - title: of the item; `nil` where that says nothing more.
  func shown(_ finding: Finding, title: String? = nil) -> Finding {
    var finding = finding
    finding.location = shown(finding.location)
    finding.related = finding.related.map(shown)
    if let title, !title.isEmpty { finding.message += " (in \u{201C}\(title)\u{201D})" }
    return finding
  }

  private func shown(_ location: SourceLocation) -> SourceLocation {
    guard let place = place(of: location.path) else { return location }
    let file = RecordPath.file(of: location.path)
    // What names no line is the item as a whole.
    return location.line < place.line
      ? SourceLocation(path: file, line: place.line)
      : SourceLocation(path: file, line: location.line, column: location.column)
  }
}

extension RecordFiles: Hashable, CustomReflectable, CustomStringConvertible {
  public static func == (left: RecordFiles, right: RecordFiles) -> Bool {
    left.folder == right.folder && left.files == right.files
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(folder) }

  /// The rules are told by the convention, and what lies in the files is no setting.
  public var customMirror: Mirror { Mirror(self, children: []) }
  public var description: String { "records" }
}
