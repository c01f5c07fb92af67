/// What a server says to a request, whatever server it is.
public struct ServedResponse: Sendable {
  public var status: Int
  /// In the order in which they are sent.
  public var headers: [(name: String, value: String)]
  /// Empty where the request asked for headers alone.
  public var body: [UInt8]

  public init(_ status: Int, _ headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }

  public static func text(_ status: Int, _ text: String) -> ServedResponse {
    ServedResponse(
      status, [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")],
      body: Array((text + "\n").utf8))
  }
}

extension ServedResponse {
  /// The same for a request that wants the headers alone.
  public func forHead() -> ServedResponse {
    guard !body.isEmpty else { return self }
    var answer = self
    if !headers.contains(where: { $0.name.lowercased() == "content-length" }) {
      answer.headers.append(("Content-Length", "\(body.count)"))
    }
    answer.body = []
    return answer
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
  /// The numeric address of who asks; empty where it is not known.
  public var client = ""

  /// Whether it names this machine as itself: a page of somebody else's, whose name was made to lead here, does not.
  public var isForThisMachine: Bool {
    guard let name = host else { return true }
    return ["localhost", "127.0.0.1", "::1"].contains(name) || name.hasSuffix(".localhost")
  }

  /// The name by which the server is asked, in lower case, without brackets and port; `nil` where there is none.
  public var host: String? {
    guard let host = headers["host"] else { return nil }
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
    return name.lowercased()
  }

  public init(
    method: String = "GET", path: String, query: String? = nil, headers: [String: String] = [:], client: String = ""
  ) {
    (self.method, self.path, self.query, self.headers) = (method, path, query, headers)
    self.client = client
  }
}
