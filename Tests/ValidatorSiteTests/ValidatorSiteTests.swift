import Codecs
import StaticServing
import Synchronization
import Testing
import TidingsCore
import Validation

@testable import ValidatorSite

/// What the validator says to strangers.
@Suite struct ValidatorSiteTests {
  private static let feed = """
    <rss version="2.0"><channel>
    <title>T</title><link>https://a.example/</link><description>D</description>
    <item><title>One</title><pubDate>yesterday</pubDate></item>
    </channel></rss>
    """

  private func site(
    _ addresses: ValidatorSite.Addresses = .unavailable("No client."),
    change: (inout ValidatorSettings) -> Void = { _ in }
  ) throws -> ValidatorSite {
    var settings = ValidatorSettings()
    settings.documentBytes = 1_000_000
    settings.retryPolicy = .milliseconds(20)
    settings.fetching = .milliseconds(200)
    change(&settings)
    return try ValidatorSite(
      settings, validator: { Validator() }, addresses: addresses,
      json: { verdicts in Array("[\(verdicts.map { "\"\($0.path)\"" }.joined())]".utf8) })
  }

  private func get(_ query: String? = nil, path: String = "/", headers: [String: String] = [:]) -> Inquiry {
    Inquiry(path: path, query: query, headers: headers, client: "203.0.113.1")
  }

  private func answer(_ site: ValidatorSite, _ inquiry: Inquiry, _ body: [UInt8] = []) async -> ServedResponse {
    await site.answer(inquiry) { take throws(UnsafeHTML) in
      guard take(body.count) else { throw .stopped }
      return body
    }
  }

  private func post(
    _ site: ValidatorSite, _ field: String, _ content: [UInt8], _ headers: [String: String] = [:],
    client: String = "203.0.113.1"
  ) async -> ServedResponse {
    let body =
      Array("--x\r\nContent-Disposition: form-data; \(field)\r\n\r\n".utf8) + content + Array("\r\n--x--\r\n".utf8)
    var headers = headers
    headers["content-type"] = "multipart/form-data; boundary=x"
    headers["content-length"] = "\(body.count)"
    return await answer(site, Inquiry(method: "POST", path: "/", headers: headers, client: client), body)
  }

  private func text(_ answer: ServedResponse) -> String { String(decoding: answer.body, as: UTF8.self) }

  private func header(_ name: String, _ answer: ServedResponse) -> String? {
    answer.headers.first { $0.name == name }?.value
  }

