public import Markup

/// The pages that the site generator made, which entries take their content from.
public struct RenderedSite: Sendable, Hashable {
  /// The folder that stands for the site's root.
  public var folder: String
  /// How the content is found on a page; without a selector, by the words of its source.
  public var selection: RenderedPage.Selection
  /// Folders of content files whose pages' words count where it is asked whether an entry has changed: their words come from data.
  /// An empty one stands for all.
  public var datedFolders: [String] = []
  /// What was learned of the template.
  package var template = PageTemplate()

  public init(folder: String, selection: RenderedPage.Selection = RenderedPage.Selection()) {
    self.folder = folder
    self.selection = selection
  }

  /// Whether what stands on the page of a content file counts for its date.
  func dates(_ path: String) -> Bool {
    datedFolders.contains { $0.isEmpty || path == $0 || path.hasPrefix($0 + "/") }
  }

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
