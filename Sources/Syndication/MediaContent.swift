/// Media RSS `media:content` of a picture (rssboard.org/media-rss), in RSS and in Atom.
enum MediaContent {
  static func write(_ picture: Picture, depth: Int, to out: inout XMLWriter) {
    out.open("media:content", depth: depth)
    out.attribute("url", picture.address)
    out.attribute("medium", "image")
    if let type = picture.mediaType { out.attribute("type", type) }
    if let length = picture.length, length > 0 { out.attribute("fileSize", String(length)) }
    if let width = picture.width, let height = picture.height, width > 0, height > 0 {
      out.attribute("width", String(width))
      out.attribute("height", String(height))
    }
    guard let alternative = picture.alternative, !alternative.isEmpty else {
      out.empty()
      return
    }
    out.content()
    out.line()
    // Not `media:description`: feedparser, and all that stand on it, take that for the entry's own words.
    out.rssPlain("media:title", alternative, depth: depth + 1, attribute: ("type", "plain"))
    out.end("media:content", depth: depth)
  }
}
