import LocalFiles
public import TidingsCore

/// Where an item lies in a file that holds many.
struct RecordPlace: Sendable, Hashable {
  /// What distinguishes it from the others: of a record its path, of an item of an export what stands behind the file's.
  var name: String
  /// Its bytes, in the file as it is when it is not compressed.
  let range: Range<Int>
  /// The line at which it begins.
  let line: Int
}

/// What one look at a file that holds many items has found.
struct RecordIndex: Sendable {
  /// Its content, not compressed.
  let content: PlacedFile
  /// Of the file itself.
  let stamp: FileStamp
  var records: [RecordPlace] = []
  /// What the file says beside its items.
  var facts = ExportFacts()
  var findings: [Finding] = []
}

/// The path of an item in an export: that of the file, and a name behind a sign.
enum RecordPath {
  static func path(_ file: String, _ name: String) -> String { "\(file)#\(name)" }
}

/// Why a corpus cannot be read at all, though its files are there: going on would withdraw what is missing.
public struct CorpusUnreadableError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, where, and the way out.
  public let finding: Finding

  /// - Parameter finding: what is wrong.
  public init(_ finding: Finding) { self.finding = finding }

  public var description: String { "\(finding.location): \(finding.message). \(finding.remedy)" }
}
