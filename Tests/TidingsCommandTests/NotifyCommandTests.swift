#if Push
  import Foundation
  import Synchronization
  import TestServer
  import TestSupport
  import Testing

  /// `tidings notify`: the site, a hub and a search engine are one server on this machine, which fails as a test asks.
  @Suite struct NotifyCommandTests {
    private let folder = TemporaryFolder()
    private let failures = Failures()

    /// What the server does in place of what it should, by path.
    private final class Failures: Sendable {
      /// Pings that the hub answers before it falls silent; `nil` where it never does.
      let retryPolicy = Mutex<Int?>(nil)
      private let reactions = Mutex<[String: FailingServer.Reaction]>([:])

      subscript(path: String) -> FailingServer.Reaction? {
        get { reactions.withLock { $0[path] } }
        set { reactions.withLock { $0[path] = newValue } }
      }

      func answers() -> Bool {
        retryPolicy.withLock { left in
          left = left.map { $0 - 1 }
          return left.map { $0 >= 0 } ?? true
        }
      }
    }

    private func server() async throws -> FailingServer {
      let (site, failures) = (folder.path + "/live", failures)
      return try await FailingServer { request, _ in
        if let failure = failures[request.path] { return failure }
        if request.path == "/hub", !failures.answers() { return .silence }
        switch request.path {
        case "/hub", "/other-hub", "/indexnow": return .answer(request.path == "/indexnow" ? 200 : 204)
        default:
          if request.path.hasSuffix("/") { return .answer(200) }
          let bytes = FileManager.default.contents(atPath: site + request.path).map(Array.init)
          return bytes.map { .answer(200, [:], $0) } ?? .answer(404)
        }
      }
    }

    private func item(_ id: Int, _ words: String = "Words") throws {
      try folder.write(
        "---\nid: \(id)\ntitle: Title \(id)\ndate: 2021-01-0\(id)\nslug: item-\(id)\ncategories: ['S: One']\n---\n<p>\(words)</p>\n",
        to: "site/item-\(id).md")
    }

    private func corpus(_ server: FailingServer, _ hubs: [String] = ["/hub"]) throws {
      let list = hubs.map { "'\(server.address($0))'" }.joined(separator: ", ")
      try folder.write(
        """
        site: {baseURL: '\(server.address())', title: A, language: en}
        feeds: {formats: [atom, json]}
        hubs: [\(list)]
        indexNow: {key: 0123456789abcdef, endpoint: '\(server.address("/indexnow"))'}

        """, to: "site/tidings.yaml")
    }

    private func build(_ now: String, deploys: Bool = true) throws {
      let result = try Program.run("build", "site", "-o", "out", "--now", now + "T00:00:00Z", in: folder.path)
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      if deploys { try deploy() }
    }

    private func deploy() throws {
      if folder.exists("live") { try folder.remove("live") }
      try FileManager.default.copyItem(atPath: folder.path + "/out", toPath: folder.path + "/live")
    }

    private func notify(_ more: String...) throws -> Program.Result {
      try Program.run(["notify", "site", "-o", "out", "--attempts", "1", "--timeout", "5"] + more, in: folder.path)
    }

    /// What was sent since: addresses of feeds reported to a hub, or of pages.
    private func sent(_ server: FailingServer, _ path: String, after count: Int = 0) -> [String] {
      server.requests.dropFirst(count).filter { $0.method == "POST" && $0.path == path }.flatMap { request in
        let body = String(decoding: request.body, as: UTF8.self)
        if path == "/indexnow" {
          return body.split(separator: "\"").map(String.init).filter { $0.hasSuffix("/") && $0.contains("item") }
        }
        return [body.removingPercentEncoding?.replacing("hub.mode=publish&hub.url=", with: "") ?? ""]
      }.map { $0.replacing(server.address(), with: "") }.sorted()
    }

    private let feeds = ["atom.xml", "feed.json", "topic/s-one/atom.xml", "topic/s-one/feed.json"]

    @Test func everybodyHearsOfAChangeOnce() async throws {
      let server = try await server()
      try corpus(server)
      for id in 1...3 { try item(id) }
      try build("2026-01-01")
      #expect(try notify().output == "There is nothing to report.\n")
      #expect(server.requests == [])
      try item(2, "Other words")
      try item(4)
      try FileManager.default.removeItem(atPath: folder.path + "/site/item-3.md")
      try build("2026-01-02")
      let dry = try notify("--dry-run")
      #expect(dry.status == 0 && dry.output.contains("3 pages to report") && dry.output.contains("4 feeds to report"))
      #expect(server.requests == [])
      let result = try notify()
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      #expect(sent(server, "/indexnow") == ["item-2/", "item-3/", "item-4/"])
      #expect(sent(server, "/hub") == feeds)
      let count = server.requests.count
      #expect(try notify().output == "There is nothing to report.\n")
      #expect(server.requests.count == count)
      // What changes again is reported again.
      try item(2, "Words once more")
      try build("2026-01-03")
      #expect(try notify().status == 0)
      #expect(sent(server, "/indexnow", after: count) == ["item-2/"])
      #expect(sent(server, "/hub", after: count) == feeds)
    }

    @Test func nobodyIsReportedTooEarly() async throws {
      let server = try await server()
      try corpus(server)
      try item(1)
      try build("2026-01-01")
      try item(2)
      try build("2026-01-02", deploys: false)
      let early = try notify()
      #expect(early.status == 75)
      #expect(early.output.contains("/atom.xml: another document is still served there"))
      #expect(!server.requests.contains { $0.method == "POST" })
      try deploy()
      // One feed is not there yet, and one page.
      failures["/topic/s-one/atom.xml"] = .answer(503)
      failures["/item-2/"] = .answer(404)
      #expect(try notify().status == 75)
      #expect(sent(server, "/hub") == feeds.filter { $0 != "topic/s-one/atom.xml" })
      #expect(sent(server, "/indexnow") == [])
      failures["/topic/s-one/atom.xml"] = nil
      failures["/item-2/"] = nil
      let count = server.requests.count
      #expect(try notify().status == 0)
      #expect(sent(server, "/hub", after: count) == ["topic/s-one/atom.xml"])
      #expect(sent(server, "/indexnow", after: count) == ["item-2/"])
      let (dry, after) = (try notify("--dry-run"), server.requests.count)
      #expect(dry.output == "There is nothing to report.\n")
      #expect(server.requests.count == after)
    }

    @Test func aDeploymentOnItsWayIsWaitedFor() async throws {
      let server = try await server()
      try corpus(server)
      try item(1)
      try build("2026-01-01")
      try item(2)
      try build("2026-01-02", deploys: false)
      let process = Program.process(["notify", "site", "-o", "out", "--wait", "600"], in: folder.path)
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      while server.requests.count < 3 { try await Task.sleep(for: .milliseconds(20)) }
      try deploy()
      while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
      #expect(process.terminationStatus == 0)
      #expect(sent(server, "/hub") == feeds)
    }

    @Test func oneServiceThatFailsDoesNotKeepTheOthersFromHearing() async throws {
      let server = try await server()
      try corpus(server, ["/hub", "/other-hub"])
      try item(1)
      try build("2026-01-01")
      try item(2)
      try build("2026-01-02")
      for (failure, status) in [
        (.hangUp, 75), (.answer(500), 75), (.answer(429, ["Retry-After": "100000"]), 75), (.silence, 75),
        (.cutOff("HTTP/1.1 204 No"), 75), (.answer(400), 1),
      ] as [(FailingServer.Reaction, Int32)] {
        failures["/hub"] = failure
        failures["/indexnow"] = failure
        let result = try notify("--timeout", "1")
        #expect(result.status == status, "\(failure): \(result.output)\(result.errors)")
      }
      #expect(sent(server, "/other-hub") == feeds)
      failures["/hub"] = nil
      failures["/indexnow"] = .answer(403)
      let count = server.requests.count
      let refused = try notify()
      #expect(refused.status == 1)
      #expect(refused.output.contains("it answered 403: the key is not valid"))
      #expect(sent(server, "/hub", after: count) == feeds)
      failures["/indexnow"] = nil
      let last = server.requests.count
      #expect(try notify().status == 0)
      #expect(sent(server, "/indexnow", after: last) == ["item-2/"])
      #expect(sent(server, "/hub", after: last) == [])
    }

    /// Whenever it is killed, the next run reports the rest, and nothing again but what was on its way.
    @Test func whatIsKilledGoesOn() async throws {
      let server = try await server()
      try corpus(server)
      for id in 1...3 { try item(id) }
      try build("2026-01-01")
      for id in 1...3 {
        try item(id, "Other words")
        try folder.write(
          "---\nid: x\(id)\ntitle: X \(id)\ndate: 2021-02-0\(id)\nslug: item-x\(id)\ncategories: ['S: T\(id)', 'S: U\(id)']\n---\n<p>X</p>\n",
          to: "site/x\(id).md")
      }
      try build("2026-01-02")
      var (kills, runsThatGaveUp) = (0, 0)
      for number in 0..<40 {
        let process = Program.process(["notify", "site", "-o", "out", "--no-check"], in: folder.path)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        failures.retryPolicy.withLock { $0 = number % 3 }
        try process.run()
        // It has reported some, and waits for answers that do not come.
        while process.isRunning, failures.retryPolicy.withLock({ $0 ?? 0 }) >= 0 {
          try await Task.sleep(for: .milliseconds(5))
        }
        guard process.isRunning else {
          process.waitUntilExit()
          if process.terminationStatus == 0 { break }
          // A machine that is busy may answer too late for all attempts of a run.
          runsThatGaveUp += 1
          continue
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        kills += 1
      }
      failures.retryPolicy.withLock { $0 = nil }
      #expect(kills > 2)
      #expect(try notify().status == 0)
      #expect(try notify().output == "There is nothing to report.\n")
      let hub = sent(server, "/hub")
      #expect(Set(hub).count == 16)
      // No more than what is reported to one hub at a time, and two answers, can have been on their way when a run was killed.
      #expect(hub.count <= 16 + 6 * kills + 48 * runsThatGaveUp)
      #expect(Set(sent(server, "/indexnow")).count == 6)
    }

    @Test func aKeyThatIsNotServedSaysNobody() async throws {
      let server = try await server()
      try corpus(server)
      let configuration = try folder.text("site/tidings.yaml")
      let withoutKey = configuration.split(separator: "\n").filter { !$0.hasPrefix("indexNow") }.joined(separator: "\n")
      try folder.write(withoutKey, to: "site/tidings.yaml")
      try item(1)
      try build("2026-01-01")
      try item(2)
      try build("2026-01-02")
      // The key is in the configuration, and no build has written its file.
      try folder.write(configuration, to: "site/tidings.yaml")
      let early = try notify()
      #expect(early.status == 75 && early.output.contains("0123456789abcdef.txt: it is not among the documents"))
      #expect(sent(server, "/indexnow") == [])
      // What has changed before there was a key is nothing to the search engines.
      try item(3)
      try build("2026-01-03")
      #expect(try notify().status == 0)
      #expect(sent(server, "/indexnow") == ["item-3/"])
    }

    @Test func aRemovalWaitsForItsDeploymentToo() async throws {
      let server = try await server()
      try corpus(server, ["/hub", "/hub"])
      for id in 1...4 { try item(id) }
      try build("2026-01-01")
      try FileManager.default.removeItem(atPath: folder.path + "/site/item-1.md")
      try build("2026-01-02", deploys: false)
      #expect(try notify().status == 75)
      #expect(!server.requests.contains { $0.method == "POST" })
      try deploy()
      #expect(try notify().status == 0)
      #expect(sent(server, "/indexnow") == ["item-1/"])
      // A hub that is listed twice is notified once.
      #expect(sent(server, "/hub") == feeds)
    }

    @Test func whatSearchEnginesShallNotHaveTheyAreNotReported() async throws {
      let server = try await server()
      try corpus(server)
      for id in 1...3 { try item(id) }
      try build("2026-01-01")
      try folder.write(
        "---\nid: 9\ntitle: T\ndate: 2021-01-09\nslug: item-9\nrobots: noindex\n---\n<p>W</p>\n", to: "site/item-9.md")
      // Two pages take each other's address.
      for (id, slug) in [(1, "item-2"), (2, "item-1")] {
        try folder.write(
          "---\nid: \(id)\ntitle: Title \(id)\ndate: 2021-01-0\(id)\nslug: \(slug)\ncategories: ['S: One']\n---\n<p>Words</p>\n",
          to: "site/item-\(id).md")
      }
      try build("2026-01-02")
      #expect(try !notify("--dry-run").output.contains("removed"))
      #expect(try notify().status == 0)
      #expect(sent(server, "/indexnow") == ["item-1/", "item-2/"])
    }

    @Test func wrongUseIsExplained() async throws {
      try folder.write("site: {baseURL: 'https://a.example/', title: A}\n", to: "site/tidings.yaml")
      try item(1)
      #expect(try notify().status == 78)
      try folder.write(
        "site: {baseURL: 'https://a.example/', title: A}\nhubs: ['https://hub.example/']\n", to: "site/tidings.yaml")
      let result = try notify()
      #expect(result.status == 66)
      #expect(result.errors.contains("there is no ledger site/tidings.sqlite"))
      try folder.write(
        "site: {baseURL: 'https://a.example/', title: A}\nindexNow: {key: short}\n", to: "site/tidings.yaml")
      let wrong = try notify()
      #expect(wrong.status == 78)
      #expect(wrong.errors.contains("'short' is not a key: 8 to 128 letters, digits and dashes"))
    }
  }
#endif
