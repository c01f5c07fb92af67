import ContentCorpus
import TestSupport
import Testing
import TidingsCore

/// Dates as people write them, and whose zone they are in.
@Suite struct DateFormTests {
  private let newYork = SiteTimeZone("America/New_York")!

  @Test(arguments: [
    ("2026-10-5", "2026-10-05T04:00:00Z"), ("2026-1-5 9:05", "2026-01-05T14:05:00Z"),
    ("2022-11-18 9:00:00", "2022-11-18T14:00:00Z"), ("2026/10/05", "2026-10-05T04:00:00Z"),
    ("2026/10/5 9:05", "2026-10-05T13:05:00Z"), ("2026.10.05", "2026-10-05T04:00:00Z"),
    ("2001-12-14t21:59:43.10-05:00", "2001-12-15T02:59:43.1Z"),
    ("2001-12-14 21:59:43.10 -5", "2001-12-15T02:59:43.1Z"),
    ("2001-12-15 2:59:43.10 Z", "2001-12-15T02:59:43.1Z"),
    ("2022-11-18 09:00:00 +0100", "2022-11-18T08:00:00Z"), ("2022-11-18 09:00:00.", "2022-11-18T14:00:00Z"),
    ("2006-01-02 15:04:05.999999999 -0700 MST", "2006-01-02T22:04:05.999999Z"),
    ("Tue Jul 05 2022 10:00:00 GMT+0200 (Central European Summer Time)", "2022-07-05T08:00:00Z"),
    ("Mon, 05 Oct 2026 09:05:00 +0200", "2026-10-05T07:05:00Z"), ("05 Oct 26 09:05 GMT", "2026-10-05T09:05:00Z"),
    ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"), ("Sun Nov  6 08:49:37 1994", "1994-11-06T13:49:37Z"),
    ("Jul 08 2022", "2022-07-08T04:00:00Z"), ("July 8, 2022", "2022-07-08T04:00:00Z"),
    ("JULY 8TH, 2022 at 3:04 PM", "2022-07-08T19:04:00Z"), ("8 July 2022", "2022-07-08T04:00:00Z"),
    ("8th of July, 2022", "2022-07-08T04:00:00Z"), ("8. July 2022", "2022-07-08T04:00:00Z"),
    ("08-Jul-2022", "2022-07-08T04:00:00Z"), ("2022 July 8", "2022-07-08T04:00:00Z"),
    ("Sept. 1, 2022 12 a.m.", "2022-09-01T04:00:00Z"), ("2022-07-08 12:00 am EST", "2022-07-08T05:00:00Z"),
    ("2022-07-08 10:00:00 EST", "2022-07-08T15:00:00Z"), ("2022-07-08 10:00:00 pdt", "2022-07-08T17:00:00Z"),
    ("2022-07-08 10:00 Europe/Berlin", "2022-07-08T08:00:00Z"), ("5.10.2026", "2026-10-05T04:00:00Z"),
    ("13/10/2026", "2026-10-13T04:00:00Z"), ("10/13/2026", "2026-10-13T04:00:00Z"),
    ("5/5/2026", "2026-05-05T04:00:00Z"),
    ("1727740800", "2024-10-01T00:00:00Z"), ("1727740800123", "2024-10-01T00:00:00.123Z"),
    ("20260603", "2026-06-03T04:00:00Z"), ("20260603174500", "2026-06-03T21:45:00Z"),
    ("2026-06-03 24:00:00", "2026-06-04T04:00:00Z"), ("2026-06-03T17:45Z", "2026-06-03T17:45:00Z"),
  ])
  func aFormIsRead(_ text: String, _ instant: String) {
    #expect(ContentDate.parse(text, zone: newYork)?.rfc3339 == instant, "\(text)")
  }

  @Test(arguments: [
    "2026-06", "2024", "2026-13-01", "2026-02-30", "32 July 2022", "July 2022", "someday", "2026-06-03 25:00",
    "2026-06-03 10:00 XYZ", "2026-06-03 10:00 Mars/Phobos", "2026-06-03 13:00 pm", "10:00", "1/2/3",
    "2026-06-03 10:00 +99", "2026-06-03 10:00:00 A", "12345678901234567890", "-1", "tomorrow 10:00", "5/10",
  ])
  func whatIsNoDateIsNone(_ text: String) {
    #expect(ContentDate.reading(of: text, zone: .utc) == .none, "\(text)")
  }

  @Test func twoReadingsAreBothNamed() {
    #expect(
      ContentDate.reading(of: "05/10/2026", zone: .utc)
        == .ambiguous(dayFirst: "5 October 2026", monthFirst: "10 May 2026"))
    #expect(ContentDate.parse("05/10/2026", zone: .utc) == nil)
    #expect(ContentDate.reading(of: "1-2-2026", zone: .utc) != .none)
  }

  @Test func nothingMakesItFail() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "2026", "10", "5", "-", "/", ".", ":", " ", "T", "Z", "+", "AM", "July", "th", ",", "(", ")", "é",
      "99999999999999999999",
      "GMT", "Europe", "_", "0",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      if let date = ContentDate.parse(text, zone: newYork) {
        #expect(ContentDate.parse(date.rfc3339, zone: .utc) == date, "\(text)")
      }
    }
  }
}

