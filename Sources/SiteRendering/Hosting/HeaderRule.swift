import ContentCorpus
import SiteOutput
import SitePlanning
import SiteSettings
import TidingsCore

/// With which headers documents of a kind are to be served, whatever the server.
struct HeaderRule: Sendable {
  /// The regular expression that the names of such documents match, without anchors.
  let pattern: String
  /// The same for servers that know no more than a star for anything.
  let wildcards: [String]
  /// Whether they lie in any folder, and not at the root alone.
  let isEverywhere: Bool
  /// The one folder that they lie in, where that is known.
  var folder: String?
  let format: DocumentFormat

  /// The media type with its charset: all documents are UTF-8.
  ///
  /// - Parameter isForBrowser: whether a browser asks, which shows a feed by its style sheet only where that comes as any XML.
  static func contentType(of format: DocumentFormat, isForBrowser: Bool = false) -> String {
    (isForBrowser && (format == .rss || format == .atom) ? "application/xml" : format.mediaType) + "; charset=utf-8"
  }

  /// Whether browsers get documents of a kind as another media type than feed readers.
  static func isNegotiated(_ format: DocumentFormat, _ configuration: Configuration) -> Bool {
    configuration.pages.isEnabled && (format == .rss || format == .atom)
  }

  /// - Parameters:
  ///   - format: of the document itself, not of its compressed form.
  ///   - isForBrowser: whether a browser asks, or nobody knows who does.
  static func headers(
    of format: DocumentFormat, _ settings: HostingSettings, isForBrowser: Bool = false
  ) -> [(name: String, value: String)] {
    var headers = [
      ("Content-Type", contentType(of: format, isForBrowser: isForBrowser)),
      // A reader that asks again gets an answer without a body as long as nothing has changed.
      ("Cache-Control", "public, max-age=\(settings.maximumAge), must-revalidate"),
      ("X-Content-Type-Options", "nosniff"),
    ]
    // What is read by programs in other people's pages.
    if [.json, .catalogue, .manifest].contains(format) { headers.append(("Access-Control-Allow-Origin", "*")) }
    if !settings.compressed.isEmpty { headers.append(("Vary", "Accept-Encoding")) }
    return headers
  }

  /// - Parameter rows: of all documents, for those whose names are not the usual ones.
  static func all(_ configuration: Configuration, _ rows: [Manifest.Row]) -> [HeaderRule] {
    var rules = configuration.feeds.formats.map { format in
      let name = escaped(format.fileName)
      let archives = configuration.feeds.archives == .none ? "" : "(archive-[^/]+\\.)?"
      let wildcards =
        [format.fileName] + (configuration.feeds.archives == .none ? [] : ["*.\(format.fileName)"])
      return HeaderRule(pattern: archives + name, wildcards: wildcards, isEverywhere: true, format: format)
    }
    func add(_ format: DocumentFormat, _ name: String? = nil, everywhere: Bool = false) {
      let name = name ?? format.fileName
      rules.append(HeaderRule(pattern: escaped(name), wildcards: [name], isEverywhere: everywhere, format: format))
    }
    if configuration.sitemaps.enabled {
      rules.append(
        HeaderRule(
          pattern: "(sitemap(-[^/]+)?|other-sitemap(~[^/]+)?|news-sitemap)\\.xml",
          wildcards: ["sitemap.xml", "sitemap-*.xml", "other-sitemap*.xml", "news-sitemap.xml"], isEverywhere: false,
          format: .sitemap))
    }
    for format in [DocumentFormat.opml, .catalogue, .manifest] { add(format) }
    if configuration.pages.isEnabled {
      add(.page, everywhere: true)
      add(.page, PageNames.directory)
      add(.links, everywhere: true)
      add(.styleSheet)
      add(.styleSheet, PageNames.feedStyle)
      add(.script)
    }
    if configuration.robots { add(.robots) }
    if let settings = configuration.indexNow { add(.indexNowKey, settings.key + ".txt") }
    return rules + unusual(rows)
  }

  /// Rules for feeds at places of their own: by their names, or by the folder where there are many.
  private static func unusual(_ rows: [Manifest.Row]) -> [HeaderRule] {
    var names: Set<String> = []
    var rules: [HeaderRule] = []
    let feeds = rows.filter { row in
      row.format.isFeed && !ArchivePages.isPage(row.path) && row.path.lastSegment != row.format.fileName
    }
    for format in [DocumentFormat.rss, .atom, .json] {
      let own = Dictionary(grouping: feeds.filter { $0.format == format }) { row in
        String(row.path.dropLast(row.path.lastSegment.count + 1))
      }
      for (folder, rows) in own.sorted(by: { $0.key < $1.key }) {
        let files = Set(rows.map { String($0.path.lastSegment) })
        if files.count > 5 {
          let ending = format == .json ? "json" : "xml"
          rules.append(
            HeaderRule(
              pattern: "[^/]+\\.\(ending)", wildcards: ["*"], isEverywhere: false, folder: folder, format: format))
        } else {
          for file in files.sorted() where names.insert(format.rawValue + file).inserted {
            rules.append(HeaderRule(pattern: escaped(file), wildcards: [file], isEverywhere: true, format: format))
          }
        }
      }
    }
    return rules
  }

  static func escaped(_ name: String) -> String {
    name.map { "\\.+*?()[]{}^$|".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}
