import ChangeNotifications
import Testing
import TidingsCore
import Validation

@testable import LiveSite

/// Documents at their addresses, from a server of a few lines.
@Suite struct LiveSiteTests {
  private struct Server: HTTPTransport {
    let answers: [String: HTTPAnswer]

    func answer(to request: WebRequest) async throws(WebFailure) -> HTTPAnswer {
      guard let answer = answers[request.address] else { throw .unknownHost }
      if let tag = answer.headers["etag"], request.headers["if-none-match"] == tag { return HTTPAnswer(status: 304) }
      return answer
    }
  }

  private func rules(
    _ answers: [String: HTTPAnswer], at address: String, isWhole: Bool = false, links: Int = 0,
    private hosts: Set<String> = []
  ) async -> [String: [String]] {
    var limits = LiveLimits()
    limits.pause = 0
    limits.links = links
    let site = LiveSite(
      client: Server(answers: answers), limits: limits, validator: Validator(),
      resolve: { hosts.contains($0) ? ["10.0.0.1"] : ["203.0.113.1"] })
    let documents = await site.documents(at: [address], isWhole: isWhole)
    let pairs = documents.map { ($0.verdict.path, $0.verdict.findings.filter { $0.severity != .info }.map(\.rule)) }
    return Dictionary(pairs) { $0 + $1 }
  }

  private func feed(_ address: String, _ headers: [String: String] = [:]) -> HTTPAnswer {
    let text =
      "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>A</title>"
      + "<link>https://a.example/</link><description>d</description>"
      + "<atom:link rel=\"self\" href=\"\(address)\" type=\"application/rss+xml\"/><item><title>T</title>"
      + "<link>https://a.example/1</link><guid>https://a.example/1</guid></item></channel></rss>"
    let usual = ["content-type": "application/rss+xml", "etag": "\"1\""]
    return HTTPAnswer(status: 200, headers: usual.merging(headers) { _, new in new }, body: Array(text.utf8))
  }

  private func page(_ head: String, _ headers: [String: String] = [:]) -> HTTPAnswer {
    HTTPAnswer(
      status: 200, headers: ["content-type": "text/html"].merging(headers) { _, new in new },
      body: Array("<!doctype html><html><head>\(head)</head></html>".utf8))
  }

  @Test func aFeedThatIsServedAsItShouldBeHasNoFinding() async {
    let address = "https://a.example/feed.xml"
    #expect(await rules([address: feed(address)], at: address) == [address: []])
  }

  @Test func aPageStandsForTheFeedsThatItNames() async {
    let head = "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"feed.xml\">"
    let found = await rules(
      ["https://a.example/": page(head), "https://a.example/feed.xml": feed("https://a.example/feed.xml")],
      at: "https://a.example/")
    #expect(found["https://a.example/feed.xml"] == [] && found["https://a.example/"] == [])
    #expect(
      await rules(["https://a.example/": page("")], at: "https://a.example/")["https://a.example/"] == [
        "site.feed.found"
      ])
  }

  @Test func aLinkHeaderNamesAFeedToo() async {
    let header = ["link": "</feed.xml>; rel=\"alternate\"; type=\"application/rss+xml\""]
    let found = await rules(
      ["https://a.example/": page("", header), "https://a.example/feed.xml": feed("https://a.example/feed.xml")],
      at: "https://a.example/")
    #expect(found["https://a.example/"] == [] && found["https://a.example/feed.xml"] == [])
  }

  @Test func aHostOfAPrivateNetworkIsAskedOnlyIfTheCallerNamesIt() async {
    let away = HTTPAnswer(status: 302, headers: ["location": "https://intranet.example/feed.xml"])
    let answers = [
      "https://a.example/feed.xml": away,
      "https://intranet.example/feed.xml": feed("https://intranet.example/feed.xml"),
    ]
    let found = await rules(answers, at: "https://a.example/feed.xml", private: ["intranet.example"])
    #expect(found["https://a.example/feed.xml"] == ["http.private"])
    let named = await rules(answers, at: "https://intranet.example/feed.xml", private: ["intranet.example"])
    #expect(named["https://intranet.example/feed.xml"] == [])
  }

  @Test(
    arguments: [
      ("127.0.0.1", true), ("10.1.2.3", true), ("172.20.0.1", true), ("192.168.1.1", true), ("169.254.1.1", true),
      ("2130706433", true), ("0x7f.0.0.1", true), ("0177.0.0.1", true), ("::1", true), ("fd00::1", true),
      ("fe80::1", true),
      ("::ffff:10.0.0.1", true), ("localhost", true), ("printer.local", true), ("203.0.113.7", false),
      ("a.example", false),
      ("2001:db8::1", false), ("1password.com", false),
    ])
  func privateHosts(host: String, isPrivate: Bool) { #expect(HostPolicy.isPrivate(host) == isPrivate) }

  @Test func aHostIsWhatAnAddressAsks() {
    #expect(HostPolicy.host(of: "https://me:pass@A.example:8080/x") == "a.example")
    #expect(HostPolicy.host(of: "http://[::1]:80/") == "::1")
  }

  @Test func linkHeadersAreTakenApart() {
    let links = LinkHeader.links("<a>; rel=self, <b>;title=\"x, <c>\";rel=\"hub next\"; type=text/html")
    #expect(links.map(\.target) == ["a", "b"])
    #expect(links.map(\.relations) == [["self"], ["hub", "next"]] && links[1].type == "text/html")
  }

  @Test(
    arguments: [
      ("/private/a", false), ("/private/open/a", true), ("/a.pdf", false), ("/a.pdf?x", true), ("/", true),
      ("/b", true),
      ("/robots.txt", true),
    ])
  func robotsFilesAreObeyed(path: String, isAllowed: Bool) {
    let text =
      "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private/\nAllow: /private/open\nDisallow: /*.pdf$ # no\nDisallow:\n"
    #expect(RobotsFile(Array(text.utf8), agent: "tidings").allows(path) == isAllowed)
  }
}
