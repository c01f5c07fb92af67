/// Names of topics as folders of their documents.
enum TopicSlug {
  /// A path of which no part is hidden, which servers and version control pass over: `.NET` is `dot-net`.
  static func shown(_ path: String) -> String {
    guard path.contains(".") else { return path }
    return path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.first == "." ? "dot-" + part.drop { $0 == "." } : part
    }.joined(separator: "/")
  }

  /// A name of signs by what they are called: `party-popper`.
  static func signs(_ name: String) -> String {
    let words = name.unicodeScalars.prefix(8).compactMap { scalar in
      scalar.properties.isVariationSelector ? nil : scalar.properties.name ?? scalar.properties.nameAlias
    }
    return SitePath.slug(words.joined(separator: " "))
  }

  /// A name in which signs count that a slug leaves out: `c-plus-plus`, `c-sharp`, `dot-net`. `nil` where there are none.
  static func exact(_ name: String) -> String? {
    var text = name
    let isHidden = text.hasPrefix(".")
    if isHidden { text.removeFirst() }
    let spelled = text.replacing("+", with: " plus ").replacing("#", with: " sharp ")
    guard isHidden || spelled != text else { return nil }
    return SitePath.slug((isHidden ? "dot " : "") + spelled)
  }
}
