import Foundation
import TestSupport
import Testing

@Suite struct ValidateCommandTests {
  private let folder = TemporaryFolder()
  private let valid = """
    <opml version="2.0"><head/><body><outline text="a"/></body></opml>

    """

  @Test func oneObjectALine() throws {
    try folder.write(valid, to: "a.opml")
    try folder.write("<rss version=\"2.0\"><channel>\n<title>T</title></channel></rss>", to: "b.xml")
    let result = try Program.run("validate", "--format", "jsonl", "a.opml", "b.xml", in: folder.path)
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\n")
    #expect(lines[0] == "{\"path\": \"a.opml\", \"format\": \"opml\", \"valid\": true, \"findings\": []}")
    let second = try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: Any]
    let findings = second?["findings"] as? [[String: Any]]
    #expect(second?["format"] as? String == "rss")
    #expect(second?["valid"] as? Bool == false)
    let required = findings?.first { $0["rule"] as? String == "rss.element.required" }
    #expect(required?["line"] as? Int == 1)
    #expect(required?["column"] as? Int == 20)
  }

  @Test func humansGetSentences() throws {
    try folder.write("<opml version=\"2.0\"><head/><body><outline/></body></opml>", to: "a.opml")
    let result = try Program.run("validate", "a.opml", in: folder.path)
    #expect(
      result.output == """
        a.opml:1:34: error: There is no text in outline [opml.attribute.required]
            <opml version="2.0"><head/><body><outline/></body></opml>
                                             ^
          Add text="…" to <outline>.
        1 document, not valid: 1 error, 0 warnings
        'tidings rules opml.attribute.required' explains the rule.

        """)
  }

  @Test func aFolderIsValidatedWhole() throws {
    try folder.write(valid, to: "d/a.opml")
    try folder.write("{\"name\": \"package\"}", to: "d/package.json")
    try folder.write("<html/>", to: "d/page.xml")
    try folder.write("not a document", to: "d/readme.txt")
    let result = try Program.run("validate", "d", in: folder.path)
    #expect(result.output == "1 document, valid: 0 errors, 0 warnings\n")
    #expect(result.status == 0)
  }

  @Test func whatTidingsMakesIsValidWhereItIsServed() throws {
    let result = try Program.run(
      "validate", Fixtures.repository + "/output", "--base-url", "https://health.example.org/", "--strict",
      in: folder.path)
    #expect(result.output == "31 documents, valid: 0 errors, 0 warnings\n")
    let elsewhere = try Program.run(
      "validate", Fixtures.repository + "/output", "--base-url", "https://other.example.org/", in: folder.path)
    #expect(elsewhere.status == 1)
    #expect(elsewhere.output.contains("[feed.self.matches]"))
  }

  @Test func standardInputAndItsAddress() throws {
    let feed = Fixtures.repository + "/output/rss.xml"
    func validate(_ url: String) throws -> Int32 {
      let process = Program.process(["validate", "--url", url, "-"], in: folder.path)
      process.standardInput = FileHandle(forReadingAtPath: feed)
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    #expect(try validate("https://health.example.org/rss.xml") == 0)
    #expect(try validate("https://health.example.org/other.xml") == 1)
    #expect(try Program.run("validate", "--url", "https://a.example/", "a", "b", in: folder.path).status == 64)
  }

  @Test func rulesExplainThemselves() throws {
    let one = try Program.run("rules", "rss.guid.unique", in: folder.path)
    #expect(
      one.output == """
        rss.guid.unique (error): No two items have one guid
          Formats:   rss
          Why:       Readers show only one of them.
          Hurt:      Readers that keep what they have seen by its guid never show the second item.
          Written:   RSS 2.0, <guid>
                     "It's up to the source of the feed to establish the uniqueness of the string."
          To fix:    Give each item a guid of its own.
          W3C event: DuplicateValue

          Wrong
            <item><title>Summer</title><guid>https://example.org/news</guid></item>
            <item><title>Autumn</title><guid>https://example.org/news</guid></item>

          Right
            <item><title>Summer</title><guid>https://example.org/summer</guid></item>
            <item><title>Autumn</title><guid>https://example.org/autumn</guid></item>

        """)
    let all = try Program.run("rules", "--format", "json", in: folder.path)
    let rules = try JSONSerialization.jsonObject(with: Data(all.output.utf8)) as? [[String: String]]
    let ids = (rules ?? []).compactMap { $0["id"] }
    #expect(ids.count > 80)
    #expect(Set(ids).count == ids.count)
    let slip = try Program.run("rules", "rss.guid.uniqe", in: folder.path)
    #expect(slip.status == 66)
    #expect(slip.errors == "tidings: there is no rule rss.guid.uniqe; did you mean rss.guid.unique?\n")
  }

  @Test func oneCauseIsReportedOnceWithAllItsPlaces() throws {
    let items = (1...150).map {
      "<item><title>\($0)</title><link>/\($0)</link><guid>https://a.example/\($0)</guid></item>"
    }
    try folder.write(
      "<rss version=\"2.0\"><channel><title>A</title><link>https://a.example/</link><description>d</description>\n"
        + items.joined(separator: "\n") + "</channel></rss>", to: "a.rss")
    let human = try Program.run("validate", "a.rss", in: folder.path)
    #expect(human.output.contains("  150 places in all; the others are 3:23, 4:23,"))
    #expect(human.output.contains(" and 139 more\n") && human.output.contains("not valid: 1 error, 1 warning\n"))
    #expect(human.output.hasSuffix("'tidings rules rss.link.absolute' explains that rule, and so on for the others.\n"))
    let lines = try Program.run("validate", "--format", "jsonl", "a.rss", in: folder.path)
    let verdict = try JSONSerialization.jsonObject(with: Data(lines.output.utf8)) as? [String: Any]
    let link = (verdict?["findings"] as? [[String: Any]])?.first { $0["rule"] as? String == "rss.link.absolute" }
    #expect(link?["count"] as? Int == 150 && (link?["places"] as? [[String: Any]])?.count == 149)
    let sarif = try Program.run("validate", "--format", "sarif", "a.rss", in: folder.path)
    #expect(sarif.output.contains("\"occurrenceCount\": 150"))
    #expect(!sarif.output.contains("\"fixes\""))
  }

  @Test func editorsAreReportedWhatMends() throws {
    let text =
      "<rss version=\"2.0\"><channel><title>Ä & B</title><link>https://a.example/?a=1&b=2</link>\n"
      + "<description>d</description><pubDate>2026-01-02</pubDate></channel></rss>\n"
    try folder.write(text, to: "a.rss")
    _ = try Program.run("validate", "--fix", "--output", "mended", "a.rss", in: folder.path)
    let mended = try String(contentsOfFile: folder.path + "/mended/a.rss", encoding: .utf8)
    let sarif = try Program.run("validate", "--format", "sarif", "a.rss", in: folder.path)
    let log = try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any]
    let results = (log?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]] ?? []
    let changes = results.flatMap { $0["fixes"] as? [[String: Any]] ?? [] }.flatMap {
      $0["artifactChanges"] as? [[String: Any]] ?? []
    }
    let replacements = changes.flatMap { $0["replacements"] as? [[String: Any]] ?? [] }
    #expect(replacements.count >= 2)
    // Made from the last to the first, they give what --fix writes.
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
    func number(_ replacement: [String: Any], _ name: String) -> Int {
      (replacement["deletedRegion"] as? [String: Int])?[name] ?? 0
    }
    let ordered = replacements.sorted {
      (number($0, "startLine"), number($0, "startColumn")) > (number($1, "startLine"), number($1, "startColumn"))
    }
    for replacement in ordered {
      let line = number(replacement, "startLine") - 1
      #expect(number(replacement, "endLine") == line + 1)
      let new = (replacement["insertedContent"] as? [String: String])?["text"] ?? ""
      lines[line].replaceSubrange(
        (number(replacement, "startColumn") - 1)..<(number(replacement, "endColumn") - 1), with: new.unicodeScalars)
    }
    #expect(lines.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n") == mended)
  }

  @Test func outputsOfOtherTools() throws {
    try folder.write("<opml version=\"2.0\"><head/><body><outline/></body></opml>", to: "a,b.opml")
    try folder.write(valid, to: "c.opml")
    let github = try Program.run("validate", "--format", "github", "a,b.opml", in: folder.path)
    #expect(
      github.output
        == "::error file=a%2Cb.opml,line=1,col=34,title=opml.attribute.required::There is no text in outline"
        + "%0AAdd text=\"…\" to <outline>.\n"
    )
    let sarif = try Program.run("validate", "--format", "sarif", "a,b.opml", in: folder.path)
    let log = try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any]
    let run = (log?["runs"] as? [[String: Any]])?.first
    #expect(log?["version"] as? String == "2.1.0")
    #expect((run?["results"] as? [[String: Any]])?.first?["ruleId"] as? String == "opml.attribute.required")
    let junit = try Program.run("validate", "--format", "junit", "a,b.opml", "c.opml", in: folder.path)
    #expect(junit.status == 1)
    #expect(junit.output.contains("<testsuite name=\"tidings validate\" tests=\"2\" failures=\"1\">"))
    #expect(junit.output.contains("<testcase classname=\"opml\" name=\"c.opml\"/>"))
  }

  @Test func whatIsNotThereIsSaidSo() throws {
    let result = try Program.run("validate", "nothing.xml", in: folder.path)
    #expect(result.status == 66)
    #expect(result.errors == "tidings: there is no file or folder nothing.xml\n")
  }

  private let broken = "<opml version=\"2.0\"><head/><body><outline/></body></opml>"

  @Test func decisionsChangeSeverities() throws {
    try folder.write(broken, to: "a.opml")
    let off = try Program.run(
      "validate", "--rule", "opml.attribute.required=off because texts follow later", "a.opml", in: folder.path)
    #expect(off.status == 0)
    let elsewhere = try Program.run(
      "validate", "--rule", "opml.attribute.required b*=off because texts follow later", "a.opml", in: folder.path)
    #expect(elsewhere.status == 1)
    let mistyped = try Program.run(
      "validate", "--rule", "opml.atribute.required=off because x", "a.opml", in: folder.path)
    #expect(mistyped.status == 64)
    #expect(mistyped.errors.contains("did you mean opml.attribute.required?"))
    try folder.write(
      "site: {baseURL: 'https://a.example/', title: A}\nvalidation:\n  rules:\n"
        + "    opml.attribute.required: warning because texts follow later\n", to: "tidings.yaml")
    let configured = try Program.run("validate", "--format", "jsonl", "a.opml", in: folder.path)
    #expect(configured.status == 0)
    #expect(configured.output.contains("\"severity\": \"warning\""))
  }

  @Test func aProfileIsFollowedWhereItIsAskedFor() throws {
    let name = "documents/profiles/profile.apple.image--none.xml"
    try folder.write(String(decoding: try Fixtures.bytes(name), as: UTF8.self), to: "feed.xml")
    let address = ["--url", "https://example.org/feeds/profile.apple.image--none.xml", "--now", "2026-09-21T00:00:00Z"]
    let plain = try Program.run(["validate"] + address + ["feed.xml"], in: folder.path)
    #expect(plain.output == "1 document, valid: 0 errors, 0 warnings\n")
    let asked = try Program.run(
      ["validate", "--profile", "spotify", "--profile", "apple"] + address + ["feed.xml"], in: folder.path)
    #expect(asked.status == 1)
    #expect(asked.output.contains("The channel has no itunes:image [profile.apple.image]"))
    #expect(asked.output.contains("The channel has no itunes:image or image/url [profile.spotify.image]"))
    #expect(
      asked.output.contains(
        "  Asked for by the profile apple: https://help.apple.com/itc/podcasts_connect/#/itcb54353390\n"))
    let slip = try Program.run("validate", "--profile", "aple", "feed.xml", in: folder.path)
    #expect(slip.status == 64)
    #expect(slip.errors.contains("there is no profile aple; it can be apple, spotify, podcasting2, google-news"))
    let site = "site: {baseURL: 'https://a.example/', title: A}\nvalidation:\n  profiles: [apple]\n"
    try folder.write(site + "  rules:\n    profile.apple.image: info because a picture follows\n", to: "tidings.yaml")
    let configured = try Program.run(["validate", "--format", "json"] + address + ["feed.xml"], in: folder.path)
    #expect(configured.status == 0 && configured.output.contains("profile.apple.image"))
    try folder.write(site.replacing("[apple]", with: "[aple]"), to: "tidings.yaml")
    let unknown = try Program.run("validate", "feed.xml", in: folder.path)
    #expect(unknown.status == 78 && unknown.errors.contains("There is no profile 'aple'; it can be apple"))
  }

  @Test func rulesOfProfilesAreListedWithSourceAndDate() throws {
    let all = try Program.run("rules", in: folder.path)
    #expect(
      all.output.contains(
        "profile.rss-best-practices.docs (info): docs names the specification of the RSS Advisory Board; "
          + "https://www.rssboard.org/rss-profile#element-channel-docs, 2026-11-28\n"))
    let one = try Program.run("rules", "profile.msn.age", in: folder.path)
    #expect(one.output.contains("  Profile:   msn\n") && one.output.contains("looked up 2026-11-28"))
  }

  @Test func aBaselineHidesWhatIsKnown() throws {
    try folder.write(broken, to: "a.opml")
    #expect(try Program.run("validate", "--write-baseline", "known.json", "a.opml", in: folder.path).status == 0)
    #expect(try Program.run("validate", "--baseline", "known.json", "a.opml", in: folder.path).status == 0)
    // The same fault lower down is known, a second one is not.
    try folder.write("<!-- moved -->\n" + broken, to: "a.opml")
    #expect(try Program.run("validate", "--baseline", "known.json", "a.opml", in: folder.path).status == 0)
    try folder.write(broken.replacing("<outline/>", with: "<outline/><outline/>"), to: "a.opml")
    let result = try Program.run("validate", "--baseline", "known.json", "a.opml", in: folder.path)
    #expect(result.status == 1)
    #expect(result.output.contains("1 error"))
    try folder.write("{\"version\": 2}", to: "known.json")
    #expect(try Program.run("validate", "--baseline", "known.json", "a.opml", in: folder.path).status == 66)
  }

  @Test func theSourceIsShownWithACaret() throws {
    try folder.write(
      "<opml version=\"2.0\"><head/><body>\n\t<outline text=\"医療\" isComment=\"maybe\"/></body></opml>", to: "a.opml")
    let result = try Program.run("validate", "a.opml", in: folder.path)
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("a.opml:2:21: error:"))
    #expect(lines[1] == "     <outline text=\"医療\" isComment=\"maybe\"/></body></opml>")
    #expect(lines[2] == "                          ^")
  }
}
