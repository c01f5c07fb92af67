#if Serve
  import Glibc
  import HTTPTypes
  import Hummingbird
  import Logging
  import NIOCore
  public import Serving

  /// Serves on loopback until it is told to stop by SIGINT or SIGTERM.
  public struct PreviewServer: Sendable {
    public enum Problem: Error, Sendable {
      case portTaken(Int)
      case portForbidden(Int)
    }

    private let port: Int
    private let answer: @Sendable (Inquiry) -> Answer

    /// - Parameter answer: what is said to a request.
    public init(port: Int, answer: @escaping @Sendable (Inquiry) -> Answer) {
      (self.port, self.answer) = (port, answer)
    }

    /// - Parameter listening: told the port when requests can come.
    /// - Throws: ``Problem``.
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
      do {
        try await application.runService()
      } catch let error as IOError where error.errnoCode == EADDRINUSE {
        throw Problem.portTaken(port)
      } catch let error as IOError where error.errnoCode == EACCES {
        throw Problem.portForbidden(port)
      }
    }

    private static func response(_ answer: @Sendable (Inquiry) -> Answer, _ request: Request) -> Response {
      var headers: [String: String] = [:]
      for field in request.headers {
        let name = field.name.canonicalName
        headers[name] = headers[name].map { $0 + "," + field.value } ?? field.value
      }
      headers["host"] = request.head.authority
      let found = answer(
        Inquiry(
          method: request.method.rawValue, path: request.uri.path, query: request.uri.query, headers: headers))
      var fields = HTTPFields()
      for (name, value) in found.headers {
        if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
      }
      let body: ResponseBody = found.body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: found.body))
      return Response(status: .init(code: found.status), headers: fields, body: body)
    }
  }
#endif
