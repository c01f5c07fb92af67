import Testing
import TidingsCore

@testable import ChangeNotifications

@Suite struct RetryPolicyTests {
  private let retryPolicy = RetryPolicy(now: { Timestamp(secondsSinceEpoch: 784_111_777) }, sleep: { _ in })

  @Test(
    arguments: [
      ("120", 120), (" 5 ", 5), ("0", 0), ("Sun, 06 Nov 1994 08:49:40 GMT", 3), ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
      ("Sunday, 06-Nov-94 08:49:37 GMT", nil), ("", nil), ("-3", nil), ("99999999999999999999", 1_000_000_000),
    ] as [(String, Int?)])
  func retryAfter(text: String, seconds: Int?) {
    #expect(retryPolicy.seconds(of: text) == seconds)
  }

  @Test func aKeyIsShortAndPlain() {
    #expect(IndexNow.isKey("73134416ae45434d98edc086e0bf6740"))
    for text in ["1234567", String(repeating: "a", count: 129), "with space", "ümlautkey", "../../etc/passwd"] {
      #expect(!IndexNow.isKey(text))
    }
  }
}

@Suite struct IndexNowTests {
  @Test func aRequestNamesHostKeyAndPages() throws {
    let service = IndexNow(key: "0123456789", keyAddress: "https://a.example/blog/0123456789.txt")
    let request = try service.request(["https://a.example/blog/a/", "https://a.example/blog/ö/"], host: "a.example")
    #expect(request.address == "https://api.indexnow.org/indexnow")
    #expect(request.headers["content-type"] == "application/json; charset=utf-8")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"host":"a.example","key":"0123456789","keyLocation":"https://a.example/blog/0123456789.txt","#
        + #""urlList":["https://a.example/blog/a/","https://a.example/blog/ö/"]}"#)
  }

  /// Answers from memory.
  private actor Engine: HTTPTransport {
    var batches: [Int] = []
    let statuses: [Int]

    init(_ statuses: [Int]) { self.statuses = statuses }

    func answer(to request: WebRequest) async throws(WebFailure) -> HTTPAnswer {
      batches.append(String(decoding: request.body, as: UTF8.self).split(separator: "https://a.example/p").count - 1)
      return HTTPAnswer(status: batches.count <= statuses.count ? statuses[batches.count - 1] : 200)
    }
  }

  private func report(_ count: Int, _ statuses: [Int]) async throws -> (reported: Int, batches: [Int], refused: [Int]) {
    let engine = Engine(statuses)
    let service = IndexNow(key: "0123456789", keyAddress: "https://a.example/0123456789.txt")
    let items = (0..<count).map { PendingNotification.Item(address: "https://a.example/p\($0)", build: 1) }
    var reported = 0
    let refusals = try await Notifier(
      client: engine, retryPolicy: RetryPolicy(now: { Timestamp(microseconds: 0) }, sleep: { _ in })
    ).report(PendingNotification(.indexNow(service), items: items, build: 1), host: "a.example") {
      reported += $0.count
    }
    return (reported, await engine.batches, refusals.map(\.items.count))
  }

  @Test func pagesGoInBatches() async throws {
    let (reported, batches, refused) = try await report(25_001, [])
    #expect(reported == 25_001)
    #expect(batches == [10_000, 10_000, 5001])
    #expect(refused == [])
  }

  @Test func whatWasTakenIsNotedThoughTheRestIsNot() async throws {
    let declined = try await report(25_001, [200, 403])
    #expect(declined.reported == 10_000 && declined.batches.count == 2 && declined.refused == [15_001])
    let late = try await report(15_000, [202, 500, 500, 500, 500, 500])
    #expect(late.reported == 10_000 && late.batches.count == 6 && late.refused == [5000])
  }
}
