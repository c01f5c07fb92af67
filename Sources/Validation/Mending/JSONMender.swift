import TidingsCore

/// Mends JSON Feeds: commas behind the last value, characters that must be escaped, and values of another form than the
/// format's that say the same.
enum JSONMender {
  /// What keeps a document from being JSON, where there is one way to mend it. One pass.
  static func syntax(_ utf8: [UInt8]) -> [TextEdit] {
    let rule = GeneralRules.json.id
    var edits: [TextEdit] = []
    var isString = false
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      if isString {
        switch byte {
        case UInt8(ascii: "\\"): index += 1
        case UInt8(ascii: "\""): isString = false
        case 0..<0x20: edits.append(TextEdit(index..<(index + 1), escape(byte), rule))
        default: break
        }
      } else if byte == UInt8(ascii: "\"") {
        isString = true
      } else if byte == UInt8(ascii: ",") {
        let next = utf8[(index + 1)...].first { !$0.isXMLSpace }
        let before = utf8[..<index].last { !$0.isXMLSpace }
        let isLast = next == UInt8(ascii: "}") || next == UInt8(ascii: "]")
        // `[,]` has no value before it.
        if isLast, before != UInt8(ascii: ","), before != UInt8(ascii: "["), before != UInt8(ascii: "{") {
          edits.append(TextEdit(index..<(index + 1), "", rule))
        }
      }
      index += 1
    }
    return edits
  }

  private static func escape(_ byte: UInt8) -> String {
    switch byte {
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    default: "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }

  // MARK: Values

  static func values(_ utf8: [UInt8], _ json: JSONTree, found: Set<String>) -> [TextEdit] {
    let feed = json.root
    var edits: [TextEdit] = []
    func replace(_ value: JSONTree.Value, _ text: String, _ rule: String) {
      guard found.contains(rule), let range = literal(value, utf8) else { return }
      edits.append(TextEdit(range, text, rule))
    }
    if let version = feed["version"], let text = version.string ?? version.number, let right = JSONMender.version(text)
    {
      replace(version, "\"\(right)\"", "json.version")
    }
    flag(feed["expired"], replace)
    language(feed["language"], replace)
    for item in feed["items"].elements {
      // A reader takes a number for its digits (JSON Feed 1.1, Items, id).
      if let id = item["id"], let number = id.number, number.utf8.allSatisfy({ $0 &- 0x30 < 10 }) {
        replace(id, "\"\(number)\"", "json.item.id")
      }
      for value in [item["date_published"], item["date_modified"]].compactMap({ $0 }) {
        guard let bytes = value.bytes, DateFormats.rfc3339(bytes) == nil, let date = CertainDate(bytes)?.rfc3339 else {
          continue
        }
        replace(value, "\"\(date)\"", "json.date.format")
      }
      language(item["language"], replace)
      for attachment in item["attachments"].elements {
        for value in [attachment["size_in_bytes"], attachment["duration_in_seconds"]].compactMap({ $0 }) {
          guard let text = value.string, let number = Int(text), number >= 0, String(number) == text else { continue }
          replace(value, text, "json.attachment")
        }
      }
    }
    return edits
  }

  private static func flag(_ value: JSONTree.Value?, _ replace: (JSONTree.Value, String, String) -> Void) {
    guard let value, let word = value.string, word == "true" || word == "false" else { return }
    replace(value, word, "json.type")
  }

  private static func language(_ value: JSONTree.Value?, _ replace: (JSONTree.Value, String, String) -> Void) {
    guard let value, let tag = value.string.flatMap(LanguageRules.hyphenated) else { return }
    replace(value, "\"\(tag)\"", "json.language")
  }

  /// The address of the version that another form of it means.
  private static func version(_ text: String) -> String? {
    var short = text.trimmingSpace.lowercased()[...]
    for prefix in ["https://", "http://", "www.", "jsonfeed.org/version/"] where short.hasPrefix(prefix) {
      short = short.dropFirst(prefix.count)
    }
    while short.hasSuffix("/") { short = short.dropLast() }
    guard short == "1" || short == "1.1" || short == "1.0" else { return nil }
    let right = "https://jsonfeed.org/version/" + (short == "1.1" ? "1.1" : "1")
    return right == text ? nil : right
  }

  /// A value as it is written, with its quotes.
  private static func literal(_ value: JSONTree.Value, _ utf8: [UInt8]) -> Range<Int>? {
    let start = value.offset
    switch value.kind {
    case .string:
      var index = start + 1
      while index < utf8.count, utf8[index] != UInt8(ascii: "\"") {
        index += utf8[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      return index < utf8.count ? start..<(index + 1) : nil
    case .number:
      let end = utf8[start...].firstIndex { $0.isXMLSpace || ",]}".utf8.contains($0) } ?? utf8.count
      return start..<end
    default: return nil
    }
  }
}
