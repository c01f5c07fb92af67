public import TidingsCore

/// One `url` of a sitemap (sitemaps.org/protocol.html), rendered.
public struct SitemapURL: Sendable, Hashable {
  /// What Google News asks for (developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap).
  public struct News: Sendable, Hashable {
    public var publication: String
    /// ISO 639.
    public var language: String
    public var published: Timestamp
    public var title: String

    public init(publication: String, language: String, published: Timestamp, title: String) {
      self.publication = publication
      self.language = language
      self.published = published
      self.title = title
    }
  }

  /// The same page in a language (`xhtml:link`, developers.google.com/search/docs/specialty/international/localized-versions).
  public struct Alternate: Sendable, Hashable {
    /// BCP 47, or `x-default`.
    public var language: String
    public var address: String

    public init(language: String, address: String) {
      self.language = language
      self.address = address
    }
  }

  public let bytes: [UInt8]

  /// - Parameters:
  ///   - address: absolute and percent-encoded, shorter than 2,048 characters.
  ///   - modified: the last significant change of the page. Neither change frequency nor priority is ever written: the
  ///     large crawlers pass them over, and they can only be guessed. `nil` where none is known.
  ///   - images: addresses of pictures on the page, at most 1,000.
  public init(
    address: String, modified: Timestamp?, images: [String] = [], alternates: [Alternate] = [], news: News? = nil
  ) {
    var out = XMLWriter(capacity: 512)
    SitemapURL.write(address, modified, images, alternates, news, to: &out)
    bytes = out.bytes
  }

  fileprivate static func write(
    _ address: String, _ modified: Timestamp?, _ images: [String], _ alternates: [Alternate], _ news: News?,
    to out: inout XMLWriter
  ) {
    out.start("url", depth: 1)
    out.element("loc", address, depth: 2)
    if let modified { out.element("lastmod", raw: modified.rfc3339Bytes, depth: 2) }
    for alternate in alternates {
      out.open("xhtml:link", depth: 2)
      out.attribute("rel", "alternate")
      out.attribute("hreflang", alternate.language)
      out.attribute("href", alternate.address)
      out.empty()
    }
    for image in images {
      out.start("image:image", depth: 2)
      out.element("image:loc", image, depth: 3)
      out.end("image:image", depth: 2)
    }
    if let news { SitemapURL.write(news, to: &out) }
    out.end("url", depth: 1)
  }

  private static func write(_ news: News, to out: inout XMLWriter) {
    out.start("news:news", depth: 2)
    out.start("news:publication", depth: 3)
    out.element("news:name", news.publication, depth: 4)
    out.element("news:language", news.language, depth: 4)
    out.end("news:publication", depth: 3)
    out.element("news:publication_date", raw: news.published.rfc3339Bytes, depth: 3)
    out.element("news:title", news.title, depth: 3)
    out.end("news:news", depth: 2)
  }
}

/// The addresses of a sitemap, or of several that belong together, in one block of memory.
public struct SitemapURLs: Sendable {
  private var out: XMLWriter
  private var hasAlternates = false

  /// - Parameters:
  ///   - count: addresses that there will be, about.
  ///   - hasAlternates: whether another document of the same pages names any in other languages.
  public init(count: Int, hasAlternates: Bool = false) {
    out = XMLWriter(capacity: count * 384)
    self.hasAlternates = hasAlternates
  }

  /// Takes in an address; the parameters are those of ``SitemapURL``.
  ///
  /// - Returns: the place of its bytes.
  public mutating func add(
    _ address: String, modified: Timestamp?, images: [String] = [], alternates: [SitemapURL.Alternate] = []
  ) -> Range<Int> {
    let start = out.bytes.count
    hasAlternates = hasAlternates || !alternates.isEmpty
    SitemapURL.write(address, modified, images, alternates, nil, to: &out)
    return start..<out.bytes.count
  }

  /// Takes in what stands in a published sitemap.
  ///
  /// - Parameter element: as ``cut(_:from:)`` gave it.
  /// - Returns: the place of its bytes.
  public mutating func add(published element: [UInt8]) -> Range<Int> {
    let start = out.bytes.count
    hasAlternates = hasAlternates || String(decoding: element, as: UTF8.self).contains("<xhtml:link ")
    out.raw(element)
    return start..<out.bytes.count
  }

