import Markup

/// Shortcodes that generators bring along, as HTML (gohugo.io/shortcodes, getzola.org/documentation/content/shortcodes).
enum ShortcodeMarkup {
  /// What stands for a shortcode that encloses nothing.
  ///
  /// - Returns: `nil` for one that is not known.
  static func html(_ shortcode: ShortcodeArguments, _ context: TemplateContext) -> String? {
    switch shortcode.name.lowercased() {
    case "youtube": frame("https://www.youtube.com/embed/", shortcode, "id")
    case "vimeo", "vimeo_simple": frame("https://player.vimeo.com/video/", shortcode, "id")
    case "streamable": frame("https://streamable.com/e/", shortcode, "id")
    case "gist": gist(shortcode)
    case "figure" where context.convention.generator == .hugo: figure(shortcode)
    case "x", "tweet", "twitter", "x_simple", "twitter_simple": tweet(shortcode)
    case "instagram", "instagram_simple":
      shortcode.value("id", at: 0).map { link("https://www.instagram.com/p/\($0)/") }
    case "param" where context.convention.generator == .hugo: parameter(shortcode, context)
    default: nil
    }
  }

  private static func frame(_ base: String, _ shortcode: ShortcodeArguments, _ name: String) -> String? {
    guard let id = shortcode.value(name, at: 0), !id.isEmpty else { return nil }
    let title = shortcode.named["title"].map { " title=\"\(HTMLText.escaped($0))\"" } ?? ""
    let start = shortcode.named["start"].map { "?start=" + $0 } ?? ""
    return "<iframe src=\"\(HTMLText.escaped(base + id + start))\"\(title)></iframe>"
  }

  private static func gist(_ shortcode: ShortcodeArguments) -> String? {
    if let address = shortcode.named["url"] { return link(address) }
    guard let first = shortcode.value("user", at: 0) else { return nil }
    // Jekyll's tag takes `user/id`, or the id alone.
    let path = shortcode.value("id", at: 1).map { "\(first)/\($0)" } ?? first
    return link("https://gist.github.com/\(path)")
  }

  private static func tweet(_ shortcode: ShortcodeArguments) -> String? {
    if let user = shortcode.named["user"], let id = shortcode.named["id"] {
      return link("https://x.com/\(user)/status/\(id)")
    }
    return shortcode.value("id", at: 0).map { link("https://x.com/i/status/\($0)") }
  }

  private static func link(_ address: String) -> String {
    let shown = address.drop { $0 != ":" }.drop { $0 == ":" || $0 == "/" }
    return "<a href=\"\(HTMLText.escaped(address))\">\(HTMLText.escaped(String(shown)))</a>"
  }

  private static func figure(_ shortcode: ShortcodeArguments) -> String? {
    guard let source = shortcode.value("src", at: 0) else { return nil }
    var picture = "<img src=\"\(HTMLText.escaped(source))\""
    let alternative = shortcode.named["alt"] ?? shortcode.named["caption"]
    picture += " alt=\"\(HTMLText.escaped(alternative ?? ""))\""
    for name in ["width", "height"] {
      if let value = shortcode.named[name] { picture += " \(name)=\"\(HTMLText.escaped(value))\"" }
    }
    picture += ">"
    if let address = shortcode.named["link"] { picture = "<a href=\"\(HTMLText.escaped(address))\">\(picture)</a>" }
    var caption = ""
    if let title = shortcode.named["title"] { caption += "<h4>\(HTMLText.escaped(title))</h4>" }
    var words = shortcode.named["caption"].map(inline) ?? ""
    if let credit = shortcode.named["attr"].map(inline) {
      let linked = shortcode.named["attrlink"].map { "<a href=\"\(HTMLText.escaped($0))\">\(credit)</a>" } ?? credit
      words += (words.isEmpty ? "" : " ") + linked
    }
    if !words.isEmpty { caption += "<p>\(words)</p>" }
    return "<figure>\(picture)\(caption.isEmpty ? "" : "<figcaption>\(caption)</figcaption>")</figure>"
  }

  /// A line of Markdown as HTML, without the paragraph around it.
  private static func inline(_ text: String) -> String {
    let html = String(decoding: Body(Array(text.utf8), syntax: .markdown).renderedHTML, as: UTF8.self).trimmed
    guard html.hasPrefix("<p>"), html.hasSuffix("</p>") else { return html }
    let inner = html.dropFirst(3).dropLast(4)
    return inner.contains("<p>") ? html : String(inner)
  }

  private static func parameter(_ shortcode: ShortcodeArguments, _ context: TemplateContext) -> String? {
    guard let name = shortcode.value("name", at: 0) else { return nil }
    return context.pageValue(name) ?? context.pageValue("params." + name)
      ?? context.siteValue("params." + name.lowercased())
  }
}
