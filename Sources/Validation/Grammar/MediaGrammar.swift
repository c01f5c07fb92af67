/// The grammar of Media RSS 1.5.1 (rssboard.org/media-rss), loosely: values are its rules' matter.
enum MediaGrammar {
  static let elements: [XMLTree.Name: String] = Dictionary(
    uniqueKeysWithValues: names.map { (XMLTree.Name(namespace: Namespaces.media, local: $0), "media:" + $0) })

  private static let names = [
    "group", "content", "rating", "adult", "title", "description", "keywords", "thumbnail", "category", "hash",
    "player",
    "credit", "copyright", "text", "restriction", "community", "comments", "embed", "responses", "backLinks", "status",
    "price", "license", "subTitle", "peerLink", "location", "rights", "scenes",
  ]

  static let shapes: [String: Grammar.Shape] = Dictionary(
    uniqueKeysWithValues: names.map { ("media:" + $0, shape($0)) })

  private static func shape(_ name: String) -> Grammar.Shape {
    switch name {
    case "group": .init(vocabulary: .media, children: once)
    case "content":
      .init(
        vocabulary: .media,
        attributes: [
          "bitrate", "channels", "duration", "expression", "fileSize", "framerate", "height", "isDefault", "lang",
          "medium", "samplingrate", "type", "url", "width",
        ].map { contentAttribute($0) }, children: once, content: .mixed)
    case "thumbnail":
      .init(
        vocabulary: .media,
        attributes: [.required("url"), .optional("width"), .optional("height"), .optional("time")],
        content: .empty)
    case "player":
      .init(
        vocabulary: .media, attributes: [.required("url"), .optional("width"), .optional("height")], content: .empty)
    case "text":
      .init(
        vocabulary: .media,
        attributes: [.optional("type"), .optional("lang"), .optional("start"), .optional("end")], content: .text(.any),
        isOpen: false)
    case "title", "description":
      .init(vocabulary: .media, attributes: [.optional("type")], content: .text(.any), isOpen: false)
    default:
      .init(vocabulary: .media, attributes: (attributes[name] ?? []).map { .optional($0) }, content: .any)
    }
  }

  /// Of the elements that differ in their attributes only.
  private static let attributes: [String: [String]] = [
    "rating": ["scheme"], "category": ["scheme", "label"], "hash": ["algo"], "credit": ["role", "scheme"],
    "copyright": ["url"], "restriction": ["relationship", "type"], "embed": ["url", "width", "height"],
    "status": ["state", "reason"], "price": ["type", "price", "currency", "info"], "license": ["type", "href"],
    "subTitle": ["type", "lang", "href"], "peerLink": ["type", "href"], "rights": ["status"],
    "location": ["description", "start", "end"],
  ]

  private static let once: [Grammar.Child] = ["title", "description", "copyright"].map {
    .of(Namespaces.media, $0, .optional, "media:" + $0)
  }

  private static func contentAttribute(_ name: String) -> Grammar.Attribute {
    switch name {
    case "isDefault": .optional(name, .word(["true", "false"], event: "InvalidBooleanAttribute"))
    case "type": .optional(name, .mediaType)
    default: .optional(name)
    }
  }
}
