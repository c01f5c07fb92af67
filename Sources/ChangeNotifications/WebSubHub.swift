/// Reports to a hub that a feed has changed. WebSub leaves to hubs how that is done (section 5); this is what the specification's
/// ancestor demanded (PubSubHubbub 0.3, section 7.1), and what hubs take today.
public struct WebSubHub: Sendable, Hashable {
  public var address: String

  public init(_ address: String) { self.address = address }

  func request(_ feed: String) -> WebRequest {
    let body = "hub.mode=publish&hub.url=" + WebSubHub.encoded(feed)
    return WebRequest(
      .post, address, headers: ["content-type": "application/x-www-form-urlencoded"], body: Array(body.utf8))
  }

  /// As a value of a form (URL Standard, application/x-www-form-urlencoded).
  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "*-._".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(Unicode.Scalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
