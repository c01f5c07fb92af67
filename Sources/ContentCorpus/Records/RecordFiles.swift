import LocalFiles
import Synchronization
import TidingsCore

/// The items of files that hold many each. A file is looked over once, a block at a time, and what is kept is where its items lie: their
/// bytes are read again, by position, when somebody asks for them.
public final class RecordFiles: Sendable {
  private let folder: String
  private let sources: [RecordSource]
  private let form: Form
  private let state = Mutex<State?>(nil)

  /// How the files hold their items.
  private enum Form: Sendable {
    /// As elements of WordPress's exports.
    case exports(WordPressRules)
    /// As lines of JSON.
    case lines(RecordNaming)
  }

  /// An item: its path is the place's name.
  private struct Entry: Sendable {
    let file: Int
    let place: RecordPlace
  }

  private struct State: Sendable {
    var indices: [RecordIndex] = []
    /// In the order of their paths.
    var entries: [Entry] = []
    var facts = ExportFacts()
    var findings: [Finding] = []
    var digest = ContentDigest.none

    func entry(_ path: String) -> Entry? {
      PathOrder.position(of: path, of: entries.count) { entries[$0].place.name }.map { entries[$0] }
    }
  }

  /// Exports of WordPress's.
  ///
  /// - Parameters:
  ///   - folder: that paths are relative to.
  ///   - rules: which files, and what is taken of them.
  init(exports folder: String, _ rules: WordPressRules) {
    self.folder = folder
    sources = rules.files.sorted(by: FileTree.precedes).map { RecordSource(path: folder + "/" + $0, name: $0) }
    form = .exports(rules)
  }

  /// Files with a record on each line.
  ///
  /// - Parameters:
  ///   - files: their paths; `-` for standard input, which is read here and now.
  ///   - folder: the corpus folder.
  ///   - settings: by which records get their names.
  /// - Throws: ``CorpusUnreadableError`` where standard input is cut off, `SystemError`.
  public init(lines files: [String], in folder: String, settings: CorpusSettings) throws {
    self.folder = folder
    let home = LocalFile.absolutePath(folder)
    let base = home == "/" ? "/" : home + "/"
    sources = try files.map { file in
      if file == "-" { return try RecordSource(standardInput: ()) }
      let whole = LocalFile.absolutePath(file)
      return RecordSource(path: file, name: whole.hasPrefix(base) ? String(whole.dropFirst(base.count)) : whole)
    }
    form = .lines(RecordNaming(settings))
  }

  /// Records that lie in a spool, under the paths that they are known by.
  ///
  /// - Parameters:
  ///   - spool: that holds them.
  ///   - places: where each lies, no path twice.
  ///   - settings: by which records get their names.
  init(spool: PlacedFile, _ places: [(path: String, range: Range<Int>)], settings: CorpusSettings) {
    folder = ""
    sources = [RecordSource(spool: spool)]
    form = .lines(RecordNaming(settings))
    var fresh = State()
    fresh.indices = [RecordIndex(content: spool, stamp: spool.stamp)]
    fresh.entries = places.enumerated().map { number, place in
      Entry(file: 0, place: RecordPlace(name: place.path, range: place.range, line: number + 1))
    }
    fresh.entries.sort { FileTree.precedes($0.place.name, $1.place.name) }
    let made = fresh
    state.withLock { $0 = made }
  }

  /// Whether each line is an item.
  public var areLines: Bool { if case .lines = form { true } else { false } }

  /// The folders in which the files lie, relative to the corpus folder; of files outside of it none.
  var folders: [String] {
    let inner = sources.map(\.name).filter { !$0.hasPrefix("/") }
    return Set(inner.map { name in name.lastIndex(of: "/").map { String(name[..<$0]) } ?? "" }).union([""]).sorted()
  }

