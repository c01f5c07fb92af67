import ChangeNotifications
import Synchronization
import Testing
import TidingsCore
import Validation

@testable import LiveSite

/// Addresses that somebody has named who must not reach what this machine reaches.
@Suite struct StrangerTests {
  /// Gives the answers that it was made with, and keeps what it was asked.
  private final class Server: HTTPTransport {
    private let answers: [String: HTTPAnswer]
    private let requests = Mutex<[WebRequest]>([])

    init(_ answers: [String: HTTPAnswer]) { self.answers = answers }

    var asked: [WebRequest] { requests.withLock { $0 } }

    func answer(to request: WebRequest) async throws(WebFailure) -> HTTPAnswer {
      requests.withLock { $0.append(request) }
      guard let answer = answers[request.address] else { throw .unknownHost }
      return answer
    }
  }

  private func rules(
    _ server: Server, at address: String, hosts: [String: [String]] = ["a.example": ["203.0.113.1"]]
  ) async -> [String] {
    var limits = LiveLimits()
    limits.pause = 0
    let site = LiveSite(
      client: server, limits: limits, validator: Validator(), isForStrangers: true, resolve: { hosts[$0] ?? [] })
    return await site.documents(at: [address], isWhole: false).flatMap { $0.verdict.findings.map(\.rule) }
  }

  @Test(arguments: [
    "http://127.0.0.1/", "http://localhost:8080/", "http://10.0.0.1/", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
    "http://[::a00:1]/", "http://[2002:7f00:1::]/", "http://[fec0::1]/", "http://169.254.169.254/latest/",
    "http://168.63.129.16/", "http://intranet.example/", "http://both.example/", "http://nobody.example/",
    "http://a.example:22/", "http://a.example:8081/", "http://me@a.example/", "http://me:secret@a.example/",
    "http://2130706433/", "http://0x7f.1/", "http://127.0.0.1./", "http://[fe80::1%25eth0]/",
  ])
  func whatIsPrivateIsNotAskedThoughItIsNamed(address: String) async {
    let server = Server([:])
    let hosts = [
      "a.example": ["203.0.113.1"], "intranet.example": ["10.0.0.1"], "both.example": ["203.0.113.1", "192.168.0.1"],
      "127.0.0.1.": ["127.0.0.1"],
    ]
    #expect(await rules(server, at: address, hosts: hosts) == ["http.private"])
    #expect(server.asked.isEmpty)
  }

  @Test func noRedirectAndNoPageLeadsThere() async {
    for target in ["http://127.0.0.1/", "http://intranet.example/", "http://a.example:22/"] {
      let server = Server(["https://a.example/": HTTPAnswer(status: 302, headers: ["location": target])])
      #expect(await rules(server, at: "https://a.example/").contains("http.private"))
      #expect(server.asked.map(\.address) == ["https://a.example/"])
    }
    let page = "<!doctype html><link rel=\"alternate\" type=\"application/rss+xml\" href=\"http://127.0.0.1/feed\">"
    let server = Server([
      "https://a.example/": HTTPAnswer(status: 200, headers: ["content-type": "text/html"], body: Array(page.utf8))
    ])
    #expect(await rules(server, at: "https://a.example/").contains("http.private"))
    #expect(server.asked.allSatisfy { $0.address.hasPrefix("https://a.example/") })
  }

  @Test func aHostIsAskedAtTheAddressThatWasLookedAt() async {
    let server = Server([:])
    for address in [
      "https://a.example/feed", "http://A.example:8080/feed", "https://b.example:443/", "https://[2001:db8::7]/",
    ] {
      let hosts = ["a.example": ["203.0.113.1"], "b.example": ["2001:db8::1"], "2001:db8::7": ["2001:db8::7"]]
      #expect(await rules(server, at: address, hosts: hosts) == ["http.reachable"], "\(address)")
    }
    #expect(server.asked.map(\.host) == ["203.0.113.1", "203.0.113.1", "2001:db8::1", "2001:db8::7"])
  }
}
