import TidingsCore

extension FeedWriter {
  /// A document that was written for the same address, with this head in place of its own, and its entries as they are;
  /// `nil` where it is another document.
  public func replacingHead(of document: [UInt8]) -> [UInt8]? {
    guard let former = FeedWriter.headLength(of: document, format),
      let address, document[..<former].firstRange(of: address) != nil
    else { return nil }
    return start + document[former...]
  }

  /// What no head but that of the same address has.
  private var address: ArraySlice<UInt8>? {
    let mark = format == .json ? "\"feed_url\": \"" : "rel=\"self\" type=\"\(format.mediaType)\" href=\""
    guard let found = start.firstRange(of: Array(mark.utf8)),
      let end = start[found.upperBound...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return start[found.lowerBound...end]
  }

  /// Where the first entry begins. No text of a head holds what it is recognised by: it would be escaped.
  private static func headLength(of document: [UInt8], _ format: DocumentFormat) -> Int? {
    switch format {
    case .rss: document.firstRange(of: Array("    <item>\n".utf8))?.lowerBound
    case .atom: document.firstRange(of: Array("  <entry>\n".utf8))?.lowerBound
    default: document.firstRange(of: Array("\"items\": [".utf8))?.upperBound
    }
  }
}
