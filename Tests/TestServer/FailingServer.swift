#if Push
  import NIOCore
  import NIOPosix
  import Synchronization

  /// An HTTP server on this machine that answers or fails in whatever way a test asks.
  ///
  /// It works on threads of its own, so that a test that waits for another process does not keep it from answering.
  public final class FailingServer: Sendable {
    public enum Reaction: Sendable {
      case answer(Int, [String: String] = [:], [UInt8] = [])
      /// Sends this, and ends the connection.
      case cutOff(String)
      /// Ends the connection without a word.
      case hangUp
      /// Never answers.
      case silence
      /// Begins to answer, and sends a byte now and then for ever.
      case drip
    }

    public struct Request: Sendable, Hashable {
      public let method: String
      public let path: String
      /// By name, in lower case.
      public let headers: [String: String]
      public let body: [UInt8]
    }

    private let channel: any Channel
    public let port: Int

    /// - Parameter react: what to do about a request, with those before it.
    public init(_ react: @escaping @Sendable (Request, _ earlier: [Request]) -> Reaction) async throws {
      let requests = RequestList()
      channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
              Handler { request in react(request, requests.add(request)) })
          }
        }
        .bind(host: "127.0.0.1", port: 0).get()
      port = channel.localAddress?.port ?? 0
      list = requests
    }

    private let list: RequestList

    deinit { channel.close(promise: nil) }

    public var requests: [Request] { list.all }

    public func address(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// An address at which nobody listens.
    public static func deserted() async throws -> String {
      let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .bind(host: "127.0.0.1", port: 0).get()
      let port = channel.localAddress?.port ?? 0
      try await channel.close()
      return "http://127.0.0.1:\(port)/"
    }
  }

  private final class RequestList: Sendable {
    private let requests = Mutex<[FailingServer.Request]>([])

    var all: [FailingServer.Request] { requests.withLock { $0 } }

    /// Returns those before it.
    func add(_ request: FailingServer.Request) -> [FailingServer.Request] {
      requests.withLock { requests in
        defer { requests.append(request) }
        return requests
      }
    }
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let react: @Sendable (FailingServer.Request) -> FailingServer.Reaction
    private var bytes: [UInt8] = []

    init(_ react: @escaping @Sendable (FailingServer.Request) -> FailingServer.Reaction) { self.react = react }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      bytes += unwrapInboundIn(data).readableBytesView
      guard let request = Handler.request(bytes) else { return }
      bytes = []
      Handler.carryOut(react(request), isHead: request.method == "HEAD", on: context.channel)
    }

    private static func carryOut(_ reaction: FailingServer.Reaction, isHead: Bool, on channel: any Channel) {
      func end(_ sent: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: sent)).whenComplete { _ in channel.close(promise: nil) }
      }
      switch reaction {
      case .silence: return
      case .drip:
        channel.writeAndFlush(ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"), promise: nil)
        channel.eventLoop.scheduleRepeatedTask(initialDelay: .milliseconds(100), delay: .milliseconds(100)) { task in
          if !channel.isActive { task.cancel() }
          channel.writeAndFlush(ByteBuffer(string: "x"), promise: nil)
        }
      case .hangUp: channel.close(promise: nil)
      case .cutOff(let text): end(Array(text.utf8))
      case .answer(let status, var headers, let body):
        headers["Connection"] = "close"
        if headers["Content-Length"] == nil { headers["Content-Length"] = "\(body.count)" }
        let lines = ["HTTP/1.1 \(status) Status"] + headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        end(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (isHead ? [] : body))
      }
    }

    /// `nil` where it is not whole yet.
    private static func request(_ bytes: [UInt8]) -> FailingServer.Request? {
      guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
      let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
      let first = lines[0].split(separator: " ")
      var headers: [String: String] = [:]
      for line in lines.dropFirst() {
        guard let colon = line.firstIndex(of: ":") else { continue }
        headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
      }
      let body = bytes[end.upperBound...]
      guard body.count >= headers["content-length"].flatMap({ Int($0) }) ?? 0 else { return nil }
      return FailingServer.Request(
        method: String(first[0]), path: String(first[1]), headers: headers, body: Array(body))
    }
  }
#endif
