import DataFormats
import Foundation
import Markup
import TidingsCore

/// A post of an export in the form of a content file: front matter, and a body with every byte in its place.
struct ExportItem {
  /// A mapping, with the places of what it was read from.
  let front: YAMLNode
  /// As WordPress stores it.
  let content: [UInt8]
  /// The line at which that begins.
  let contentLine: Int
  /// Pictures and other files that shortcodes name, by their numbers.
  let attachments: [Int: ExportFacts.Attachment]
  /// The post's number, which its own attachments name.
  let number: Int
  /// The site's language, by which quotation marks are made.
  let language: String
  let problems: [Finding]

  private let item: ExportElement
  private let bytes: [UInt8]
  private let line: Int
  private let facts: ExportFacts

  /// - Parameters:
  ///   - bytes: of the item, as they stand in the file.
  ///   - path: of the record.
  ///   - line: at which the item begins.
  ///   - facts: what the export says beside its items.
  ///   - site: the site's address, with a slash at its end.
  /// - Throws: ``ItemRejection`` where it is not UTF-8, or has no address.
  init(_ bytes: [UInt8], path: String, line: Int, facts: ExportFacts, site: String) throws {
    if let invalid = UTF8Text.firstInvalid(in: bytes) {
      throw ItemRejection(
        ContentRules.encoding.finding(at: SourceLocation(path: path, offset: invalid, in: bytes, firstLine: line)))
    }
    (self.bytes, self.line, self.facts) = (bytes, line, facts)
    item = ExportReader.read(bytes).first("item") ?? ExportElement(name: "item")
    number = Int(item.text("wp:post_id")) ?? 0
    attachments = facts.attachments
    language = facts.language
    let body = item.first("content:encoded")
    content = body?.content ?? []
    contentLine = ExportItem.line(of: body?.start ?? 0, bytes, line)
    var writer = FrontWriter(bytes: bytes, line: line)
    var problems: [Finding] = []
    try ExportItem.write(item, &writer, facts, site: site, path: path)
    for name in ["title", "excerpt:encoded"] {
      guard let element = item.first(name), XMLCharacters.firstForbidden(in: element.content) != nil else { continue }
      problems.append(
        ContentRules.controlCharacters.finding(
          at: SourceLocation(path: path, line: ExportItem.line(of: element.start, bytes, line)),
          "\(name) holds a character that XML forbids"))
    }
    self.problems = problems
    front = YAMLNode(.mapping(writer.pairs), line: line, column: 1)
  }

  private static func line(of offset: Int, _ bytes: [UInt8], _ first: Int) -> Int {
    first + bytes[..<min(offset, bytes.count)].count { $0 == 0x0A }
  }

  private static func write(
    _ item: ExportElement, _ front: inout FrontWriter, _ facts: ExportFacts, site: String, path: String
  ) throws {
    let id = item.text("wp:post_id")
    let status = ExportItem.status(item)
    let isShown = status == "publish"
    let type = item.text("wp:post_type")
    // What nobody is to see need not have one.
    let isUntitled = item.text("title").isEmpty && !isShown
    front.add("title", isUntitled ? "(no title)" : typographic(item.text("title"), facts), at: item.first("title"))
    front.add("type", type, at: item.first("wp:post_type"))
    let guid = item.text("guid")
    let home = facts.home.hasSuffix("/") ? facts.home : facts.home + "/"
    front.add("guid", guid.isEmpty ? "\(home)?p=\(id)" : guid, at: item.first("guid"))
    front.add("status", status, at: item.first("wp:status"))
    front.add("date", date(item, "wp:post_date"), at: item.first("wp:post_date_gmt") ?? item.first("pubDate"))
    front.add("modified", modified(item), at: item.first("wp:post_modified_gmt"))
    let link = item.first("link")
    let address = ExportAddress.path(item.text("link"), home: home, site: site)
    guard address != nil || !isShown else {
      throw ItemRejection(
        WordPressFindings.address.finding(
          at: SourceLocation(path: path, line: front.line(of: link)),
          "The address '\(item.text("link"))' is not a path on the site"))
    }
    // What is not published has an address that is none, and that nobody else may have.
    front.add("url", isShown ? address ?? "" : "/unpublished-\(id)/", at: link)
    front.add("aliases", isShown ? formerAddresses(item, address ?? "") : [], at: link)
    let login = item.text("dc:creator")
    // The name that somebody signs in with is nobody's business, unless it is the one that is shown.
    front.add("author", facts.authors[login] ?? "", at: item.first("dc:creator"))
    front.add("excerpt", typographic(item.text("excerpt:encoded"), facts), at: item.first("excerpt:encoded"))
    if let picture = item.meta("_thumbnail_id").flatMap({ Int($0) }).flatMap({ facts.attachments[$0] }) {
      front.add("image", picture.address, at: item.first("wp:postmeta"))
      front.add("imageAlt", picture.alternative, at: item.first("wp:postmeta"))
    }
    if item.text("wp:is_sticky") == "1" { front.add("sticky", "true", at: item.first("wp:is_sticky")) }
    addTerms(item, &front, facts)
    front.add("meta", fields: item.all("wp:postmeta").map { ($0.text("wp:meta_key"), $0.text("wp:meta_value"), $0) })
  }

  private static func typographic(_ text: String, _ facts: ExportFacts) -> String {
    String(decoding: PostTypography.html(Array(text.utf8), language: facts.language), as: UTF8.self)
  }

