import ContentCorpus
import Testing
import TidingsCore

@Suite struct ContentDateTests {
  @Test(arguments: [
    ("2021-02-22", "2021-02-22T00:00:00Z"), ("2021-02-22T10:46:42.897697Z", "2021-02-22T10:46:42.897697Z"),
    ("2021-02-22 10:46", "2021-02-22T10:46:00Z"), ("2021-02-22T10:46:42+02:00", "2021-02-22T08:46:42Z"),
    ("2021-02-22 10:46:42 -0530", "2021-02-22T16:16:42Z"), ("2021-02-22T10:46:42 UTC", "2021-02-22T10:46:42Z"),
    ("2021-02-22T10:46:42.1234567891Z", "2021-02-22T10:46:42.123456Z"), (" 2021-02-22 ", "2021-02-22T00:00:00Z"),
    ("2021-02-22T10:46:42+05", "2021-02-22T05:46:42Z"), ("2020-02-29", "2020-02-29T00:00:00Z"),
  ])
  func readable(text: String, expected: String) {
    #expect(ContentDate.parse(text, zone: .utc)?.rfc3339 == expected)
  }

  @Test(arguments: [
    "", "today", "2021-02-30", "2021-02-22T25:00", "2021-02-22T10", "2021-02-22x",
    "2021-02-22T10:46:42+25:00", "0", "2021-02-22T10:46:42Z Z",
  ])
  func unreadable(text: String) {
    #expect(ContentDate.parse(text, zone: .utc) == nil)
  }

  @Test func aDateWithoutZoneIsInThatOfTheSite() throws {
    let zone = try #require(SiteTimeZone("America/New_York"))
    #expect(ContentDate.parse("2023-05-04 09:30", zone: zone)?.rfc3339 == "2023-05-04T13:30:00Z")
    #expect(ContentDate.parse("2023-01-04 09:30", zone: zone)?.rfc3339 == "2023-01-04T14:30:00Z")
    #expect(ContentDate.parse("2023-01-04T09:30Z", zone: zone)?.rfc3339 == "2023-01-04T09:30:00Z")
  }

  @Test func hoursThatOccurTwiceOrNever() throws {
    let zone = try #require(SiteTimeZone("Europe/Berlin"))
    // Clocks went back at 03:00 on 29 October 2023: the first 02:30 is meant.
    #expect(ContentDate.parse("2023-10-29T02:30", zone: zone)?.rfc3339 == "2023-10-29T00:30:00Z")
    // They went forward at 02:00 on 26 March 2023: there was no 02:30.
    #expect(ContentDate.parse("2023-03-26T02:30", zone: zone)?.rfc3339 == "2023-03-26T01:30:00Z")
  }

  @Test func zonesHaveTheNamesOfTheirDatabase() {
    #expect(SiteTimeZone("UTC") != nil)
    #expect(SiteTimeZone("Europe/Nowhere") == nil)
    #expect(SiteTimeZone("EST") == nil)
  }
}

@Suite struct SitePathTests {
  @Test(arguments: [
    "../x", "a/../b", "a//b", ".hidden", "a/.git/b", "a\\b", "a\u{0}b", "a\u{202E}b", "", "/", "..",
    String(repeating: "a", count: 201), "/\u{301}x", "a/\u{301}x", "x\u{600}/y", ".\u{301}x", "a/.\u{301}/b",
  ])
  func refused(path: String) {
    #expect(SitePath.safe(path) == nil)
  }

  @Test(arguments: [("/news/a/", "news/a"), ("topic/ü-1", "topic/ü-1"), ("a.b/c_d~e", "a.b/c_d~e")])
  func accepted(path: String, expected: String) {
    #expect(SitePath.safe(path) == expected)
  }

  @Test(arguments: [
    ("Symplur: Medical Billing", "symplur-medical-billing"), ("C#", "c"), ("Café — Łódź", "café-łódź"),
    ("医療 IT", "医療-it"),
    ("--a--b--", "a-b"), ("!!", ""),
    ("Medical Subject Headings (MeSH): Dentistry", "medical-subject-headings-mesh-dentistry"),
  ])
  func slugs(name: String, expected: String) {
    #expect(SitePath.slug(name) == expected)
  }
}
