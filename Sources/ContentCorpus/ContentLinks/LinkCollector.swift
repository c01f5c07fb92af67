import HTMLParsing
import Markup
import Synchronization

/// Notes the content files that the links of a body name.
final class LinkCollector: ContentLinkResolver {
  private let found = Mutex<[String]>([])

  func target(of reference: String) -> ContentLinks.Target {
    if ContentReference.isFile(reference) { found.withLock { $0.append(reference) } }
    return .asWritten
  }

  /// The links of a body that name content files, each once.
  static func links(in body: Body) -> [String] {
    // Nearly all bodies have none.
    guard body.bytes.contains(UInt8(ascii: ".")), body.bytes.byteRange(of: Array(".m".utf8)) != nil else { return [] }
    let collector = LinkCollector()
    _ = body.cleanHTML(
      page: "https://page.invalid/", policy: ContentPolicy(links: ContentLinks(collector, name: "")))
    var seen: Set<String> = []
    return collector.found.withLock { $0 }.filter { seen.insert($0).inserted }
  }
}