/// Where an item's date is from.
@Suite struct DateFieldTests {
  private let folder = TemporaryFolder()

  private func dates(_ convention: Convention = Convention(), zone: String = "UTC") async throws -> [String: String] {
    var settings = CorpusSettings(
      now: Timestamp(Timestamp.Components(year: 2026, month: 12, day: 1))!, siteAddress: "https://a.example/")
    settings.timeZone = SiteTimeZone(zone)!
    settings.convention = convention
    settings.fields = .fields(of: convention.generator)
    let corpus = try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 1)
    let dates = corpus.items.filter { $0.kind == .entry }.map {
      ($0.path.split(separator: "/").last.map(String.init) ?? "", $0.published.rfc3339)
    }
    return Dictionary(dates) { first, _ in first }
  }

  private func write(_ files: [(String, String)]) throws {
    for (path, front) in files { try folder.write("---\ntitle: T\n\(front)\n---\nText\n", to: path) }
  }

  @Test func otherNamesCount() async throws {
    try write([
      ("a.md", "pubDate: 2026-10-06"), ("b.md", "published: true\ncreated: Jul 08 2022"),
      ("c.md", "datePublished: 2026-01-02\ndate: 2026-01-03"), ("d.md", "published: [1]\nlastMod: 2026-01-04"),
      ("e.md", "created: 2020-01-01\npublishDate: 2026-01-05"), ("f.md", "published: false"),
      ("g.md", "published: 05/10/2026"),
    ])
    #expect(
      try await dates() == [
        "a.md": "2026-10-06T00:00:00Z", "b.md": "2022-07-08T00:00:00Z", "c.md": "2026-01-03T00:00:00Z",
        "d.md": "2026-01-04T00:00:00Z", "e.md": "2026-01-05T00:00:00Z",
      ])
  }

  @Test func namesAndAddressesHaveDates() async throws {
    try write([
      ("content/2014-12-12-one.md", "a: 1"), ("content/2014-12-13_two.md", "a: 1"),
      ("content/2014-12-14-three/index.md", "a: 1"), ("content/four.md", "basePath: /2014/12/15/\nslug: four"),
      ("content/2014/12/16/five.md", "a: 1"), ("content/2014-12-17-six.md", "date: 2020-01-01"),
      ("content/20141212.md", "a: 1"),
    ])
    #expect(
      try await dates() == [
        "2014-12-12-one.md": "2014-12-12T00:00:00Z", "2014-12-13_two.md": "2014-12-13T00:00:00Z",
        "index.md": "2014-12-14T00:00:00Z", "four.md": "2014-12-15T00:00:00Z", "five.md": "2014-12-16T00:00:00Z",
        "2014-12-17-six.md": "2020-01-01T00:00:00Z",
      ])
  }

  /// As Jekyll 4.3.1 has them with `timezone: America/New_York`.
  @Test(arguments: [
    ("2026-06-03", "2026-06-03T04:00:00Z"), ("\"2026-06-03\"", "2026-06-03T04:00:00Z"),
    ("2026-06-03 17:45", "2026-06-03T21:45:00Z"), ("2026-06-03 17:45:00", "2026-06-03T17:45:00Z"),
    ("\"2026-06-03 17:45:00\"", "2026-06-03T21:45:00Z"), ("2026-06-03 9:00:00", "2026-06-03T09:00:00Z"),
    ("2026-06-03T17:45:00", "2026-06-03T17:45:00Z"), ("2026-06-03 17:45:00 -5", "2026-06-03T22:45:00Z"),
    ("2026-6-3 7:05:00", "2026-06-03T07:05:00Z"), ("2026/06/03 17:45", "2026-06-03T21:45:00Z"),
    ("June 3, 2026", "2026-06-03T04:00:00Z"), ("3 June 2026 5:45 PM", "2026-06-03T21:45:00Z"),
    ("Wed, 03 Jun 2026 17:45:00 GMT", "2026-06-03T17:45:00Z"), ("2026-06-03 17:45:00 EST", "2026-06-03T22:45:00Z"),
    ("20260603", "2026-06-03T04:00:00Z"), ("2026-06-03 17:45:00.5", "2026-06-03T17:45:00.5Z"),
    ("05/10/2026", "2026-10-05T04:00:00Z"), ("5.10.2026", "2026-10-05T04:00:00Z"),
    ("2026-06-03 17:45:00 America/New_York", "2026-06-03T21:45:00Z"),
    ("2026-06-03 24:00:00", "2026-06-04T00:00:00Z"), ("2026-06-03 18:40::00 -03:00", "2026-06-03T22:40:00Z"),
    ("2026-06-03 18::48::00", "2026-06-03T04:00:00Z"),
  ])
  func zonesOfJekyll(_ text: String, _ instant: String) async throws {
    try write([("_posts/2026-06-01-p.md", "date: \(text)")])
    #expect(try await dates(Convention(.jekyll), zone: "America/New_York") == ["2026-06-01-p.md": instant])
  }
}
