/// A finished document: where it goes, what it is, and its bytes.
public struct Document: Sendable, Hashable {
  /// Where it lies, relative to the output folder and so to the site's base address: `topic/klas-ehr/rss.xml`.
  public let path: String
  public let format: DocumentFormat
  public let bytes: [UInt8]

  public init(path: String, format: DocumentFormat, bytes: [UInt8]) {
    self.path = path
    self.format = format
    self.bytes = bytes
  }
}
