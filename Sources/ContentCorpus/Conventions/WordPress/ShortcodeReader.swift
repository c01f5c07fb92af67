import HTMLParsing
import Markup

/// What the shortcodes that WordPress brings along stand for (developer.wordpress.org/plugins/shortcodes).
struct ShortcodeReader {
  /// The post that they stand in.
  let export: ExportItem?

  /// All that WordPress brings along.
  static let names: Set<String> = ["audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption"]

  /// Pictures of a gallery at most.
  private static let limit = 300

  /// - Parameters:
  ///   - tag: the mark that opens it.
  ///   - inner: what is in it; `nil` where nothing is closed.
  /// - Returns: `nil` for what cannot be shown.
  func html(_ tag: ShortcodeTag, inner: ArraySlice<UInt8>?) -> String? {
    switch tag.name {
    case "caption", "wp_caption": inner.map { caption(tag, String(decoding: $0, as: UTF8.self)) }
    case "gallery": gallery(tag)
    case "embed": embed(tag, inner)
    case "audio": recording(tag, "audio", ["src", "mp3", "m4a", "ogg", "wav", "wma"])
    case "video": recording(tag, "video", ["src", "mp4", "m4v", "webm", "ogv", "wmv", "flv"])
    default: nil
    }
  }

  /// A picture, and the words behind it, which older posts have in an attribute.
  private func caption(_ tag: ShortcodeTag, _ inner: String) -> String {
    var picture = inner.trimmed
    var words = tag.arguments.named["caption"] ?? ""
    if words.isEmpty, let image = picture.firstRange(of: "<img"),
      let end = picture[image.upperBound...].firstIndex(of: ">")
    {
      var rest = picture.index(after: end)
      let tail = picture[rest...].drop { $0.isWhitespace }
      if tail.lowercased().hasPrefix("</a>") { rest = picture.index(tail.startIndex, offsetBy: 4) }
      words = String(picture[rest...]).trimmed
      picture = String(picture[..<rest])
    }
    return figure(picture, words)
  }

  private func figure(_ picture: String, _ words: String) -> String {
    "<figure>\(picture)\(words.isEmpty ? "" : "<figcaption>\(words)</figcaption>")</figure>"
  }

  /// The pictures that are named, or all that were uploaded for the post.
  private func gallery(_ tag: ShortcodeTag) -> String? {
    guard let export else { return nil }
    func numbers(_ name: String) -> [Int]? {
      tag.arguments.named[name].map { $0.split { !$0.isNumber }.compactMap { Int($0) } }
    }
    let named = numbers("ids") ?? numbers("include")
    let excluded = Set(numbers("exclude") ?? [])
    let owner = tag.arguments.named["id"].flatMap { Int($0) } ?? export.number
    let own = named ?? export.attachments.filter { $0.value.parent == owner && owner != 0 }.keys.sorted()
    let pictures = own.filter { !excluded.contains($0) }.prefix(ShortcodeReader.limit)
      .compactMap { export.attachments[$0] }.filter { ShortcodeReader.isPicture($0.address) }
    guard !pictures.isEmpty else { return nil }
    return pictures.map { picture in
      let alternative = picture.alternative.isEmpty ? picture.title : picture.alternative
      return figure(
        "<img src=\"\(HTMLText.escaped(picture.address))\" alt=\"\(HTMLText.escaped(alternative))\">", picture.caption)
    }.joined(separator: "\n")
  }

  private static func isPicture(_ address: String) -> Bool {
    let ending = URIReference(address).path.split(separator: ".").last?.lowercased() ?? ""
    return ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "ico", "heic"].contains(ending)
  }

  private func embed(_ tag: ShortcodeTag, _ inner: ArraySlice<UInt8>?) -> String? {
    guard inner.map({ $0.count < 2000 }) ?? true else { return nil }
    let address = (tag.arguments.named["src"] ?? inner.map { String(decoding: $0, as: UTF8.self) } ?? "").trimmed
    guard URIReference(address).isWeb, !address.contains(where: { $0.isWhitespace || $0 == "<" || $0 == "\"" }) else {
      return nil
    }
    return PostMarkup.embed(address)
  }

  private func recording(_ tag: ShortcodeTag, _ element: String, _ names: [String]) -> String? {
    guard let source = names.lazy.compactMap({ tag.arguments.named[$0] }).first(where: { !$0.isEmpty }) else {
      return nil
    }
    let poster = tag.arguments.named["poster"].map { " poster=\"\(HTMLText.escaped($0))\"" } ?? ""
    return "<\(element) controls src=\"\(HTMLText.escaped(source))\"\(poster)></\(element)>"
  }
}
