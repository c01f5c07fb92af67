#if Serve
  import Hummingbird
  import Logging
  import NIOCore
  public import StaticServing

  /// Serves on loopback until SIGINT or SIGTERM stops it.
  public struct PreviewServer: Sendable {
    private let port: Int
    private let answer: @Sendable (Inquiry) -> ServedResponse

    /// - Parameter answer: what is said to a request.
    public init(port: Int, answer: @escaping @Sendable (Inquiry) -> ServedResponse) {
      (self.port, self.answer) = (port, answer)
    }

    /// - Parameter listening: called with the port when requests can come.
    /// - Throws: ``ServerError``.
    public func run(listening: @escaping @Sendable (Int) -> Void) async throws {
      var logger = Logger(label: "tidings")
      logger.logLevel = .critical
      let port = port
      let application = Application(
        responder: CallbackResponder<BasicRequestContext> { [answer] request, _ in
          PreviewServer.response(answer, request)
        },
        configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
        onServerRunning: { channel in listening(channel.localAddress?.port ?? port) }, logger: logger)
      try await ServerError.reporting(port: port) { try await application.runService() }
    }

    private static func response(_ answer: @Sendable (Inquiry) -> ServedResponse, _ request: Request) -> Response {
      let found = answer(Inquiry(request))
      let body: ResponseBody = found.body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: found.body))
      return Response(status: .init(code: found.status), headers: found.fields, body: body)
    }
  }
#endif
