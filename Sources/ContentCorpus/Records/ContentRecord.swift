import DataFormats
import Markup
import TidingsCore

/// A line of a file of records: front matter, and a body with it.
///
/// Lines and columns are those within the record, so that nothing that is known of it changes when it moves to another line.
struct ContentRecord {
  /// All fields but those that are the record's own.
  let front: YAMLDocument
  /// As it is meant.
  let body: [UInt8]
  /// `html` or `markdown`, where the record says so.
  let format: String?
  private let source: YAMLValue?

  /// The fields of a record that are none of front matter.
  static let ownFields: [YAMLKey] = ["path", "body", "bodyFormat"]

  /// - Parameters:
  ///   - bytes: of the line.
  ///   - path: of the item.
  /// - Throws: ``ItemRejection`` where it is no record.
  init(_ bytes: [UInt8], path: String) throws {
    if let invalid = UTF8Text.firstInvalid(in: bytes) {
      throw ItemRejection(ContentRules.encoding.finding(at: SourceLocation(path: path, offset: invalid, in: bytes)))
    }
    let outcome = JSONReader.read(bytes, taking: ContentRecord.ownFields)
    if let problem = outcome.problem { throw ItemRejection(ContentRecord.finding(problem, path: path, in: bytes)) }
    front = outcome.document
    source = outcome.taken[1].flatMap { $0.isNull ? nil : $0 }
    if let source {
      guard !source.isPlain, let text = source.textBytes else {
        throw ItemRejection(ContentRecord.finding("The body is \(ContentRecord.kind(source))", at: source, path))
      }
      body = text
    } else {
      body = []
    }
    guard let format = outcome.taken[2], !format.isNull else {
      self.format = nil
      return
    }
    guard let name = format.text?.lowercased(), name == "html" || name == "markdown" else {
      throw ItemRejection(
        ContentRecord.finding(
          "The bodyFormat is \(format.text.map { "'\($0.prefix(40))'" } ?? ContentRecord.kind(format))", at: format,
          path))
    }
    self.format = name
  }

  /// The place of a byte of the body in the record.
  func location(inBody offset: Int, path: String) -> SourceLocation {
    SourceLocation(path: path, column: source?.column(ofByte: offset) ?? 1)
  }

  private static func kind(_ value: YAMLValue) -> String { value.isPlain ? "a number or a word" : value.kindName }

  private static func finding(_ message: String, at value: YAMLValue, _ path: String) -> Finding {
    RecordFindings.body.finding(at: SourceLocation(path: path, line: value.line, column: value.column), message)
  }

  static func finding(_ problem: JSONProblem, path: String, in bytes: [UInt8], line: Int = 1) -> Finding {
    RecordFindings.object.finding(
      at: SourceLocation(path: path, offset: problem.offset, in: bytes, firstLine: line),
      "The record is not a JSON object: \(problem.message)")
  }
}
