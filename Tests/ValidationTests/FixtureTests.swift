import TestSupport
import Testing
import TidingsCore
import Validation

/// Small documents, each of which breaks the rule that its name begins with, or none: `<rule>--<case>`, `ok--<case>`. Those in
/// `profiles` are held against a profile too: `profile.<name>.<rule>--<case>`, and `ok--<name>` for one that is as asked.
@Suite struct FixtureTests {
  static let fixtures: [String] = {
    let folders = (try? Fixtures.names(in: "documents")) ?? []
    return folders.flatMap { folder in
      ((try? Fixtures.names(in: "documents/" + folder)) ?? []).map { folder + "/" + $0 }
    }
  }()

  /// The profile that a fixture of `profiles` is about.
  static func profile(of fixture: String) -> Profile? {
    guard fixture.hasPrefix("profiles/") else { return nil }
    let name = fixture.split(separator: "/").last ?? ""
    let isAsAsked = name.hasPrefix("ok--")
    let word = String(name.dropFirst(isAsAsked ? 4 : "profile.".count).prefix { $0 != "." })
    return Profile(rawValue: word.firstRange(of: "--").map { String(word[..<$0.lowerBound]) } ?? word)
  }

  private func validate(_ fixture: String, profiles: [Profile]) throws -> Verdict {
    let name = String(fixture.split(separator: "/").last ?? "")
    let isRobots = fixture.hasPrefix("robots/")
    let isSitemap = fixture.hasPrefix("sitemap") || FixtureTests.profile(of: fixture) == .googleNews
    let folder = isSitemap || isRobots ? "" : "feeds/"
    return Validator(now: Timestamp(secondsSinceEpoch: 1_790_000_000), profiles: profiles).validate(
      try Fixtures.bytes("documents/" + fixture), path: isRobots ? "robots.txt" : fixture,
      address: "https://example.org/" + folder + (isRobots ? "robots.txt" : name))
  }

  @Test(arguments: fixtures)
  func fixture(_ fixture: String) throws {
    let name = fixture.split(separator: "/").last ?? ""
    let rule = name.firstRange(of: "--").map { String(name[..<$0.lowerBound]) } ?? ""
    let profile = FixtureTests.profile(of: fixture)
    #expect(fixture.hasPrefix("profiles/") == (profile != nil))
    let verdict = try validate(fixture, profiles: profile.map { [$0] } ?? [])
    if let profile {
      // A profile asks for one thing at a time, and for nothing unless it is asked.
      let asked = Set(verdict.findings.map(\.rule).filter { $0.hasPrefix("profile.") })
      #expect(asked.isEmpty == (rule == "ok") && asked.isSubset(of: [rule]), "\(verdict.findings)")
      #expect(asked.allSatisfy { $0.hasPrefix("profile.\(profile.rawValue).") })
      #expect(try !validate(fixture, profiles: []).findings.contains { $0.rule.hasPrefix("profile.") })
    }
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
      "robots.place", "profile.smartnews.size", "xml.size", "json.size", "document.encoding.mismatch", "document.name",
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

  @Test(arguments: Profile.allCases)
  func everyProfileHasAFeedThatIsAsAsked(profile: Profile) {
    #expect(FixtureTests.fixtures.contains("profiles/ok--\(profile.rawValue).xml"))
    #expect(!profile.rules.isEmpty)
    for rule in profile.rules {
      #expect(rule.id.hasPrefix("profile.\(profile.rawValue)."))
      #expect(rule.source?.address.hasPrefix("https://") == true && rule.source?.profile == profile.rawValue)
      #expect(rule.formats.isSubset(of: profile.formats) && !rule.formats.isEmpty)
    }
  }

  @Test func aLargeFeedIsTooLargeForSmartNews() throws {
    var text = String(decoding: try Fixtures.bytes("documents/profiles/ok--smartnews.xml"), as: UTF8.self)
    text = text.replacing("</channel>", with: "<!--" + String(repeating: "x", count: 1_048_576) + "--></channel>")
    let found = Validator(profiles: [.smartNews]).validate(Array(text.utf8), path: "feed.xml").findings
    #expect(found.map(\.rule) == ["profile.smartnews.size"])
  }

  @Test func severalProfilesAreAskedTogether() throws {
    let bytes = try Fixtures.bytes("documents/profiles/ok--google-news.xml")
    #expect(Validator(profiles: [.apple, .msn]).validate(bytes, path: "sitemap.xml").findings.isEmpty)
    let feed = Array("<rss version=\"2.0\"><channel><item/></channel></rss>".utf8)
    let asked = Validator(profiles: [.apple, .podcasting2]).validate(feed, path: "feed.xml").findings.map(\.rule)
    #expect(asked.contains("profile.apple.image") && asked.contains("profile.podcasting2.image"))
  }

  @Test func whatIsBrokenManyTimesIsReportedOnce() {
    let items = String(repeating: "<item><title>A</title></item>", count: 5000)
    let feed = "<rss version=\"2.0\"><channel><title>A</title>\(items)</channel></rss>"
    let found = Validator(profiles: [.apple]).validate(Array(feed.utf8), path: "feed.xml").findings
      .filter { $0.rule == "profile.apple.enclosure" }
    #expect(found.map(\.message) == ["The item has no enclosure, and 4999 more are alike"])
    #expect(found.first?.related.count == 20)
  }

  @Test func ruleIdsAreUnique() {
    #expect(Set(Rules.all.map(\.id)).count == Rules.all.count)
  }
}
