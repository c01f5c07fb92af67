import Documents
import TestSupport
import Testing
import Validation

/// Small documents, each of which breaks the rule that its name begins with, or none: `<rule>--<case>`, `ok--<case>`.
@Suite struct FixtureTests {
  static let fixtures: [String] = {
    let folders = (try? Fixtures.names(in: "documents")) ?? []
    return folders.flatMap { folder in
      ((try? Fixtures.names(in: "documents/" + folder)) ?? []).map { folder + "/" + $0 }
    }
  }()

  private func judge(_ fixture: String) throws -> Verdict {
    let name = String(fixture.split(separator: "/").last ?? "")
    let isRobots = fixture.hasPrefix("robots/")
    let folder = fixture.hasPrefix("sitemap") || isRobots ? "" : "feeds/"
    return Validator(now: Timestamp(secondsSinceEpoch: 1_790_000_000)).judge(
      try Fixtures.bytes("documents/" + fixture), path: isRobots ? "robots.txt" : fixture,
      address: "https://example.org/" + folder + (isRobots ? "robots.txt" : name))
  }

  @Test(arguments: fixtures)
  func fixture(_ fixture: String) throws {
    let name = fixture.split(separator: "/").last ?? ""
    let rule = name.firstRange(of: "--").map { String(name[..<$0.lowerBound]) } ?? ""
    let verdict = try judge(fixture)
    if rule == "ok" {
      #expect(verdict.findings.isEmpty, "\(verdict.findings)")
      #expect(verdict.isValid)
    } else {
      #expect(Rules.all.contains { $0.id == rule }, "no rule is called \(rule)")
      #expect(verdict.findings.contains { $0.rule == rule }, "\(verdict.findings)")
    }
  }

  @Test func everyRuleHasAFixtureOrATestOfItsOwn() {
    let generated: Set = [
      "sitemap.count", "sitemap.size", "sitemap.news.count", "sitemap.image.count", "xml.depth", "document.schema",
      "robots.size",
      "robots.place", "xml.size", "document.encoding.mismatch", "document.name",
    ]
    let shown = Set(
      FixtureTests.fixtures.compactMap { fixture in
        let name = fixture.split(separator: "/").last ?? ""
        return name.firstRange(of: "--").map { String(name[..<$0.lowerBound]) }
      })
    // Rules on sets have a test of their own that holds the same.
    for rule in Rules.all where !rule.id.hasPrefix("set.") {
      #expect(shown.contains(rule.id) || generated.contains(rule.id), "\(rule.id)")
    }
  }

  @Test func ruleIdsAreUnique() {
    #expect(Set(Rules.all.map(\.id)).count == Rules.all.count)
  }
}
