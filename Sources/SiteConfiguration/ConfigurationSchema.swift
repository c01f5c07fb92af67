import Syndication

/// The JSON Schema of `tidings.yaml` (json-schema.org, draft 7, which editors' YAML servers know), by which editors complete the
/// file and mark what is wrong while it is written.
public enum ConfigurationSchema {
  /// What the file is called that lies beside the configuration.
  public static let fileName = ".tidings.schema.json"

  /// The line by which an editor finds it.
  public static let modeline = "# yaml-language-server: $schema=\(fileName)\n"

  public static var text: String {
    var out = JSONWriter()
    out.raw("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"tidings.yaml\",\n")
    out.raw("  \"description\": \"What Tidings makes of a site.\",\n")
    object(of: "", depth: 1, to: &out)
    out.raw("\n}\n")
    return String(decoding: out.bytes, as: UTF8.self)
  }

  /// The keys of a group, without the braces around.
  private static func object(of group: String, depth: Int, to out: inout JSONWriter) {
    let indent = String(repeating: "  ", count: depth)
    out.raw(
      "\(indent)\"type\": [\"object\", \"null\"],\n\(indent)\"additionalProperties\": false,\n\(indent)\"properties\": {"
    )
    for (index, key) in ConfigurationKey.all.filter({ $0.group == group }).enumerated() {
      out.raw(index == 0 ? "\n" : ",\n")
      out.name(key.leaf, depth: depth + 1)
      out.raw("{\n\(indent)    \"description\": ")
      out.string(key.sentence)
      out.raw(",\n")
      value(of: key, depth: depth + 2, to: &out)
      out.raw("\n\(indent)  }")
    }
    out.raw("\n\(indent)}")
  }

  private static func value(of key: ConfigurationKey, depth: Int, to out: inout JSONWriter) {
    let indent = String(repeating: "  ", count: depth)
    guard key.kind == .group else {
      out.raw(indent + type(of: key))
      if let standard = standard(of: key) { out.raw(",\n\(indent)\"default\": \(standard)") }
      return
    }
    guard let short = shortForms[key.name] else { return object(of: key.name, depth: depth, to: &out) }
    out.raw("\(indent)\"anyOf\": [\n\(indent)  {\(short)},\n\(indent)  {\n")
    object(of: key.name, depth: depth + 2, to: &out)
    out.raw("\n\(indent)  }\n\(indent)]")
  }

  /// What may stand in place of a group.
  private static let shortForms = [
    "site.author": #""type": "string""#, "ledger": #""type": "string""#, "sitemaps.news": #""type": "boolean""#,
    "feeds": #""type": "array", "items": "# + combined,
  ]

  private static let combined =
    #"{"type": "object", "required": ["name"], "additionalProperties": false, "properties": {"name": {"type": "string"}, "#
    + #""path": {"type": "string"}, "description": {"type": "string"}, "#
    + #""include": {"type": ["array", "string"]}, "exclude": {"type": ["array", "string"]}}}"#

  private static let places =
    #"{"type": "object", "additionalProperties": false, "properties": {"of": {"type": "string"}, "#
    + #""rss": {"type": ["string", "array"]}, "atom": {"type": ["string", "array"]}, "json": {"type": ["string", "array"]}}}"#

  private static let lines =
    #"{"type": "object", "required": ["html"], "additionalProperties": false, "properties": {"of": {"type": "string"}, "#
    + #""html": {"type": ["string", "null"]}}}"#

  private static let details =
    #"{"type": "object", "required": ["topic"], "additionalProperties": false, "properties": {"topic": {"type": "string"}, "#
    + #""title": {"type": "string"}, "feedTitle": {"type": "string"}, "description": {"type": "string"}, "picture": {"type": "string"}}}"#

  private static func type(of key: ConfigurationKey) -> String {
    // A word alone turns these on.
    if ["feeds.taxonomies", "topics.authors"].contains(key.name) { return #""type": ["boolean", "string", "null"]"# }
    if key.name == "feeds.combined" { return #""type": ["array", "null"], "items": "# + combined }
    if ["feeds.files", "feeds.alsoAt"].contains(key.name) {
      return #""type": ["array", "object", "null"], "items": "# + places
    }
    if ["feeds.before", "feeds.after"].contains(key.name) {
      return #""type": ["string", "array", "object", "null"], "items": "# + lines
    }
    if key.name == "topics.details" { return #""type": ["array", "null"], "items": "# + details }
    switch key.kind {
    case .text: return #""type": ["string", "number", "null"]"#
    case .address: return #""type": ["string", "null"], "format": "uri""#
    case .flag: return #""type": ["boolean", "null"]"#
    case .count: return #""type": ["integer", "null"], "minimum": 0, "maximum": 1000000"#
    case .size: return #""type": ["integer", "string", "null"], "pattern": "^[0-9]+ *([kKmM]([iI]?[bB])?|[bB])?$""#
    case .choice(let names):
      // Words of YAML that are no text.
      let values = names.map { ["true", "false"].contains($0) ? $0 : "\"\($0)\"" }
      return #""enum": ["# + values.joined(separator: ", ") + ", null]"
    case .list: return #""type": ["array", "string", "null"], "items": {"type": ["string", "number"]}"#
    case .map: return #""type": ["object", "null"]"#
    case .group: return ""
    }
  }

  private static func standard(of key: ConfigurationKey) -> String? {
    guard let text = key.standard, !text.isEmpty else { return nil }
    switch key.kind {
    case .flag, .count: return text
    case .list:
      let parts = text.dropFirst().dropLast().split(separator: ",").map { part in
        part.filter { $0 != "'" }.drop { $0 == " " }
      }
      return "[" + parts.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    default: return text == "false" ? text : "\"\(text)\""
    }
  }
}
