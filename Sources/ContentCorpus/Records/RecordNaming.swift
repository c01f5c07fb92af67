import DataFormats
import LocalFiles
import Markup
import TidingsCore

/// What a record is called: the path that its file would have, which distinguishes it from all others.
struct RecordNaming: Sendable {
  private let fields: FieldMap
  private let convention: Convention
  private let site: URIReference
  /// The folder that made paths lie in, with a slash at its end.
  private let folder: String

  /// What was found.
  enum Name {
    case given(String)
    case made(String)
    /// From the bytes alone.
    case ofBytes(String)
    /// A path that is none.
    case unsafe(String, column: Int)
    case none
  }

  init(_ settings: CorpusSettings) {
    (fields, convention) = (settings.fields, settings.convention)
    site = URIReference(settings.siteAddress)
    folder = convention.contentFolders.first.map { $0.isEmpty ? "" : $0 + "/" } ?? ""
  }

  /// - Parameters:
  ///   - bytes: of the record.
  ///   - outcome: what was read of them; where that is not whole, only a name that nothing behind can change counts.
  func name(_ bytes: [UInt8], _ outcome: JSONReader.Outcome) -> Name {
    if let value = outcome.taken[0], !value.isNull {
      guard let text = value.text, let path = SitePath.safe(text) else {
        return outcome.problem == nil ? .unsafe(value.text ?? value.kindName, column: value.column) : .none
      }
      return .given(path)
    }
    let root = outcome.document.root
    if let id = text(.id, root) { return .made(made(id, keepsFolders: false)) }
    guard outcome.problem == nil else { return .none }
    // An address elsewhere is one that the item is about, and several may be about one.
    if let reference = (text(.url, root) ?? RecordNaming.value(root, "url")).map({ URIReference($0) }),
      reference.scheme == nil || reference.host == site.host
    {
      let query = reference.query.map { "?" + $0 } ?? ""
      return .made(made(reference.decodedPath.trimmingSlashes + query, keepsFolders: true))
    }
    if let slug = text(.slug, root) {
      let folder = text(.folder, root)?.trimmingSlashes ?? ""
      return .made(made(folder.isEmpty ? slug : folder + "/" + slug, keepsFolders: true))
    }
    return .ofBytes(folder + "record-" + RecordNaming.hexadecimal(ContentDigest(bytes)) + ".md")
  }

  /// Whether the site's generator has content at a path.
  func isPlace(_ path: String) -> Bool { convention.isPage(path, []) }

  private func text(_ meaning: FieldMap.Meaning, _ root: YAMLValue) -> String? {
    for field in fields[meaning] {
      var node: YAMLValue? = root[field.first]
      if let second = field.second { node = node?[second] }
      for key in field.rest { node = node?[key] }
      if let text = node?.text?.trimmed, !text.isEmpty { return text }
    }
    return nil
  }

  private static func value(_ root: YAMLValue, _ key: YAMLKey) -> String? {
    root[key]?.text.flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed }
  }

  /// A text as a path. Where signs are left out, a digest of the text distinguishes it from others like it.
  private func made(_ text: String, keepsFolders: Bool) -> String {
    var isExact = true
    let segments = keepsFolders ? text.split(separator: "/", omittingEmptySubsequences: false).map(String.init) : [text]
    var kept: [String] = []
    for segment in segments {
      let words = SitePath.words(segment) { scalar in
        scalar.isASCII
          ? scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value) || scalar == "_" || scalar == "-"
          : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      }
      let short = String(words.unicodeScalars.prefix(40).map(Character.init))
      isExact = isExact && short == segment
      if !short.isEmpty { kept.append(short) }
    }
    if kept.count > 8 { (kept, isExact) = (Array(kept.suffix(8)), false) }
    let path = kept.joined(separator: "/")
    let suffix =
      isExact
      ? "" : (path.isEmpty ? "" : "-") + String(RecordNaming.hexadecimal(ContentDigest(Array(text.utf8))).prefix(12))
    return folder + path + suffix + ".md"
  }

  private static func hexadecimal(_ digest: ContentDigest) -> String {
    [digest.high, digest.low].map { number in
      let text = String(number, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
  }
}
