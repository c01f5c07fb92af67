import TidingsCore

/// Media types of files by their names, and of feeds under any name by how they begin.
enum FileTypes {
  /// With the charset where it is text.
  ///
  /// Browsers show a feed by its style sheet only where it is called plain XML; readers get the feed's own type.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - head: its first bytes.
  ///   - inquiry: that is answered.
  static func contentType(of path: String, head: [UInt8], for inquiry: Inquiry) -> String {
    let type = feedType(head).map { $0.mediaType + "; charset=utf-8" } ?? contentType(of: path)
    let isForBrowser = inquiry.headers["accept"]?.contains("text/html") ?? false
    let isFeed = [DocumentFormat.rss, .atom].contains { type.hasPrefix($0.mediaType) }
    return isFeed && isForBrowser ? "application/xml; charset=utf-8" : type
  }

  /// Generators call their feeds `index.xml` or `feed.xml`, or give them no ending at all.
  private static func feedType(_ head: [UInt8]) -> DocumentFormat? {
    let text = String(decoding: head, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if text.hasPrefix("{") { return text.contains("https://jsonfeed.org/version/1") ? .json : nil }
    guard text.hasPrefix("<") else { return nil }
    // The first element, behind the declaration, instructions and comments.
    let start = text.ranges(of: "<").lazy.map { text[$0.lowerBound...] }.first {
      !$0.hasPrefix("<?") && !$0.hasPrefix("<!")
    }
    guard let start else { return nil }
    if start.hasPrefix("<rss ") || start.hasPrefix("<rss>") { return .rss }
    return start.hasPrefix("<feed ") ? .atom : nil
  }

  private static func contentType(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let formats: [DocumentFormat] = [.rss, .atom, .json, .opml, .robots, .manifest, .catalogue]
    for format in formats where name == format.fileName || name.hasSuffix("." + format.fileName) {
      return format.mediaType + "; charset=utf-8"
    }
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if let type = texts[ending] { return type + "; charset=utf-8" }
    return others[ending] ?? "application/octet-stream"
  }

  private static let texts = [
    "html": "text/html", "htm": "text/html", "css": "text/css", "js": "text/javascript", "mjs": "text/javascript",
    "xml": "application/xml", "json": "application/json", "opml": "text/x-opml", "txt": "text/plain",
    "md": "text/markdown", "svg": "image/svg+xml", "webmanifest": "application/manifest+json",
  ]
  private static let others = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "ico": "image/x-icon", "pdf": "application/pdf", "woff2": "font/woff2", "woff": "font/woff",
    "mp3": "audio/mpeg", "mp4": "video/mp4", "gz": "application/gzip",
  ]

  /// Whether an encoding is accepted (RFC 9110, section 12.5.3).
  static func accepts(_ encoding: String, _ list: String) -> Bool {
    for part in list.lowercased().split(separator: ",") {
      let words = part.split(separator: ";").map { String($0).filter { !$0.isWhitespace } }
      guard let name = words.first, name == encoding || name == "*" else { continue }
      let quality = words.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
      return quality != 0
    }
    return false
  }
}
