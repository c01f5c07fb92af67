import DataFormats
import Markup

/// What marks of a template can name: values of the page and of the site, and pages by their files.
struct TemplateContext {
  let convention: Convention
  /// With a slash at its end.
  let site: URIReference
  let front: FrontMatter?
  /// Where links lead; `nil` while that is not known yet.
  var targets: LinkTargets?
  /// The post of WordPress's that they stand in.
  var export: ExportItem?

  init(_ settings: CorpusSettings, _ front: FrontMatter?, targets: LinkTargets? = nil) {
    self.init(
      convention: settings.convention, site: URIReference(settings.siteAddress), front: front, targets: targets)
  }

  init(convention: Convention, site: URIReference, front: FrontMatter? = nil, targets: LinkTargets? = nil) {
    (self.convention, self.site, self.front, self.targets) = (convention, site, front, targets)
  }

  /// `https://example.org`.
  var origin: String { site.scheme.map { "\($0)://\(site.authority ?? "")" } ?? "" }

  /// The path of the site, without a slash at its end: empty for one at the root of its host.
  var basePath: String { String(site.path.reversed().drop { $0 == "/" }.reversed()) }

  /// A path on the site, seen from the root of its host.
  func relative(_ path: String) -> String {
    URIReference(path).scheme != nil || path.hasPrefix("//") ? path : basePath + (path.hasPrefix("/") ? "" : "/") + path
  }

  func absolute(_ path: String) -> String {
    URIReference(path).scheme != nil || path.hasPrefix("//") ? path : origin + relative(path)
  }

  /// A value of the site's configuration.
  func siteValue(_ name: String) -> String? {
    switch name {
    case "url" where convention.generator == .jekyll: origin
    case "baseurl" where convention.generator == .jekyll: basePath
    default: convention.values[name]
    }
  }

  /// A value of the page's front matter.
  func pageValue(_ name: String) -> String? {
    guard let front, let node = front.node(FieldPath(name)), let text = node.text else { return nil }
    return front.printed(text, node)
  }

  /// What stands for a link in the text.
  func address(of reference: ContentReference) -> String { targets?.address(of: reference) ?? reference.placeholder }
}
