public import ChangeNotifications
import Codecs

/// A request, the redirects on its way, and the answer at their end.
public struct Exchange: Sendable {
  public struct Hop: Sendable, Hashable {
    public let address: String
    public let status: Int
    /// Where it leads, in full.
    public let target: String
  }

  /// The address that was asked first.
  public let requested: String
  public let hops: [Hop]
  public let answer: HTTPAnswer
  /// The body as a reader gets it, unpacked.
  public let body: [UInt8]
  /// Whether it came compressed.
  public let isCompressed: Bool
  /// Whether there was more than the limit.
  public let isCut: Bool
  public let milliseconds: Int

  /// Where the answer came from.
  public var address: String { hops.last?.target ?? requested }

  init(_ requested: String, _ hops: [Hop], _ answer: HTTPAnswer, limit: Int, milliseconds: Int) throws(Gzip.Failure) {
    self.requested = requested
    self.hops = hops
    self.answer = answer
    self.milliseconds = milliseconds
    isCut = answer.body.count > limit
    let coding = answer.headers["content-encoding"]?.lowercased()
    isCompressed = coding == "gzip" || coding == "x-gzip"
    body = isCompressed && !isCut ? try Gzip.decompressed(answer.body, limit: limit) : answer.body
  }
}

/// Why an address gave no answer that can be validated.
enum FetchFailure: Error, Sendable {
  case web(WebFailure, at: String)
  /// It leads back to where it was, or on and on.
  case redirects([Exchange.Hop])
  /// A redirect to what is no web address.
  case scheme(Exchange.Hop)
  /// A host of a private network that nobody named but a document or a redirect.
  case privateHost(String)
  /// Compressed, and damaged.
  case coding(String)
  /// Compressed, and larger than it may be.
  case tooLarge(String)
  /// In a coding that was not asked for.
  case unasked(String)
}