  /// `publish`, or what keeps the post back: a post with a password is for those who know it.
  private static func status(_ item: ExportElement) -> String {
    guard item.text("wp:post_password").isEmpty else { return "password" }
    let status = item.text("wp:status")
    // One whose time has come is published by the clock, as others are.
    return status == "future" ? "publish" : status.isEmpty ? "draft" : status
  }

  /// An instant in UTC; one in the site's zone where WordPress had none yet; that of the feed at last.
  private static func date(_ item: ExportElement, _ name: String) -> String {
    let (utc, local) = (item.text(name + "_gmt"), item.text(name))
    if isDate(utc) { return utc.replacing(" ", with: "T") + "Z" }
    return isDate(local) ? local.replacing(" ", with: "T") : item.text("pubDate")
  }

  /// The last change. WordPress writes those before the publication too, when a post was written ahead.
  private static func modified(_ item: ExportElement) -> String {
    let (changed, published) = (item.text("wp:post_modified_gmt"), item.text("wp:post_date_gmt"))
    guard isDate(changed), !isDate(published) || changed > published else { return "" }
    return changed.replacing(" ", with: "T") + "Z"
  }

  private static func isDate(_ text: String) -> Bool { text.count == 19 && !text.hasPrefix("0000") }

  /// Addresses under names that a post has had.
  private static func formerAddresses(_ item: ExportElement, _ address: String) -> [String] {
    let slug = URIReference.decoded(item.text("wp:post_name"))
    let path = address.removingPercentEncoding ?? address
    guard !slug.isEmpty, let place = path.range(of: slug, options: .backwards) else { return [] }
    return item.all("wp:postmeta").filter { $0.text("wp:meta_key") == "_wp_old_slug" }.map {
      path.replacingCharacters(in: place, with: URIReference.decoded($0.text("wp:meta_value")))
    }
  }

  /// Categories and tags by their names, with the folders of their pages; terms of other taxonomies under the name of that.
  private static func addTerms(_ item: ExportElement, _ front: inout FrontWriter, _ facts: ExportFacts) {
    var names: [String: [(String, ExportElement)]] = [:]
    var folders: [String: [String]] = [:]
    for term in item.all("category") {
      guard let domain = term.attributes["domain"], let slug = term.attributes["nicename"], domain != "post_format"
      else { continue }
      let field = ["category": "categories", "post_tag": "tags"][domain] ?? domain
      names[field, default: []].append((ExportFacts.plain(term.text), term))
      folders[field, default: []].append(facts.folders(of: slug, in: domain).joined(separator: "/"))
    }
    for (field, terms) in names.sorted(by: { $0.key < $1.key }) {
      front.add(field, list: terms)
      front.add(field + FieldPath.foldersEnding, folders[field] ?? [], at: terms[0].1)
    }
  }
}

/// Puts front matter together, each value with the place that it is from.
private struct FrontWriter {
  let bytes: [UInt8]
  let line: Int
  private(set) var pairs: [YAMLNode.Pair] = []

  /// The last place whose line was counted: fields mostly come one behind the other, and a body may stand in front of them.
  private var counted: (offset: Int, line: Int)

  init(bytes: [UInt8], line: Int) { (self.bytes, self.line, counted) = (bytes, line, (0, line)) }

  mutating func line(of element: ExportElement?) -> Int {
    let offset = min(element?.start ?? 0, bytes.count)
    let from = offset >= counted.offset ? counted : (0, line)
    counted = (offset, from.line + bytes[from.offset..<offset].count { $0 == 0x0A })
    return counted.line
  }

  private mutating func node(_ content: YAMLNode.Content, _ element: ExportElement?) -> YAMLNode {
    let offset = min(element?.start ?? 0, bytes.count)
    let lineStart = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return YAMLNode(
      content, line: line(of: element), column: 1 + bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 })
  }

  private mutating func add(_ key: String, _ value: YAMLNode) {
    pairs.append(.init(key: key, keyLine: value.line, keyColumn: value.column, value: value))
  }

  mutating func add(_ key: String, _ text: String, at element: ExportElement?) {
    if !text.isEmpty { add(key, node(.scalar(text, isPlain: key == "sticky"), element)) }
  }

  mutating func add(_ key: String, _ texts: [String], at element: ExportElement?) {
    if !texts.isEmpty { add(key, node(.sequence(texts.map { node(.scalar($0, isPlain: false), element) }), element)) }
  }

  mutating func add(_ key: String, list: [(String, ExportElement)]) {
    add(key, node(.sequence(list.map { node(.scalar($0.0, isPlain: false), $0.1) }), list.first?.1))
  }

  /// Custom fields that are for people; names that begin with a low line are WordPress's own, and plug-ins'.
  mutating func add(_ key: String, fields: [(name: String, value: String, element: ExportElement)]) {
    var seen: Set<String> = []
    let shown = fields.filter {
      !$0.name.isEmpty && !$0.name.hasPrefix("_") && $0.value.utf8.count <= 2000 && seen.insert($0.name).inserted
    }
    guard !shown.isEmpty else { return }
    let values = shown.prefix(100).map { field in
      let value = node(.scalar(field.value, isPlain: false), field.element)
      return YAMLNode.Pair(key: field.name, keyLine: value.line, keyColumn: value.column, value: value)
    }
    add(key, node(.mapping(Array(values)), shown[0].element))
  }
}
