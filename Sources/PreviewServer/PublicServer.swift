#if Serve
  import Hummingbird
  import HummingbirdCore
  import Logging
  import NIOCore
  public import StaticServing
  import Synchronization

  /// Serves strangers until SIGINT or SIGTERM stops it: few connections at a time, and none for ever.
  public struct PublicServer: Sendable {
    /// How long others may take, in seconds, and how many of them there are.
    public struct Limits: Sendable {
      /// Open connections; more wait until one is closed.
      public var connections = 256
      /// For the head of a request, and between two requests.
      public var idle = 15
      /// For the body of a request.
      public var body = 20
      /// For a request with its answer.
      public var request = 120

      public init() {}
    }

    private let host: String
    private let port: Int
    private let limits: Limits
    private let answer: @Sendable (Inquiry, BodyReader) async -> ServedResponse

    /// - Parameters:
    ///   - host: the address of this machine to listen at.
    ///   - answer: what is said to a request, of which it may read the body once.
    public init(
      host: String, port: Int, limits: Limits = Limits(),
      answer: @escaping @Sendable (Inquiry, BodyReader) async -> ServedResponse
    ) {
      (self.host, self.port, self.limits, self.answer) = (host, port, limits, answer)
    }

    /// - Parameter listening: called with the port when requests can come.
    /// - Throws: ``ServerError``.
    public func run(listening: @escaping @Sendable (Int) -> Void) async throws {
      var logger = Logger(label: "tidings")
      logger.logLevel = .critical
      let (port, limits) = (port, limits)
      let application = Application(
        responder: CallbackResponder<VisitContext> { [answer] request, context in
          await PublicServer.response(answer, request, context.channel, limits)
        },
        server: .http1(
          configuration: .init(
            idleTimeout: .seconds(Int64(limits.idle)),
            httpDecoderConfiguration: .init(
              maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
        configuration: .init(
          address: .hostname(host, port: port), serverName: nil,
          availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
        onServerRunning: { channel in listening(channel.localAddress?.port ?? port) }, logger: logger)
      try await ServerError.reporting(port: port) { try await application.runService() }
    }

    private static func response(
      _ answer: @escaping @Sendable (Inquiry, BodyReader) async -> ServedResponse, _ request: Request,
      _ channel: any Channel,
      _ limits: Limits
    ) async -> Response {
      // Who reads slowly, or sends without an end, is cut off.
      let end = channel.eventLoop.scheduleTask(in: .seconds(Int64(limits.request))) { channel.close(promise: nil) }
      let inquiry = Inquiry(request, client: channel.remoteAddress?.ipAddress ?? "")
      let isRead = Mutex(
        request.headers[.contentLength].map { $0 == "0" } ?? (request.headers[.transferEncoding] == nil))
      var found = await whileThere(channel) {
        await answer(inquiry) { take throws(UnsafeHTML) in
          let bytes = try await read(request.body, seconds: limits.body, take)
          isRead.withLock { $0 = true }
          return bytes
        }
      }
      if !isRead.withLock({ $0 }) {
        // What is still being sent is thrown away for a moment, so that the answer is seen at all.
        found.headers.append(("Connection", "close"))
        channel.eventLoop.scheduleTask(in: .seconds(Int64(min(limits.idle, 10)))) { channel.close(promise: nil) }
      }
      let bytes = found.body
      return Response(
        status: .init(code: found.status), headers: found.fields,
        body: ResponseBody(contentLength: bytes.count) { writer in
          defer { end.cancel() }
          var start = 0
          while start < bytes.count {
            let part = bytes[start..<min(start + 1 << 16, bytes.count)]
            try await writer.write(ByteBuffer(bytes: part))
            start = part.endIndex
          }
          try await writer.finish(nil)
        })
    }

    /// Work for somebody, which is cancelled when they have gone.
    private static func whileThere<Value: Sendable>(
      _ channel: any Channel, _ work: @escaping @Sendable () async -> Value
    ) async -> Value {
      let task = Task { await work() }
      let name = "departure"
      // A connection that is closed by now takes no handler, and nobody reads what comes of the work.
      let watch = channel.eventLoop.submit {
        let handler = DepartureHandler { task.cancel() }
        try channel.pipeline.syncOperations.addHandler(handler, name: name, position: .first)
      }
      do { try await watch.get() } catch { task.cancel() }
      let value = await withTaskCancellationHandler {
        await task.value
      } onCancel: {
        task.cancel()
      }
      try? await channel.pipeline.removeHandler(name: name).get()
      return value
    }

    private static func read(
      _ body: RequestBody, seconds: Int, _ take: @escaping @Sendable (Int) -> Bool
    ) async throws(UnsafeHTML) -> [UInt8] {
      let outcome = await withTaskGroup(of: Result<[UInt8], UnsafeHTML>.self) { group in
        group.addTask { await collect(body, take) }
        group.addTask {
          try? await Task.sleep(for: .seconds(seconds))
          return .failure(.slow)
        }
        let first = await group.next()
        group.cancelAll()
        return first ?? .failure(.cutOff)
      }
      return try outcome.get()
    }

    private static func collect(
      _ body: RequestBody, _ take: @escaping @Sendable (Int) -> Bool
    ) async -> Result<[UInt8], UnsafeHTML> {
      var bytes: [UInt8] = []
      do {
        for try await piece in body {
          guard take(piece.readableBytes) else { return .failure(.stopped) }
          bytes.append(contentsOf: piece.readableBytesView)
        }
        return .success(bytes)
      } catch {
        return .failure(.cutOff)
      }
    }
  }

  /// Notices when the other end has closed the connection, or its own half of it.
  private final class DepartureHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any

    private let leave: @Sendable () -> Void

    init(_ leave: @escaping @Sendable () -> Void) { self.leave = leave }

    func channelInactive(context: ChannelHandlerContext) {
      leave()
      context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if case .inputClosed? = event as? ChannelEvent { leave() }
      context.fireUserInboundEventTriggered(event)
    }
  }

  /// What is known of a request beside what it says: its connection.
  private struct VisitContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
      coreContext = .init(source: source)
      channel = source.channel
    }
  }
#endif
