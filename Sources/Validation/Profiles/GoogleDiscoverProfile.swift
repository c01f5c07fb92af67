import TidingsCore

/// Google Discover, as far as a feed shows it: what the Follow feature reads, and the size of pictures. That a page has
/// `max-image-preview:large` is in the page.
enum GoogleDiscoverProfile {
  private static let guide = "https://developers.google.com/search/docs/appearance/google-discover"

  static let demands: [Demand] = [
    Demand(
      "title", .error, "A feed has a title", .present("title|atom:title", in: .feed),
      reason: "Google shows it to who follows the site.", remedy: "Write the name of the site, or of the section.",
      guide),
    Demand(
      "link", .error, "Each entry has a link to its page", .present("link|atom:link[alternate]@href", in: .entry),
      reason: "Google finds the article by it.", remedy: "Add the address of the article.", guide),
    Demand(
      "image.width", .warning, "Pictures of entries are at least 1,200 pixels wide",
      .each("media:content@width", in: [.entry], says: "pixels are not 1,200") { (Double($0) ?? 1200) >= 1200 },
      reason: "Google recommends it: large pictures bring more visits from Discover.",
      remedy: "Name a larger picture, and let the page allow it with max-image-preview:large.", guide),
    Demand(
      "image.pixels", .warning, "Pictures of entries have at least 300,000 pixels",
      ProfileCheck { subject in
        let tree = subject.tree
        let content = tree.id("content", Namespaces.media)
        return subject.elements(.entry).flatMap { tree.children($0, content) }.compactMap { element in
          guard let width = tree.attribute(element, "width").flatMap(Double.init),
            let height = tree.attribute(element, "height").flatMap(Double.init), width * height < 300_000
          else { return nil }
          return ProfileFault(
            offset: tree.nodes[element].offset, text: "The picture has \(Int(clamping: width * height)) pixels")
        }
      }, reason: "Google asks for pictures of high resolution.", remedy: "Name a larger picture.", guide),
  ]
}

extension Int {
  /// The nearest whole number that there is.
  fileprivate init(clamping value: Double) {
    self = value.isNaN ? 0 : Int(Swift.min(Swift.max(value, 0), 1e15))
  }
}
