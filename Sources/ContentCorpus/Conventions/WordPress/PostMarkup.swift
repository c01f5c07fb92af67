import HTMLParsing
import Markup

/// What WordPress makes of the text of a post before a theme shows it, behind the shortcodes.
enum PostMarkup {
  /// - Parameters:
  ///   - text: with what shortcodes stand for.
  ///   - language: of the site.
  static func html(_ text: [UInt8], language: String = "en") -> [UInt8] {
    let hasBlocks = text.byteRange(of: Array("<!-- wp:".utf8)) != nil
    let embedded = PostTypography.html(withEmbeds(text), language: language)
    // Blocks have their own paragraphs; their comments are taken off with all others.
    return hasBlocks ? embedded : PostParagraphs.html(embedded)
  }

  /// An address that is alone on its line is a player, or a link to what cannot be played.
  private static func withEmbeds(_ text: [UInt8]) -> [UInt8] {
    guard text.byteRange(of: Array("http".utf8)) != nil else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var isCode = false
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if !out.isEmpty || line.startIndex > 0 { out.append(0x0A) }
      if line.byteRange(of: Array("<pre".utf8)) != nil { isCode = true }
      let address = line.drop(while: \.isBlank).prefix { !$0.isBlank }
      let isAlone = line[address.endIndex...].allSatisfy(\.isBlank)
      out +=
        !isCode && isAlone && isAddress(address)
        ? Array(embed(String(decoding: address, as: UTF8.self)).utf8) : Array(line)
      if line.byteRange(of: Array("</pre>".utf8)) != nil { isCode = false }
    }
    return out
  }

  private static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    (text.starts(with: "http://".utf8) || text.starts(with: "https://".utf8)) && text.count > 10
      && !text.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "\"") }
  }

  /// What stands for something on another site: a frame, with which `feeds.embeds` deals, where its address is known by rule.
  static func embed(_ address: String) -> String {
    let reference = URIReference(address.replacing("&amp;", with: "&"))
    let parts = reference.path.split(separator: "/").map(String.init)
    var host = reference.host.lowercased()
    for prefix in ["www.", "m."] where host.hasPrefix(prefix) { host.removeFirst(prefix.count) }
    switch host {
    case "youtu.be": if let id = parts.first { return frame("https://www.youtube.com/embed/" + id) }
    case "youtube.com":
      let named = reference.query?.split(separator: "&").first { $0.hasPrefix("v=") }?.dropFirst(2)
      let id =
        parts.first == "watch" ? named.map(String.init) : parts.count > 1 && parts[0] == "shorts" ? parts[1] : nil
      if let id { return frame("https://www.youtube.com/embed/" + id) }
    case "vimeo.com":
      if let id = parts.first, id.allSatisfy(\.isNumber) { return frame("https://player.vimeo.com/video/" + id) }
    default: break
    }
    let shown = HTMLText.escaped(reference.description)
    return "<a href=\"\(shown)\">\(shown)</a>"
  }

  private static func frame(_ address: String) -> String { "<iframe src=\"\(HTMLText.escaped(address))\"></iframe>" }
}
