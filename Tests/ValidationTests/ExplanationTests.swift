import Testing
import TidingsCore
import Validation

/// What `tidings rules RULE` shows as wrong is wrong, and what it shows as right is right.
@Suite struct ExplanationTests {
  private func findings(_ document: String, _ explanation: Explanation) -> [Finding] {
    let names = ["sitemap": "sitemap.xml", "json": "feed.json", "opml": "feeds.opml", "robots": "robots.txt"]
    let name = names[String(explanation.rule.prefix { $0 != "." })] ?? "feed.xml"
    return Validator(now: Timestamp(secondsSinceEpoch: 1_790_000_000)).validate(
      Array(document.utf8), path: name, address: "https://example.org/" + name
    ).findings
  }

  @Test(arguments: Explanations.all)
  func bothExamplesAreValidated(_ explanation: Explanation) {
    let wrong = findings(explanation.wrongDocument, explanation)
    #expect(wrong.contains { $0.rule == explanation.rule }, "\(explanation.wrongDocument)\n\(wrong)")
    let right = findings(explanation.rightDocument, explanation)
    #expect(!right.contains { $0.rule == explanation.rule }, "\(explanation.rightDocument)\n\(right)")
    #expect(!right.hasErrors, "\(explanation.rightDocument)\n\(right)")
  }

  @Test func eachIsOfARuleAndStandsOnce() {
    let ids = Explanations.all.map(\.rule)
    #expect(Set(ids).count == ids.count)
    #expect(ids.count >= 100)
    #expect(Set(ids).subtracting(Rules.all.map(\.id)) == [])
    #expect(Explanations.of("rss.guid.unique")?.quote?.contains("uniqueness") == true)
    #expect(Explanations.of("xml.depth") == nil)
  }
}
