/// Cleans HTML by the table of elements: the simple kind at speed (``FastHTMLCleaner``), any other through the parser
/// (``TreeHTMLCleaner``), with the same result.
enum HTMLCleaner {
  static func clean(_ html: [UInt8], base: URIReference, policy: ContentPolicy = ContentPolicy()) -> [UInt8] {
    unsafe FastHTMLCleaner.clean(html, addresses: URLPolicy(base: base, links: policy.links))
      ?? TreeHTMLCleaner.clean(html, base: base, policy: policy)
  }
}