  /// All items, in the order of their paths. Files that have changed are looked over again.
  ///
  /// - Parameter jobs: pieces of a file that are looked at at a time.
  /// - Throws: ``CorpusUnreadableError`` where a file is not whole, `SystemError` where the system cannot read it.
  func list(jobs: Int) async throws -> [CorpusListing.File] {
    let state: State
    if case .lines(let naming) = form, try valid() == nil {
      do {
        var indices: [RecordIndex] = []
        for source in sources {
          let scan = try LineScan(source, naming)
          indices.append(scan.index(try await Parallel.map(scan.pieceCount, jobs: jobs) { try scan.piece($0) }))
        }
        state = try keep(indices)
      } catch let problem as CorpusUnreadableError {
        throw reported(problem)
      }
    } else {
      state = try current()
    }
    // What one export says of pictures and terms counts for the items of all, so that the stamp of one alone shows nothing.
    let isKnown = areLines || state.indices.count == 1
    return state.entries.map { entry in
      CorpusListing.File(path: entry.place.name, stamp: isKnown ? stamp(of: entry, state) : nil)
    }
  }

  /// What the files say beside their items.
  var facts: ExportFacts { known?.facts ?? ExportFacts() }

  /// What is to be reported of the files as such.
  var findings: [Finding] { known.map { $0.indices.flatMap(\.findings) + $0.findings } ?? [] }

  /// The bytes of an item.
  ///
  /// - Throws: ``CorpusChangedError`` where its file is another by now, `SystemError`.
  func read(_ path: String) throws -> (bytes: [UInt8], stamp: FileStamp) {
    let state = try known ?? current()
    guard let entry = state.entry(path) else { throw CorpusChangedError(path: path) }
    let index = state.indices[entry.file]
    guard try sources[entry.file].stamp() == index.stamp else {
      throw CorpusChangedError(path: sources[entry.file].name)
    }
    let range = entry.place.range
    return (try index.content.read(at: range.lowerBound, count: range.count), stamp(of: entry, state))
  }

  /// That of its file; of a record with its own size.
  private func stamp(of entry: Entry, _ state: State) -> FileStamp {
    let stamp = state.indices[entry.file].stamp
    return areLines ? stamp.of(size: entry.place.range.count) : stamp
  }

  /// The place of an item in its file; `nil` where there is no such item.
  func place(of path: String) -> RecordPlace? { known?.entry(path)?.place }

  /// The path of the item that holds a line of a file, or of its first one.
  func path(in file: String, line: Int?) -> String? {
    guard let number = sources.firstIndex(where: { $0.name == file }) else { return nil }
    let own = (known ?? (try? current()))?.entries.filter { $0.file == number } ?? []
    if areLines, let line { return own.first { $0.place.line == line }?.place.name }
    let before = own.filter { $0.place.line <= line ?? .max }
    let found = line == nil && own.count > 1 ? nil : before.max { $0.place.line < $1.place.line }
    return found?.place.name
  }

  /// Of an item's bytes; in an export also of where it stands, and of what it takes from the rest of its file.
  func digest(_ bytes: [UInt8], of path: String) -> ContentDigest {
    if areLines { return ContentDigest(bytes) }
    var digester = Digester()
    digester.add(ContentDigest(bytes))
    digester.add(Int64(place(of: path)?.line ?? 0))
    digester.add(known?.digest ?? .none)
    return digester.digest
  }

  private var known: State? { state.withLock { $0 } }

  /// What is known, if the files are still the same.
  private func valid() throws -> State? {
    guard let known else { return nil }
    return try sources.map { try $0.stamp() } == known.indices.map(\.stamp) ? known : nil
  }

  private func current() throws -> State {
    if let known = try valid() { return known }
    do {
      switch form {
      case .exports(let rules):
        return try keep(sources.map { try ExportScan.index(folder + "/" + $0.name, named: $0.name, rules) })
      case .lines(let naming):
        return try keep(
          sources.map { source in
            let scan = try LineScan(source, naming)
            return scan.index(try (0..<scan.pieceCount).map(scan.piece))
          })
      }
    } catch let problem as CorpusUnreadableError {
      throw reported(problem)
    }
  }

