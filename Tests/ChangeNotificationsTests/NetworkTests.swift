#if Push
  import TidingsCore
  import LiveSite
  import NetworkClient
  import Synchronization
  import TestServer
  import Testing

  @testable import ChangeNotifications

  /// Requests over a real connection, to a server that fails in every way.
  @Suite struct NetworkTests {
    /// Waits that did not take place, but were to.
    private final class Waits: Sendable {
      private let seconds = Mutex<[Int]>([])

      var all: [Int] { seconds.withLock { $0 } }

      func add(_ count: Int) { seconds.withLock { $0.append(count) } }
    }

    private func deliver(
      _ reaction: @escaping @Sendable (Int) -> FailingServer.Reaction, attempts: Int = 4, timeout: Int = 20
    ) async throws -> (delivery: RetryingClient.Delivery, waits: [Int], requests: [FailingServer.Request]) {
      let server = try await FailingServer { reaction($1.count) }
      let (delivery, waits) = try await deliver(to: server.address("/hub"), attempts: attempts, timeout: timeout)
      return (delivery, waits, server.requests)
    }

    private func deliver(
      to address: String, attempts: Int = 4, timeout: Int = 20
    ) async throws -> (RetryingClient.Delivery, [Int]) {
      let waits = Waits()
      var retryPolicy = RetryPolicy(
        now: { Timestamp(secondsSinceEpoch: 784_111_777) }, sleep: { waits.add($0) })
      retryPolicy.attempts = attempts
      let ready = retryPolicy
      let delivery = try await NetworkClient.with(agent: "Tidings/1", timeout: timeout) { client in
        try await RetryingClient(client: client, retryPolicy: ready)
          .deliver(WebSubHub(address).request("https://a.example/ö?a=1&b"))
      }
      return (delivery, waits.all)
    }

    private func reason(_ delivery: RetryingClient.Delivery) -> String? {
      if case .postponed(let reason) = delivery { reason } else { nil }
    }

    @Test func aPingIsAForm() async throws {
      let (delivery, waits, requests) = try await deliver { _ in .answer(204) }
      #expect(delivery == .done(HTTPAnswer(status: 204, headers: ["connection": "close", "content-length": "0"])))
      #expect(waits == [])
      let request = try #require(requests.first)
      #expect(request.method == "POST" && request.path == "/hub")
      #expect(request.headers["content-type"] == "application/x-www-form-urlencoded")
      #expect(request.headers["user-agent"] == "Tidings/1")
      let body = "hub.mode=publish&hub.url=https%3A%2F%2Fa.example%2F%C3%B6%3Fa%3D1%26b"
      #expect(String(decoding: request.body, as: UTF8.self) == body)
    }

    @Test func whatFailsAtFirstIsTriedAgain() async throws {
      let (delivery, waits, requests) = try await deliver { earlier in
        switch earlier {
        case 0: .answer(503)
        case 1: .hangUp
        case 2: .cutOff("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")
        default: .answer(200, [:], Array("ok".utf8))
        }
      }
      guard case .done(let answer) = delivery else {
        Issue.record("\(delivery)")
        return
      }
      #expect(answer.body == Array("ok".utf8))
      #expect(waits == [1, 2, 4])
      #expect(requests.count == 4)
    }

    @Test func aServiceThatIsGoneIsGivenUp() async throws {
      let (delivery, waits) = try await deliver(to: try await FailingServer.deserted())
      #expect(reason(delivery) == "the connection was refused (4 attempts)")
      #expect(waits == [1, 2, 4])
      let (unknown, _) = try await deliver(to: "http://nobody.invalid/", attempts: 1)
      #expect(reason(unknown) != nil)
    }

    @Test func whoIsSilentIsNotWaitedForWithoutEnd() async throws {
      let (delivery, waits, requests) = try await deliver({ _ in .silence }, attempts: 2, timeout: 1)
      #expect(reason(delivery) == "there was no answer in time (2 attempts)")
      #expect(waits == [1])
      #expect(requests.count == 2)
    }

    @Test func whoDripsIsNotListenedToWithoutEnd() async throws {
      let server = try await FailingServer { _, _ in .drip }
      await #expect(throws: WebFailure.slow) {
        try await NetworkClient.with(agent: "Tidings/1", timeout: 1) { client in
          try await client.answer(to: WebRequest(.get, server.address(), answerLimit: 1_000_000))
        }
      }
    }

    @Test func anAnswerThatStopsHalfwayIsNone() async throws {
      for text in ["HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 2", "What?\r\n\r\n"] {
        let (delivery, _, _) = try await deliver({ _ in .cutOff(text) }, attempts: 1)
        #expect(reason(delivery) == "the connection was cut off", "\(text): \(delivery)")
      }
    }

    @Test func retryAfterIsKept() async throws {
      for asked in ["7", "Sun, 06 Nov 1994 08:49:44 GMT"] {
        let (delivery, waits, _) = try await deliver { earlier in
          earlier == 0 ? .answer(429, ["Retry-After": asked]) : .answer(202)
        }
        #expect(delivery == .done(HTTPAnswer(status: 202, headers: ["connection": "close", "content-length": "0"])))
        #expect(waits == [7])
      }
      // Who asks for more than anybody waits is left for the next run.
      let (late, waits, requests) = try await deliver { _ in .answer(429, ["Retry-After": "3600"]) }
      #expect(reason(late) == "it answered 429, to come back in 3600 s")
      #expect(waits == [] && requests.count == 1)
      let (odd, _, _) = try await deliver({ _ in .answer(503, ["Retry-After": "soon"]) }, attempts: 1)
      #expect(reason(odd) == "it answered 503")
    }

    @Test func whatIsDeclinedIsNotTriedAgain() async throws {
      for status in [400, 403, 404, 410, 422] {
        let (delivery, waits, requests) = try await deliver { _ in .answer(status) }
        guard case .declined(let answer) = delivery else {
          Issue.record("\(delivery)")
          continue
        }
        #expect(answer.status == status && waits == [] && requests.count == 1)
      }
    }

    @Test func aRedirectionIsNotFollowed() async throws {
      let (delivery, _, requests) = try await deliver { _ in .answer(308, ["Location": "http://127.0.0.1:1/"]) }
      guard case .declined(let answer) = delivery else {
        Issue.record("\(delivery)")
        return
      }
      #expect(answer.status == 308 && requests.count == 1)
    }

    @Test func aFloodIsNotRead() async throws {
      let flood = [UInt8](repeating: 0x78, count: 20_000_000)
      let (delivery, _, _) = try await deliver { _ in .answer(200, [:], flood) }
      guard case .done(let answer) = delivery else {
        Issue.record("\(delivery)")
        return
      }
      #expect(answer.body.count == 4096)
    }

    // MARK: Whether the new document is served

    private func missing(
      _ content: String, waiting seconds: Int = 0,
      _ react: @escaping @Sendable (FailingServer.Request, [FailingServer.Request]) -> FailingServer.Reaction
    ) async throws -> (reason: String?, waits: [Int], requests: [FailingServer.Request]) {
      let server = try await FailingServer(react)
      let waits = Waits()
      let retryPolicy = RetryPolicy(now: { Timestamp(microseconds: 0) }, sleep: { waits.add($0) })
      // `printf hello | sha256sum`
      let document = DeploymentCheck.Expected(
        address: server.address("/feed.json"), content: { Array(content.utf8) },
        sha256: { _ in "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" })
      let missing = try await NetworkClient.with(agent: "Tidings/1") { client in
        try await DeploymentCheck(client: client, retryPolicy: retryPolicy).result([document], waiting: seconds).missing
      }
      return (missing[document.address], waits.all, server.requests)
    }

    @Test func theDocumentItselfSays() async throws {
      let (reason, _, requests) = try await missing("hello") { _, _ in .answer(200, [:], Array("hello".utf8)) }
      #expect(reason == nil)
      #expect(requests.map(\.method) == ["HEAD", "GET"])
      let (old, _, _) = try await missing("hello") { _, _ in .answer(200, [:], Array("hallo".utf8)) }
      #expect(old == "another document is still served there")
      let (longer, _, _) = try await missing("hello") { _, _ in .answer(200, [:], Array("hello!".utf8)) }
      #expect(longer != nil)
    }

    @Test func aDigestSparesTheDocument() async throws {
      let headers = [
        "Repr-Digest": "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:",
        "ETag": "W/\"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\"",
      ]
      for (name, value) in headers {
        let (reason, _, requests) = try await missing("hello") { _, _ in .answer(200, [name: value], [0x78]) }
        #expect(reason == nil, "\(name)")
        #expect(requests.map(\.method) == ["HEAD"])
      }
    }

    @Test func whatIsCompressedIsUnpacked() async throws {
      // `printf hello | gzip -n`
      let packed: [UInt8] = [
        0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 7, 0, 0x86, 0xA6, 0x10, 0x36, 5, 0, 0, 0,
      ]
      let (reason, _, _) = try await missing("hello") { _, _ in
        .answer(200, ["Content-Encoding": "gzip"], packed)
      }
      #expect(reason == nil)
      let (strange, _, _) = try await missing("hello") { _, _ in .answer(200, ["Content-Encoding": "br"], [1]) }
      #expect(strange == "it is served in a coding that was not requested")
    }

    @Test func aDeploymentIsWaitedFor() async throws {
      let (reason, waits, requests) = try await missing("hello", waiting: 60) { request, earlier in
        if earlier.count >= 6 { return .answer(200, ["ETag": "\"new\""], Array("hello".utf8)) }
        return request.headers["if-none-match"] == "\"old\""
          ? .answer(304) : .answer(200, ["ETag": "\"old\""], Array("hallo".utf8))
      }
      #expect(reason == nil)
      // The old document is fetched once only.
      #expect(requests.map(\.method) == ["HEAD", "GET", "HEAD", "HEAD", "HEAD", "HEAD", "HEAD", "GET"])
      #expect(waits == [1, 2, 4, 8, 15])
      let (late, short, _) = try await missing("hello", waiting: 4) { _, _ in .answer(404) }
      #expect(late == "it answers 404")
      #expect(short == [1, 2, 1])
    }

    @Test func aSiteThatFailsIsNoReasonToReport() async throws {
      for reaction: FailingServer.Reaction in [
        .answer(500), .hangUp, .cutOff("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"),
        .answer(301, ["Location": "https://b.example/"]),
      ] {
        let (reason, _, _) = try await missing("hello") { _, _ in reaction }
        #expect(reason != nil)
      }
    }
  }
#endif
