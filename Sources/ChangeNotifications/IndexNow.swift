import Foundation

/// Reports changed pages to search engines (indexnow.org/documentation).
public struct IndexNow: Sendable, Hashable {
  /// Where to report them; one engine passes them on to the others.
  public var endpoint: String
  /// A text that only the site's owner can put into a file of the site.
  public var key: String
  /// Where that file is. Pages must lie in its folder or below.
  public var keyAddress: String

  public static let commonEndpoint = "https://api.indexnow.org/indexnow"
  /// Pages of one request at most.
  public static let batchLimit = 10_000

  public init(endpoint: String = IndexNow.commonEndpoint, key: String, keyAddress: String) {
    self.endpoint = endpoint
    self.key = key
    self.keyAddress = keyAddress
  }

  /// Whether a text can be a key: 8 to 128 letters, digits and dashes.
  public static func isKey(_ text: String) -> Bool {
    (8...128).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D }
  }

  /// - Parameter host: of all the pages.
  func request(_ pages: [String], host: String) throws -> WebRequest {
    struct Body: Encodable {
      let host, key, keyLocation: String
      let urlList: [String]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = try encoder.encode(Body(host: host, key: key, keyLocation: keyAddress, urlList: pages))
    return WebRequest(
      .post, endpoint, headers: ["content-type": "application/json; charset=utf-8"], body: Array(body))
  }

  /// What to do about an answer that is no success.
  static func remedy(_ status: Int) -> String {
    switch status {
    case 400: "the request is malformed; check the key"
    case 403: "the key is not valid; check that its file is served as it is in the output folder"
    case 422: "pages do not belong to the host, or the key does not fit; check site.baseURL"
    default: "check indexNow.endpoint"
    }
  }
}
