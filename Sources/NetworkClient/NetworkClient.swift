#if Push
  import AsyncHTTPClient
  import NIOCore
  import NIOHTTP1
  import NIOPosix
  public import ChangeNotifications
  import Synchronization

  /// Asks over HTTP and HTTPS, by AsyncHTTPClient.
  public final class NetworkClient: HTTPTransport {
    private let client: HTTPClient
    private let agent: String
    private let timeout: TimeAmount
    private let configuration: HTTPClient.Configuration
    /// Clients that connect to one numeric address only, by host and address.
    private let bound = Mutex<[String: HTTPClient]>([:])

    private init(agent: String, timeout seconds: Int) {
      var configuration = HTTPClient.Configuration()
      configuration.redirectConfiguration = .disallow
      configuration.timeout = .init(connect: .seconds(Int64(min(seconds, 10))), read: .seconds(Int64(seconds)))
      // Who asks decides whether to try again.
      configuration.connectionPool.retryConnectionEstablishment = false
      client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
      self.configuration = configuration
      self.agent = agent
      timeout = .seconds(Int64(seconds))
    }

    /// Works with a client, and closes its connections afterwards.
    ///
    /// - Parameters:
    ///   - agent: the program's name and version.
    ///   - timeout: seconds for one request.
    public static func with<Result: Sendable>(
      agent: String, timeout: Int = 30, _ work: (NetworkClient) async throws -> Result
    ) async throws -> Result {
      let client = NetworkClient(agent: agent, timeout: timeout)
      do {
        let result = try await work(client)
        try await client.shutdown()
        return result
      } catch {
        try? await client.shutdown()
        throw error
      }
    }

    private func shutdown() async throws {
      let all = bound.withLock { Array($0.values) }
      for client in all { try? await client.shutdown() }
      try await client.shutdown()
    }

    /// The client that asks a host at its numeric address.
    private func client(for request: WebRequest) -> HTTPClient {
      guard let address = request.host else { return client }
      let host = ConnectionHost.name(in: request.address)
      return bound.withLock { bound in
        if let known = bound[host + " " + address] { return known }
        var configuration = configuration
        configuration.dnsOverride = [host: address]
        // Should another library read another host out of the address, nothing is sent there.
        configuration.http1_1ConnectionDebugInitializer = { ConnectionHost.check($0, is: address) }
        configuration.http2ConnectionDebugInitializer = { ConnectionHost.check($0, is: address) }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        bound[host + " " + address] = client
        return client
      }
    }

    public func answer(to request: WebRequest) async throws(WebFailure) -> HTTPAnswer {
      do {
        return try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
          group.addTask { try await self.execute(request) }
          // The client's own limits are for the head, and for pauses in the body.
          group.addTask {
            try await Task.sleep(for: .nanoseconds(self.timeout.nanoseconds))
            throw WebFailure.slow
          }
          defer { group.cancelAll() }
          guard let answer = try await group.next() else { throw WebFailure.cutOff }
          return answer
        }
      } catch {
        throw WebFailure(error)
      }
    }

    private func execute(_ request: WebRequest) async throws -> HTTPAnswer {
      var message = HTTPClientRequest(url: request.address)
      message.method = HTTPMethod(rawValue: request.method.rawValue)
      message.headers.add(name: "user-agent", value: agent)
      for (name, value) in request.headers.sorted(by: { $0.key < $1.key }) {
        message.headers.add(name: name, value: value)
      }
      if !request.body.isEmpty { message.body = .bytes(ByteBuffer(bytes: request.body)) }
      let response = try await client(for: request).execute(message, timeout: timeout)
      var body: [UInt8] = []
      if request.method != .head {
        for try await part in response.body {
          body += part.readableBytesView.prefix(request.answerLimit - body.count)
          if body.count >= request.answerLimit { break }
        }
      }
      let headers = Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
      return HTTPAnswer(status: Int(response.status.code), headers: headers, body: body)
    }
  }

  extension WebFailure {
    fileprivate init(_ error: any Error) {
      switch error {
      case let error as WebFailure: self = error
      case let error as HTTPClientError: self.init(error)
      case let error as NIOConnectionError:
        let reasons = error.connectionErrors.map(\.error)
        self =
          reasons.isEmpty
          ? .unknownHost : reasons.lazy.compactMap { $0 as? IOError }.first.map { WebFailure($0) } ?? .refused
      case let error as IOError: self.init(error)
      case is HTTPParserError, is ChannelError: self = .cutOff
      default:
        let kind = "\(type(of: error))"
        self = kind.hasPrefix("NIOSSL") || kind.hasPrefix("BoringSSL") ? .insecure("\(error)") : .other("\(error)")
      }
    }

    private init(_ error: HTTPClientError) {
      switch error {
      case .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout,
        .tlsHandshakeTimeout:
        self = .slow
      case .remoteConnectionClosed: self = .cutOff
      case .invalidURL, .emptyHost, .emptyScheme, .missingSocketPath: self = .address
      default: self = .other(error.shortDescription)
      }
    }

    private init(_ error: IOError) {
      switch error.errnoCode {
      case ECONNREFUSED: self = .refused
      case ECONNRESET, EPIPE: self = .cutOff
      case ETIMEDOUT: self = .slow
      default: self = .other("\(error)")
      }
    }
  }
#endif
