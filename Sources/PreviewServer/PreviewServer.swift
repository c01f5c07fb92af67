#if Serve
  import Hummingbird
  import Logging
  import NIOCore
  public import Serving

  /// Serves on loopback until it is told to stop by SIGINT or SIGTERM.
  public struct PreviewServer: Sendable {
    private let port: Int
    private let answer: @Sendable (Inquiry) -> Answer

    /// - Parameter answer: what is said to a request.
    public init(port: Int, answer: @escaping @Sendable (Inquiry) -> Answer) {
      (self.port, self.answer) = (port, answer)
    }

    /// - Parameter listening: told the port when requests can come.
    /// - Throws: ``ServerProblem``.
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
      try await ServerProblem.reporting(port: port) { try await application.runService() }
    }

    private static func response(_ answer: @Sendable (Inquiry) -> Answer, _ request: Request) -> Response {
      let found = answer(Inquiry(request))
      let body: ResponseBody = found.body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: found.body))
      return Response(status: .init(code: found.status), headers: found.fields, body: body)
    }
  }
#endif
