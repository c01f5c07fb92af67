import Testing
import TidingsCore
import Validation

/// What is reported of how addresses are written.
@Suite struct AddressTests {
  /// The findings on an item's link, with what the finding proposes.
  private func findings(_ link: String) -> [(rule: String, message: String, remedy: String?)] {
    let text = """
      <rss version="2.0"><channel><title>River</title><link>https://a.example/</link><description>d</description>
      <item><title>Mist</title><link>\(link)</link></item></channel></rss>
      """
    return Validator().validate(Array(text.utf8), path: "d").findings
      .filter { $0.rule.hasPrefix("address.") || $0.rule == "rss.link.absolute" }
      .map { ($0.rule, $0.message, $0.remedy) }
  }

  @Test(arguments: [
    "https://[2001:db8::1]/", "https://[2001:db8::1]:8080/a", "https://[v1.a:b]/", "https://a.example:8080/",
    "https://a.example:/",
    "https://b:c@a.example/", "https://a.example/%5B1%5D", "https://a.example/b:c:d", "https://a.example/!$'()*+,;=@~",
    "at://did:plc:pzznkrzajsaqev3ffamg3jnr/app.bsky.feed.post/3l", "urn:isbn:9783161484100", "mailto:a@a.example",
  ])
  func whatAnAddressMayHaveIsNotReported(link: String) {
    #expect(findings(link).isEmpty)
  }

  @Test(arguments: [
    ("https://a.example/b c", "rss.link.absolute", "a blank at character 20", "https://a.example/b%20c"),
    ("https://a.example/ü|", "rss.link.absolute", "a '|' at character 20", "https://a.example/ü%7C"),
    ("https://a.example\\b", "rss.link.absolute", "a '\\' at character 18", "https://a.example/b"),
    ("https://a.example/b^c`", "rss.link.absolute", "a '^' at character 20", "https://a.example/b%5Ec%60"),
    ("https://a.example/{b}", "rss.link.absolute", "a '{' at character 19", "https://a.example/%7Bb%7D"),
    ("https://a.example/b\tc", "rss.link.absolute", "a tab at character 20", "https://a.example/bc"),
    ("https://a.example/b[1]", "address.character", "a '[' at character 20", "https://a.example/b%5B1%5D"),
    ("https://a.example/%zz", "address.percent", "a '%' at character 19", "https://a.example/%25zz"),
    ("https://a.example/100%", "address.percent", "a '%' at character 22", "https://a.example/100%25"),
  ])
  func theCharacterItsPlaceAndTheRightSpellingAreNamed(link: String, rule: String, what: String, right: String) throws {
    let finding = try #require(findings(link).first)
    #expect(finding.rule == rule)
    #expect(finding.message.contains(what), "\(finding.message)")
    #expect(finding.remedy?.contains(right) == true, "\(finding.remedy ?? "")")
    #expect(findings(link).count == 1)
  }

  @Test(arguments: ["https://a.example:web/", "https://a.example:65536/", "https://[2001:db8::1]:-1/"])
  func aPortIsANumberUpTo65535(link: String) {
    #expect(findings(link).map(\.rule) == ["address.character"])
    #expect(findings(link).first?.message.contains("port") == true)
  }

  @Test(arguments: ["https://[2001:xyz::1]/", "https://[a.example]/", "https://a.example/[", "https://a.example/#]"])
  func bracketsHoldAnIPAddressAndStandNowhereElse(link: String) {
    #expect(findings(link).map(\.rule) == ["address.character"])
  }
}