  /// The element of an address in a sitemap that was made here.
  ///
  /// - Parameters:
  ///   - address: of a page.
  ///   - document: the bytes of the sitemap.
  /// - Returns: `nil` where it names no such page.
  public static func cut(_ address: String, from document: [UInt8]) -> [UInt8]? {
    PublishedEntry.cut(
      "\n    <loc>\(PublishedEntry.escaped(address))</loc>\n", from: document, start: "\n  <url>\n", end: "\n  </url>\n"
    )
  }

  /// What an element that ``cut(_:from:)`` gave says of its page's last change.
  public static func modified(_ element: [UInt8]) -> Timestamp? {
    let text = String(decoding: element, as: UTF8.self)
    guard let start = text.firstRange(of: "<lastmod>")?.upperBound,
      let end = text.firstRange(of: "</lastmod>")?.lowerBound,
      start <= end
    else { return nil }
    return Timestamp(rfc3339: String(text[start..<end]))
  }

  /// The bytes of a sitemap of some of the addresses.
  public func document(_ places: [Range<Int>]) -> [UInt8] {
    let size = places.reduce(URLSet.overhead) { $0 + $1.count }
    return unsafe out.bytes.withUnsafeBufferPointer { bytes in
      URLSet.document(size: size, hasAlternates: hasAlternates) { document in
        for place in places {
          unsafe document.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[place]))
        }
      }
    }
  }
}

/// A sitemap: a `urlset` of at most 50,000 addresses and 52,428,800 bytes.
public enum URLSet {
  /// "Each Sitemap file that you provide must have no more than 50,000 URLs"
  public static let countLimit = 50_000
  /// "and must be no larger than 50MB (52,428,800 bytes)", uncompressed.
  public static let byteLimit = 52_428_800

  /// The bytes of a document without addresses.
  public static let overhead = start.count + end.count
  /// The same where pages name others in other languages.
  public static let largestOverhead = startWithAlternates.count + end.count

  public static func document(_ urls: some Sequence<SitemapURL>) -> [UInt8] {
    document(size: overhead) { out in
      for url in urls { out += url.bytes }
    }
  }

  fileprivate static func document(size: Int, hasAlternates: Bool = false, _ write: (inout [UInt8]) -> Void) -> [UInt8]
  {
    var out: [UInt8] = []
    out.reserveCapacity(size)
    out += hasAlternates ? startWithAlternates : start
    write(&out)
    out += end
    return out
  }

  private static let start = start(hasAlternates: false)
  private static let startWithAlternates = start(hasAlternates: true)

  private static func start(hasAlternates: Bool) -> [UInt8] {
    var out = XMLWriter()
    out.declaration()
    out.open("urlset", depth: 0)
    out.attribute("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")
    out.attribute("xmlns:image", "http://www.google.com/schemas/sitemap-image/1.1")
    out.attribute("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9")
    if hasAlternates { out.attribute("xmlns:xhtml", "http://www.w3.org/1999/xhtml") }
    out.content()
    out.line()
    return out.bytes
  }

  private static let end = Array("</urlset>\n".utf8)
}

/// A sitemap index: a `sitemapindex` of at most 50,000 sitemaps.
public enum SitemapIndex {
  /// One sitemap of the index.
  public struct Part: Sendable, Hashable {
    public var address: String
    /// The newest change of all its pages.
    /// `nil` where it is not known.
    public var modified: Timestamp?

    public init(address: String, modified: Timestamp?) {
      self.address = address
      self.modified = modified
    }
  }

  public static func document(_ parts: some Sequence<Part>) -> [UInt8] {
    var out = XMLWriter()
    out.declaration()
    out.open("sitemapindex", depth: 0)
    out.attribute("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")
    out.content()
    out.line()
    for part in parts {
      out.start("sitemap", depth: 1)
      out.element("loc", part.address, depth: 2)
      if let modified = part.modified { out.element("lastmod", raw: modified.rfc3339Bytes, depth: 2) }
      out.end("sitemap", depth: 1)
    }
    out.end("sitemapindex", depth: 0)
    return out.bytes
  }
}
