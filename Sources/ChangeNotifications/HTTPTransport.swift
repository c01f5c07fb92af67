/// Sends one request and has one answer: what reaches out to the network is behind this.
public protocol HTTPTransport: Sendable {
  /// Redirections are not followed, and nothing is tried twice.
  func answer(to request: WebRequest) async throws(WebFailure) -> HTTPAnswer
}

public struct WebRequest: Sendable, Hashable {
  public enum Method: String, Sendable, Hashable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
  }

  public var method: Method
  public var address: String
  /// By name, in lower case.
  public var headers: [String: String]
  public var body: [UInt8]
  /// Bytes of the answer's body that are read at most.
  public var answerLimit: Int
  /// The host's numeric address where it has been looked up before: the connection goes there and nowhere else, so that
  /// what was looked at is what is asked. `nil` where the client looks it up.
  public var host: String?

  public init(
    _ method: Method, _ address: String, headers: [String: String] = [:], body: [UInt8] = [], answerLimit: Int = 4096,
    host: String? = nil
  ) {
    self.host = host
    self.method = method
    self.address = address
    self.headers = headers
    self.body = body
    self.answerLimit = answerLimit
  }
}

public struct HTTPAnswer: Sendable, Hashable {
  public var status: Int
  /// By name, in lower case; the first one where a name stands twice.
  public var headers: [String: String]
  /// As far as it was asked for.
  public var body: [UInt8]

  public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public var isSuccess: Bool { (200...299).contains(status) }
}

/// Why there is no answer.
public enum WebFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The address is none that can be asked.
  case address
  case unknownHost
  case refused
  case insecure(String)
  case slow
  /// The connection ended before the answer did.
  case cutOff
  case other(String)

  public var description: String {
    switch self {
    case .address: "the address cannot be requested"
    case .unknownHost: "the host is not known"
    case .refused: "the connection was refused"
    case .insecure(let reason): "the connection is not secure: \(reason)"
    case .slow: "there was no answer in time"
    case .cutOff: "the connection was cut off"
    case .other(let reason): reason
    }
  }
}
