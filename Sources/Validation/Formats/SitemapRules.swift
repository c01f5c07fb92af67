import TidingsCore

/// Rules of the sitemap protocol (sitemaps.org/protocol.html) and of Google's guidance.
enum SitemapRules {
  static let all: [DocumentRule] = [
    namespace, count, size, notEmpty, location, scope, unique, modified, imageCount, newsCount,
  ]

  private static let both: Set<DocumentFormat> = [.sitemap, .sitemapIndex]
  private static let protocolText = "sitemaps.org/protocol.html"

  static let namespace = DocumentRule(
    Rule(
      "sitemap.namespace", .error, "A sitemap is in the protocol's namespace",
      reason: "Crawlers do not know it otherwise.", reference: protocolText + "#xmlTagDefinitions",
      remedy: "Write xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"."), both
  ) { subject, report in
    for moved in subject.moved { report(at: moved.offset, "The sitemap is in \(moved.words), not in the protocol's") }
  }

  static let count = DocumentRule(
    Rule(
      "sitemap.count", .error, "A sitemap holds at most 50,000 addresses, an index as many sitemaps",
      reason: "Crawlers refuse the whole file.", reference: protocolText + "#index",
      remedy: "Split it and name the parts in a sitemap index."), both
  ) { subject, report in
    let entries = entries(subject)
    if entries.count > 50_000 {
      report(at: subject.xml.nodes[entries[50_000]].offset, "There are \(entries.count) addresses")
    }
  }

  static let size = DocumentRule(
    Rule(
      "sitemap.size", .error, "A sitemap has at most 52,428,800 bytes", reason: "Crawlers refuse the whole file.",
      reference: protocolText + "#index", remedy: "Split it and name the parts in a sitemap index."), both
  ) { subject, report in
    if subject.size > 52_428_800 { report(at: 0, "The document has \(subject.size) bytes") }
  }

  static let notEmpty = DocumentRule(
    Rule(
      "sitemap.empty", .error, "A sitemap is not empty", reason: "Crawlers report an empty one as a fault.",
      reference: protocolText + "#xmlTagDefinitions", remedy: "Leave the document out until there is a page."), both
  ) { subject, report in
    guard let root = subject.xml.root, entries(subject).isEmpty else { return }
    report(at: subject.xml.nodes[root].offset, "There is no address in it")
  }

  static let location = DocumentRule(
    Rule(
      "sitemap.loc", .error, "An address is absolute, percent-encoded and shorter than 2,048 characters",
      reason: "Crawlers ignore others.", reference: protocolText + "#locdef",
      remedy: "Write the address in full."), both
  ) { subject, report in
    let loc = subject.xml.id("loc", Namespaces.sitemap)
    for entry in entries(subject) {
      guard let element = subject.xml.first(entry, loc) else { continue }
      let bytes = subject.xml.bytes(element)
      if bytes.count < 2048, Address.isPlainlyWeb(bytes) { continue }
      let value = String(decoding: bytes, as: UTF8.self)
      if Address(value)?.isWeb != true || value.utf8.count >= 2048 || Address.hasForbiddenCharacters(value) {
        let isForeign = Address(value)?.isWeb == true && value.utf8.count < 2048
        report(
          at: subject.xml.nodes[element].offset,
          isForeign
            ? "The address '\(value.prefix(100))' has characters that must be percent-encoded"
            : "The address '\(value.prefix(100))' is not absolute and encoded",
          remedy: isForeign ? "Encode them as UTF-8: %20 for a blank, %C3%BC for ü." : nil)
      }
    }
  }

  static let scope = DocumentRule(
    Rule(
      "sitemap.scope", .error, "A sitemap names only addresses at or below its own folder",
      reason: "Crawlers do not trust it with others.", reference: protocolText + "#location",
      remedy: "Place the sitemap at the root of the site, under the same scheme and host."), both
  ) { subject, report in
    guard let own = subject.address.flatMap({ Address($0) }) else { return }
    let loc = subject.xml.id("loc", Namespaces.sitemap)
    let prefix = Array("\(own.scheme)://\(own.host)\(own.folder)".utf8)
    for element in entries(subject).compactMap({ subject.xml.first($0, loc) }) {
      let bytes = subject.xml.bytes(element)
      // A path that goes up begins with a dot somewhere; nearly none has one there.
      if isPlainlyBelow(prefix, bytes) { continue }
      // What is no web address at all has a rule of its own.
      guard let address = Address(subject.xml.string(element)), address.isWeb else { continue }
      let path = address.path.hasPrefix("/") ? address.path : "/" + address.path
      if address.scheme != own.scheme || address.host != own.host || !path.hasPrefix(own.folder)
        || path.split(separator: "/").contains("..")
      {
        report(
          at: subject.xml.nodes[element].offset, "The address is outside of \(own.scheme)://\(own.host)\(own.folder)")
      }
    }
  }

  static let unique = DocumentRule(
    Rule(
      "sitemap.loc.unique", .warning, "No address occurs twice in one sitemap",
      reason: "It wastes the crawler's time, and the two may contradict.", reference: protocolText,
      remedy: "Remove one."), both
  ) { subject, report in
    let loc = subject.xml.id("loc", Namespaces.sitemap)
    let found = entries(subject).compactMap { subject.xml.first($0, loc) }
    report.repetitions(of: "address", in: found, subject.xml)
  }

  static let modified = DocumentRule(
    Rule(
      "sitemap.lastmod", .error, "lastmod is a W3C date, or a date and time with its zone",
      reason: "Crawlers stop trusting a site's dates.", reference: protocolText + "#lastmoddef",
      remedy: "Write it as 2021-02-22 or 2021-02-22T10:46:42Z."), both
  ) { subject, report in
    let lastmod = subject.xml.id("lastmod", Namespaces.sitemap)
    for element in entries(subject).compactMap({ subject.xml.first($0, lastmod) }) {
      let bytes = subject.xml.bytes(element)
      if DateFormats.w3c(bytes) == nil {
        let value = String(decoding: bytes, as: UTF8.self)
        let zoned = value.replacing(" ", with: "T") + "Z"
        let hasNoZone = DateFormats.w3c(zoned) != nil
        report(
          at: subject.xml.nodes[element].offset,
          hasNoZone ? "The date '\(value)' has a time and no zone" : "The date '\(value)' is not a W3C date",
          remedy: hasNoZone ? "Write \(zoned), or +02:00 and the like in place of Z." : nil)
      }
    }
  }

  static let imageCount = DocumentRule(
    Rule(
      "sitemap.image.count", .error, "A page has at most 1,000 images", reason: "Google ignores the rest.",
      reference: "Google Search Central, Image sitemaps", remedy: "Leave out images that matter least."), [.sitemap]
  ) { subject, report in
    let image = subject.xml.id("image", Namespaces.image)
    guard image >= 0 else { return }
    for entry in entries(subject) where subject.xml.children(entry, image).count > 1000 {
      report(at: subject.xml.nodes[entry].offset, "The page has more than 1,000 images")
    }
  }

  static let newsCount = DocumentRule(
    Rule(
      "sitemap.news.count", .error, "A sitemap holds at most 1,000 news", reason: "Google refuses it.",
      reference: "Google Search Central, News sitemaps", remedy: "Keep the articles of the last two days only."),
    [.sitemap]
  ) { subject, report in
    let news = subject.xml.id("news", Namespaces.news)
    guard news >= 0 else { return }
    let found = entries(subject).filter { subject.xml.first($0, news) != nil }
    if found.count > 1000 { report(at: subject.xml.nodes[found[1000]].offset, "There are \(found.count) news") }
  }

  /// Whether an address begins with a folder's and has no two dots side by side.
  private static func isPlainlyBelow(_ prefix: [UInt8], _ address: ArraySlice<UInt8>) -> Bool {
    unsafe address.withUnsafeBufferPointer { bytes in
      guard bytes.count >= prefix.count else { return false }
      for index in prefix.indices where unsafe bytes[index] != prefix[index] { return false }
      for index in 1..<max(bytes.count, 1) where unsafe bytes[index] == 0x2E && bytes[index - 1] == 0x2E {
        return false
      }
      return true
    }
  }

  private static func entries(_ subject: DocumentContext) -> [XMLTree.Element] {
    guard let root = subject.xml.root else { return [] }
    let name = subject.format == .sitemap ? "url" : "sitemap"
    return subject.xml.children(root, subject.xml.id(name, Namespaces.sitemap))
  }
}
