/// What a server says to a request, whatever server it is.
public struct Answer: Sendable {
  public var status: Int
  /// In the order in which they are sent.
  public var headers: [(name: String, value: String)]
  /// Empty where the request asked for headers alone.
  public var body: [UInt8]

  public init(_ status: Int, _ headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }

  public static func text(_ status: Int, _ text: String) -> Answer {
    Answer(
      status, [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")],
      body: Array((text + "\n").utf8))
  }
}

/// A request, as far as it matters here.
public struct Inquiry: Sendable {
  public var method: String
  /// As it was sent, with escapes and without the query.
  public var path: String
  public var query: String?
  /// By their names in lower case; the values of a header that was sent several times are joined by commas.
  public var headers: [String: String]

  /// Whether it names this machine as itself: a page of somebody else's, whose name was made to lead here, does not.
  public var isForThisMachine: Bool {
    guard let host = headers["host"] else { return true }
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
    return ["localhost", "127.0.0.1", "::1"].contains(name.lowercased()) || name.lowercased().hasSuffix(".localhost")
  }

  public init(method: String = "GET", path: String, query: String? = nil, headers: [String: String] = [:]) {
    (self.method, self.path, self.query, self.headers) = (method, path, query, headers)
  }
}
