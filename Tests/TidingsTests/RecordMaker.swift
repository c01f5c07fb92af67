import DataFormats
import Foundation

/// Content files as lines of records.
public enum RecordMaker {
  /// A content file with front matter in YAML as a line that says the same.
  ///
  /// - Parameters:
  ///   - text: of the file.
  ///   - path: that the record gives; `nil` for none.
  /// - Throws: where the front matter is no YAML.
  public static func line(_ text: String, path: String?) throws -> String {
    let parts = text.components(separatedBy: "---\n")
    let front = try YAMLReader.read(parts[1])
    let body = parts[2...].joined(separator: "---\n")
    var fields = (front.mapping ?? []).map { "\(quoted($0.key)): \(value($0.value))" }
    if let path { fields.insert("\"path\": \(quoted(path))", at: 0) }
    fields.append("\"body\": \(quoted(body))")
    return "{\(fields.joined(separator: ", "))}\n"
  }

  private static func value(_ node: YAMLNode) -> String {
    switch node.content {
    case .sequence(let nodes): "[\(nodes.map(value).joined(separator: ", "))]"
    case .mapping(let pairs): "{\(pairs.map { "\(quoted($0.key)): \(value($0.value))" }.joined(separator: ", "))}"
    case .scalar(let text, _):
      if node.isNull { "null" } else if let bool = node.bool { "\(bool)" } else { quoted(text) }
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case _ where scalar.value < 0x20: out += String(format: "\\u%04x", scalar.value)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