  @Test func noPageHasAScript() async throws {
    let site = try site(.validated { _ in Validation([], texts: [:]) })
    let answers = [
      await answer(site, get()), await post(site, "name=\"document\"", Array(Self.feed.utf8)),
      await answer(site, get(path: "/nothing")), await answer(site, get(path: "/style.css")),
    ]
    #expect(answers.map(\.status) == [200, 200, 404, 200])
    for answer in answers {
      let policy = header("Content-Security-Policy", answer) ?? ""
      #expect(policy.hasPrefix("default-src 'none'; style-src 'self'") && !policy.contains("script"))
      #expect(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
      #expect(
        header("X-Content-Type-Options", answer) == "nosniff" && header("Referrer-Policy", answer) == "no-referrer")
      #expect(
        !text(answer).contains("<script") && !text(answer).contains(" style=") && !text(answer).contains("<style"))
    }
    #expect(header("Cache-Control", answers[1]) == "no-store" && header("Cache-Control", answers[2]) == "no-store")
    #expect(text(answers[0]).contains("type=\"url\""))
    let unreachable = text(await answer(try self.site(), get()))
    #expect(!unreachable.contains("type=\"url\"") && unreachable.contains("No client."))
    let head = await answer(site, Inquiry(method: "HEAD", path: "/"))
    #expect(head.body.isEmpty && header("Content-Length", head) == "\(answers[0].body.count)")
  }

  /// Who has gone is answered nothing of what they sent, and the next one has the place.
  @Test func whoIsGoneHasNoReport() async throws {
    let site = try site { $0.places = 1 }
    let gone = Task {
      while !Task.isCancelled { await Task.yield() }
      return await post(site, "name=\"document\"", Array(Self.feed.utf8))
    }
    gone.cancel()
    #expect(await gone.value.status == 503)
    #expect(await post(site, "name=\"document\"", Array(Self.feed.utf8)).status == 200)
  }

  @Test func lineEndsOfFormsMoveNoFinding() async throws {
    let site = try site()
    for content in [Self.feed, Self.feed + "\n", Self.feed.replacing("\n", with: "\r\n")] {
      let page = text(await post(site, "name=\"document\"", Array(content.utf8)))
      #expect(page.contains("<title>Not valid: document</title>"))
      #expect(page.contains("href=\"#d1-l3\"") && page.contains("<code>Line 3, column 25</code>"))
      #expect(page.contains("RSS feed") && !page.contains("\r"))
      #expect(page.contains("<li id=\"d1-l4\"") && !page.contains("<li id=\"d1-l5\""))
    }
  }

  @Test func aTextHasNoEncodingAndAFileHas() async throws {
    let site = try site()
    let text = Self.feed.replacing("One", with: "Ünë")
    let document = Array(("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + text).utf8)
    let pasted = self.text(await post(site, "name=\"document\"", document))
    #expect(pasted.contains("Ünë") && !pasted.contains("document.encoding"))
    let sent = self.text(await post(site, "name=\"file\"; filename=\"a.xml\"", document))
    #expect(sent.contains("document.utf-8") && !sent.contains("Ünë"))
  }

  @Test func whatIsHostileStaysText() async throws {
    let site = try site()
    let document =
      "<rss version=\"2.0\"><channel><title>\"'><img src=x onerror=alert(1)></title><\u{301}script>alert(2)</script></channel>"
    for field in ["name=\"document\"", "name=\"file\"; filename=\"%22><img src=x onerror=alert(1)><!--\""] {
      let page = text(await post(site, field, Array(document.utf8)))
      #expect(page.contains("&lt;img src=x onerror=alert(1)"))
      #expect(
        !page.contains("<img") && !page.contains("<script") && !page.contains("<!--") && !page.contains("<\u{301}"))
    }
    let refusal = await answer(
      try self.site(.validated { _ in Validation([], texts: [:]) }), get("url=javascript:%3Cscript%3E"))
    #expect(refusal.status == 400 && !text(refusal).contains("script"))
  }

  @Test func longLinesAreShownInPart() async throws {
    let filler = String(repeating: "ä", count: 400_000)
    let line =
      "<rss version=\"2.0\"><channel><title>\(filler)</title><item><pubDate>yesterday</pubDate></item></channel></rss>"
    let answer = await post(try site(), "name=\"document\"", Array(line.utf8))
    #expect(answer.status == 200 && answer.body.count < 30_000)
    #expect(text(answer).contains("<mark>&lt;pubDate&gt;</mark>yesterday&lt;/pubDate&gt;"))
  }

  @Test func whatIsTooLargeIsRefused() async throws {
    let site = try site()
    let large = await post(site, "name=\"document\"", [UInt8](repeating: 0x20, count: 1_200_000))
    #expect(large.status == 413 && text(large).contains("1 MB"))
    // Without a length, while it is read.
    let chunked = Inquiry(method: "POST", path: "/", headers: ["content-type": "multipart/form-data; boundary=x"])
    #expect(await answer(site, chunked, [UInt8](repeating: 0x20, count: 1_200_000)).status == 413)
    let bomb = Gzip.compressed([UInt8](repeating: 0x20, count: 3_000_000))
    #expect(await post(site, "name=\"file\"; filename=\"a.gz\"", bomb).status == 413)
    let packed = Gzip.compressed(Array(Self.feed.utf8))
    #expect(text(await post(site, "name=\"file\"; filename=\"a.gz\"", packed)).contains("Not valid: a.gz"))
  }

  @Test func whatIsNoFormIsRefused() async throws {
    let site = try site()
    func status(_ type: String, _ body: String) async -> Int {
      await answer(site, Inquiry(method: "POST", path: "/", headers: ["content-type": type]), Array(body.utf8)).status
    }
    #expect(await status("multipart/form-data; boundary=x", "--x") == 400)
    #expect(await status("multipart/form-data; boundary=x", "--x--") == 400)
    #expect(await status("application/x-www-form-urlencoded", "document=%zz") == 400)
    #expect(await status("application/x-www-form-urlencoded", "document=a&url=b") == 400)
    #expect(await status("application/x-www-form-urlencoded", "document=a&format=xml") == 400)
    #expect(await status("application/x-www-form-urlencoded", "document=%3Crss%2F%3E") == 200)
    #expect(await status("application/rss+xml", "<rss/>") == 415)
    #expect(await answer(site, get("url=%")).status == 400)
    #expect(await answer(site, Inquiry(method: "PUT", path: "/")).status == 405)
    for (trouble, status) in [(UnsafeHTML.slow, 408), (.cutOff, 400), (.stopped, 503)] {
      let answer = await site.answer(Inquiry(method: "POST", path: "/")) { _ throws(UnsafeHTML) in throw trouble }
      #expect(answer.status == status)
    }
  }

  /// Lets somebody wait, and says when they do.
  private final class Door: Sendable {
    private let isOpen = Mutex(false)
    private let comers = Mutex(0)

    var waiting: Int { comers.withLock { $0 } }

    func pass() async {
      comers.withLock { $0 += 1 }
      while !isOpen.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(2)) }
    }

    func open() { isOpen.withLock { $0 = true } }

    func reach(_ count: Int) async { while waiting < count { try? await Task.sleep(for: .milliseconds(2)) } }
  }

  private func waiting(at door: Door) -> ValidatorSite.Addresses {
    .validated { address in
      await door.pass()
      return Validation([Verdict(path: address, format: .rss, findings: [])], texts: [:])
    }
  }

  private func ask(_ site: ValidatorSite, client: String, forwarded: String? = nil) async -> Int {
    var headers: [String: String] = [:]
    headers["x-forwarded-for"] = forwarded
    return await answer(
      site, Inquiry(path: "/", query: "url=https://a.example/", headers: headers, client: client)
    ).status
  }

  @Test func aVisitorHasOneDocumentAtATime() async throws {
    let door = Door()
    let site = try site(waiting(at: door)) {
      $0.places = 4
      $0.fetching = .seconds(30)
    }
    async let first = ask(site, client: "2001:db8::1")
    await door.reach(1)
    // Whom it says that it asks for is of no interest, and the household is one visitor.
    let second = await answer(
      site,
      Inquiry(
        path: "/", query: "url=https://a.example/", headers: ["x-forwarded-for": "198.51.100.1"], client: "2001:db8::2")
    )
    #expect(second.status == 429 && header("Retry-After", second) == "5")
    async let third = ask(site, client: "203.0.113.9")
    await door.reach(2)
    #expect(await answer(site, get()).status == 200)
    door.open()
    #expect(await first == 200)
    #expect(await third == 200)
    #expect(await ask(site, client: "2001:db8::1") == 200)
  }

  @Test func behindAProxyVisitorsAreWhomItNames() async throws {
    let door = Door()
    let site = try site(waiting(at: door)) {
      $0.places = 4
      $0.trustsProxy = true
      $0.fetching = .seconds(30)
    }
    async let first = ask(site, client: "127.0.0.1", forwarded: "203.0.113.1, 198.51.100.1")
    await door.reach(1)
    async let second = ask(site, client: "127.0.0.1", forwarded: "198.51.100.2")
    await door.reach(2)
    // Only the last is the proxy's word; the others are the visitor's own.
    #expect(await ask(site, client: "127.0.0.1", forwarded: "203.0.113.77, 198.51.100.1") == 429)
    door.open()
    #expect(await first == 200)
    #expect(await second == 200)
  }

  @Test func whoFindsNoPlaceIsSentAway() async throws {
    let door = Door()
    let site = try site(waiting(at: door)) {
      $0.places = 1
      $0.fetching = .seconds(30)
      $0.memory = 2000
    }
    async let first = ask(site, client: "203.0.113.1")
    await door.reach(1)
    let second = await post(site, "name=\"document\"", Array(Self.feed.utf8), client: "203.0.113.2")
    #expect(second.status == 503 && header("Retry-After", second) == "10")
    door.open()
    #expect(await first == 200)
    #expect(await post(site, "name=\"document\"", Array(Self.feed.utf8), client: "203.0.113.2").status == 200)
    #expect(await post(site, "name=\"document\"", [UInt8](repeating: 0x20, count: 3000)).status == 503)
  }

  @Test func whoAnswersTooLateIsLeft() async throws {
    let site = try site(
      .validated { _ in
        try await Task.sleep(for: .seconds(60))
        return Validation([], texts: [:])
      })
    #expect(await answer(site, get("url=https://a.example/")).status == 504)
  }

  @Test func onlyWebAddressesWithoutAPasswordAreAsked() async throws {
    let asked = Mutex<[String]>([])
    let site = try site(
      .validated { address in
        asked.withLock { $0.append(address) }
        let finding = Finding(
          rule: "http.private", severity: .error, message: "M", remedy: "R", location: SourceLocation(path: address))
        let isPrivate = address.contains("intranet")
        return Validation(
          [Verdict(path: address, format: isPrivate ? nil : .rss, findings: isPrivate ? [finding] : [])], texts: [:])
      })
    for address in [
      "", "ftp://a.example/", "file:///etc/passwd", "a.example/feed", "https://me:secret@a.example/",
      "https://me@a.example",
      "http:///x", "https://a.example/" + String(repeating: "a", count: 2048), "gopher://a.example/", "https://a b/",
    ] {
      let query = "url=" + address.replacing("%", with: "%25").replacing(" ", with: "+")
      #expect(await answer(site, get(query)).status == 400, "\(address)")
    }
    #expect(asked.withLock { $0 } == [])
    let refused = await answer(site, get("url=http://intranet/"))
    #expect(refused.status == 403 && !text(refused).contains("intranet"))
    let good = await answer(site, get("url=+https://a.example/%C3%BC%3Fa%3D1%26b%23c"))
    #expect(good.status == 200 && text(good).contains("<title>Valid: https://a.example/%C3%BC?a=1&amp;b</title>"))
    #expect(text(good).contains("href=\"./?url=https%3A//a.example/%25C3%25BC%3Fa%3D1%26b\""))
    let hidden = ["sec-fetch-site": "cross-site", "sec-fetch-dest": "image"]
    #expect(await answer(site, get("url=https://a.example/", headers: hidden)).status == 403)
    let posted = await post(site, "name=\"url\"", Array("https://a.example/".utf8))
    #expect(posted.status == 200 && asked.withLock { $0.count } == 3)
  }

  @Test func dataForPrograms() async throws {
    let site = try site()
    let byHeader = await post(
      site, "name=\"file\"; filename=\"a.xml\"", Array(Self.feed.utf8), ["accept": "application/json"])
    #expect(byHeader.status == 200 && text(byHeader) == "[\"a.xml\"]")
    #expect(header("Content-Type", byHeader) == "application/json; charset=utf-8")
    let query = Inquiry(
      method: "POST", path: "/", query: "format=json", headers: ["content-type": "application/x-www-form-urlencoded"])
    #expect(text(await answer(site, query, Array("document=a".utf8))) == "[\"document\"]")
    let field = Inquiry(method: "POST", path: "/", headers: ["content-type": "application/x-www-form-urlencoded"])
    #expect(text(await answer(site, field, Array("document=a&format=json".utf8))) == "[\"document\"]")
    let refusal = await answer(site, get(path: "/x", headers: ["accept": "application/json"]))
    #expect(refusal.status == 404 && text(refusal).hasPrefix("{\"status\": 404, \"error\": \""))
  }

  @Test(arguments: [
    (nil, 200), ("localhost:8080", 200), ("127.0.0.1", 200), ("[::1]:80", 200), ("203.0.113.5:8080", 200),
    ("Validator.Example:80", 200), ("evil.example", 403), ("localhost.evil.example", 403), ("", 403),
  ])
  func itIsAskedByItsOwnNames(host: String?, status: Int) async throws {
    let site = try site { $0.names = ["validator.example"] }
    #expect(await answer(site, get(headers: host.map { ["host": $0] } ?? [:])).status == status)
  }
}
