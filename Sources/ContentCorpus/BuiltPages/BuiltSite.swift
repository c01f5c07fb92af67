public import Markup

/// The pages that the site generator made, which entries take their content from.
public struct BuiltSite: Sendable, Hashable {
  /// The folder that stands for the site's root.
  public var folder: String
  public var selection: BuiltPage.Selection

  public init(folder: String, selection: BuiltPage.Selection = BuiltSite.common) {
    self.folder = folder
    self.selection = selection
  }

  /// What pages themselves mark as their content (microformats.org/wiki/h-entry and hatom, schema.org/articleBody), else their
  /// `article`, else `main`.
  public static let common = BuiltPage.Selection(
    content: [".e-content", ".entry-content", "[itemprop=articleBody]", "article", "main"]
      .compactMap(ElementSelector.init), omitted: ["nav"].compactMap(ElementSelector.init))

  /// Where the page of an address can lie in the folder, the likeliest first.
  ///
  /// - Parameters:
  ///   - permalink: a safe path.
  ///   - isBare: whether the address ends as it is, without a slash.
  static func places(of permalink: String, isBare: Bool) -> [String] {
    let index = permalink + "/index.html"
    guard isBare else { return [index, permalink + ".html"] }
    return permalink.hasSuffix(".html") || permalink.hasSuffix(".htm") ? [permalink] : [permalink + ".html", index]
  }
}
