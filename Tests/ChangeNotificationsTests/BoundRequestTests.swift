#if Push
  import NetworkClient
  import ChangeNotifications
  import TestServer
  import Testing

  /// Requests to hosts that have been looked up before.
  @Suite struct BoundRequestTests {
    private func ask(_ server: FailingServer, _ host: String, at numeric: String) async throws -> HTTPAnswer? {
      try await NetworkClient.with(agent: "Tidings/1", timeout: 3) { client in
        try? await client.answer(
          to: WebRequest(.get, "http://\(host):\(server.port)/feed", answerLimit: 100, host: numeric))
      }
    }

    @Test func theConnectionGoesToTheAddressThatWasLookedAt() async throws {
      let server = try await FailingServer { _, _ in .answer(200) }
      // No resolver knows this name.
      #expect(try await ask(server, "Nobody.invalid", at: "127.0.0.1")?.status == 200)
      #expect(server.requests.map { $0.headers["host"] } == ["Nobody.invalid:\(server.port)"])
    }

    @Test func nothingIsSentElsewhere() async throws {
      let server = try await FailingServer { _, _ in .answer(200) }
      // An address needs no resolver: it is asked, whatever was looked at.
      #expect(try await ask(server, "127.0.0.1", at: "127.0.0.2") == nil)
      #expect(try await ask(server, "127.0.0.1", at: "2001:db8::1") == nil)
      #expect(server.requests.isEmpty)
    }
  }
#endif
