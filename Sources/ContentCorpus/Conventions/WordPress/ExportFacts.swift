import LocalFiles
import Markup
import TidingsCore

/// What an export says beside its posts: the site, its authors, its terms, and where its pictures lie.
struct ExportFacts: Sendable {
  /// A category, a tag, or a term of any other taxonomy.
  struct Term: Sendable {
    var name: String
    /// The short name of the one above it; empty where there is none.
    var parent: String
  }

  /// A picture, or another file that was uploaded.
  struct Attachment: Sendable {
    var address: String
    var title: String
    var alternative: String
    var caption: String
    /// The post that it was uploaded for.
    var parent: Int
  }

  var version = ""
  var title = ""
  var description = ""
  var language = ""
  /// The address of the blog's home page.
  var home = ""
  /// Names for readers by the names that authors sign in with.
  var authors: [String: String] = [:]
  /// By taxonomy and short name, with a space between them.
  var terms: [String: Term] = [:]
  var attachments: [Int: Attachment] = [:]

  init() {}

  /// - Parameter head: of an export, in front of its first item.
  init(head: ExportElement) {
    guard let channel = head.first("channel") ?? head.first("rss")?.first("channel") else { return }
    version = channel.text("wp:wxr_version")
    title = ExportFacts.plain(channel.text("title"))
    description = ExportFacts.plain(channel.text("description"))
    language = channel.text("language")
    home =
      [channel.text("link"), channel.text("wp:base_blog_url"), channel.text("wp:base_site_url")]
      .first { !$0.isEmpty } ?? ""
    for author in channel.all("wp:author") {
      let login = author.text("wp:author_login")
      let name = ExportFacts.plain(author.text("wp:author_display_name"))
      authors[login] = name.isEmpty ? login : name
    }
    add(channel.all("wp:category"), "category", "wp:category_nicename", "wp:cat_name", "wp:category_parent")
    add(channel.all("wp:tag"), "post_tag", "wp:tag_slug", "wp:tag_name", "")
    add(channel.all("wp:term"), nil, "wp:term_slug", "wp:term_name", "wp:term_parent")
  }

  private mutating func add(
    _ elements: [ExportElement], _ taxonomy: String?, _ slug: String, _ name: String, _ parent: String
  ) {
    for element in elements {
      let own = taxonomy ?? element.text("wp:term_taxonomy")
      terms["\(own) \(element.text(slug))"] = Term(
        name: ExportFacts.plain(element.text(name)), parent: parent.isEmpty ? "" : element.text(parent))
    }
  }

  /// Takes note of an attachment.
  mutating func add(attachment item: ExportElement) {
    guard let id = Int(item.text("wp:post_id")) else { return }
    let address = item.text("wp:attachment_url")
    attachments[id] = Attachment(
      address: address.isEmpty ? item.text("guid") : address, title: ExportFacts.plain(item.text("title")),
      alternative: ExportFacts.plain(item.meta("_wp_attachment_image_alt") ?? ""),
      caption: item.text("excerpt:encoded"), parent: Int(item.text("wp:post_parent")) ?? 0)
  }

  /// The short names of a term and of all above it, from the top, as they stand in addresses.
  func folders(of slug: String, in taxonomy: String) -> [String] {
    var folders = [slug]
    var seen: Set<String> = [slug]
    while let parent = terms["\(taxonomy) \(folders[0])"]?.parent, !parent.isEmpty, seen.insert(parent).inserted {
      folders.insert(parent, at: 0)
    }
    return folders.map { URIReference.decoded($0) }
  }

  /// Text as WordPress stores it, which may hold references to characters, and tags.
  static func plain(_ text: String) -> String {
    text.contains("&") || text.contains("<")
      ? PlainText.fold(Body(Array(text.utf8), syntax: .html).plainText(limit: 4000)) : PlainText.fold(text)
  }

  /// Takes what another export of the same site says.
  mutating func merge(_ other: ExportFacts) {
    authors.merge(other.authors) { first, _ in first }
    terms.merge(other.terms) { first, _ in first }
    attachments.merge(other.attachments) { first, _ in first }
    if home.isEmpty { (home, language) = (other.home, other.language) }
  }

  /// Of all that posts take from it.
  var digest: ContentDigest {
    var digester = Digester()
    digester.add(home)
    digester.add(language)
    for (key, name) in authors.sorted(by: { $0.key < $1.key }) {
      digester.add(key)
      digester.add(name)
    }
    for (key, term) in terms.sorted(by: { $0.key < $1.key }) {
      digester.add(key)
      digester.add(term.name)
      digester.add(term.parent)
    }
    for (id, attachment) in attachments.sorted(by: { $0.key < $1.key }) {
      digester.add(Int64(id))
      digester.add(Int64(attachment.parent))
      for text in [attachment.address, attachment.title, attachment.alternative, attachment.caption] {
        digester.add(text)
      }
    }
    return digester.digest
  }
}