  /// What is wrong with a file, as seen from where the program runs.
  private func reported(_ problem: CorpusUnreadableError) -> CorpusUnreadableError {
    CorpusUnreadableError(problem.finding.relocated(under: folder))
  }

  private func keep(_ indices: [RecordIndex]) throws -> State {
    var fresh = State()
    fresh.indices = indices
    for index in indices { fresh.facts.merge(index.facts) }
    if areLines {
      try addLines(to: &fresh)
    } else {
      addExports(to: &fresh)
      fresh.digest = fresh.facts.digest
    }
    for file in fresh.indices.indices { fresh.indices[file].records = [] }
    let made = fresh
    state.withLock { $0 = made }
    return made
  }

  private func addExports(to state: inout State) {
    var names: Set<String> = []
    for (file, index) in state.indices.enumerated() {
      for var place in index.records {
        let path = RecordPath.path(sources[file].name, place.name)
        var count = 1
        place.name = path
        while !names.insert(place.name).inserted {
          count += 1
          place.name = "\(path)~\(count)"
        }
        state.entries.append(Entry(file: file, place: place))
      }
    }
    state.entries.sort { FileTree.precedes($0.place.name, $1.place.name) }
  }

  /// Of several records with one path, the first one has it.
  private func addLines(to state: inout State) throws {
    state.entries.reserveCapacity(state.indices.reduce(0) { $0 + $1.records.count })
    for (file, index) in state.indices.enumerated() {
      state.entries += index.records.map { Entry(file: file, place: $0) }
    }
    guard !state.entries.isEmpty else {
      if let finding = state.indices.lazy.flatMap(\.findings).first { throw CorpusUnreadableError(finding) }
      throw sources.first?.unreadable("There is no record in it") ?? CorpusChangedError(path: folder)
    }
    // Positions are in the order of files and lines.
    let order = state.entries.indices.sorted { left, right in
      let (first, second) = (state.entries[left].place.name, state.entries[right].place.name)
      return first == second ? left < right : FileTree.precedes(first, second)
    }
    var sorted: [Entry] = []
    sorted.reserveCapacity(order.count)
    for position in order {
      let entry = state.entries[position]
      guard let last = sorted.last, last.place.name == entry.place.name else {
        sorted.append(entry)
        continue
      }
      state.findings.append(
        RecordFindings.path.finding(
          at: location(entry), "The path '\(entry.place.name)' is already that of line \(last.place.line)",
          related: [location(last)]))
    }
    state.entries = sorted
  }

  private func location(_ entry: Entry) -> SourceLocation {
    SourceLocation(path: sources[entry.file].name, line: entry.place.line)
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
    let isOfItem = known?.entry(finding.location.path) != nil
    finding.location = shown(finding.location)
    finding.related = finding.related.map(shown)
    if let title, !title.isEmpty, isOfItem || !areLines { finding.message += " (in \u{201C}\(title)\u{201D})" }
    return finding
  }

  private func shown(_ location: SourceLocation) -> SourceLocation {
    guard let entry = known?.entry(location.path) else { return location }
    let (file, line) = (sources[entry.file].name, entry.place.line)
    // A record is one line, and knows of no other.
    if areLines { return SourceLocation(path: file, line: line, column: location.column) }
    // What names no line is the item as a whole.
    return location.line < line
      ? SourceLocation(path: file, line: line)
      : SourceLocation(path: file, line: location.line, column: location.column)
  }
}

extension RecordFiles: Hashable, CustomReflectable, CustomStringConvertible {
  public static func == (left: RecordFiles, right: RecordFiles) -> Bool {
    left.folder == right.folder && left.sources.map(\.name) == right.sources.map(\.name)
      && left.areLines == right.areLines
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(folder) }

  /// The convention names the rules, and what lies in the files is no setting.
  public var customMirror: Mirror { Mirror(self, children: []) }
  public var description: String { areLines ? "lines" : "records" }
}
