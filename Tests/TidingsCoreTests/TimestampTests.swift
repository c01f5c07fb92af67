import Testing
import TidingsCore

@Suite struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (1_613_990_802, "2021-02-22T10:46:42Z"),
    (-1, "1969-12-31T23:59:59Z"), (-2_208_988_800, "1900-01-01T00:00:00Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
    (-62_167_219_200, "0000-01-01T00:00:00Z"),
  ])
  func knownInstants(seconds: Int64, text: String) {
    #expect(Timestamp(secondsSinceEpoch: seconds).rfc3339 == text)
  }

  @Test func fractionsLoseOnlyTrailingZeros() {
    #expect(Timestamp(microseconds: 1_613_990_802_897_697).rfc3339 == "2021-02-22T10:46:42.897697Z")
    #expect(Timestamp(microseconds: 1_500_000).rfc3339 == "1970-01-01T00:00:01.5Z")
    #expect(Timestamp(microseconds: 1_000_010).rfc3339 == "1970-01-01T00:00:01.00001Z")
    #expect(Timestamp(microseconds: -1).rfc3339 == "1969-12-31T23:59:59.999999Z")
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    var expected = Timestamp.Components(year: 1799, month: 12, day: 31)
    for day in -62_092...83_999 {
      let instant = Timestamp(secondsSinceEpoch: Int64(day) * 86400)
      let found = instant.components
      #expect(Timestamp(found) == instant)
      if day > -62_092 {
        let follows = (found.year, found.month, found.day) > (expected.year, expected.month, expected.day)
        #expect(follows)
      }
      expected = found
    }
  }

  @Test(arguments: [("2021-02-22", 1), ("1970-01-01", 4), ("1969-12-31", 3), ("2000-01-01", 6), ("2024-02-29", 4)])
  func weekdays(day: String, weekday: Int) {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    let instant = Timestamp(Timestamp.Components(year: parts[0], month: parts[1], day: parts[2]))
    #expect(instant?.weekday == weekday)
  }

  @Test func impossibleDaysAreRefused() {
    #expect(Timestamp(Timestamp.Components(year: 2023, month: 2, day: 29)) == nil)
    #expect(Timestamp(Timestamp.Components(year: 1900, month: 2, day: 29)) == nil)
    #expect(Timestamp(Timestamp.Components(year: 2000, month: 2, day: 29)) != nil)
    #expect(Timestamp(Timestamp.Components(year: 2023, month: 13, day: 1)) == nil)
    #expect(Timestamp(Timestamp.Components(year: 2023, month: 4, day: 31)) == nil)
    #expect(Timestamp(Timestamp.Components(year: 2023, month: 1, day: 1, hour: 24)) == nil)
  }

  @Test func offsetsAreTakenOff() {
    let local = Timestamp.Components(year: 2022, month: 3, day: 27, hour: 10, minute: 15)
    #expect(Timestamp(local, offset: 7200)?.rfc3339 == "2022-03-27T08:15:00Z")
    #expect(Timestamp(local, offset: -5 * 3600)?.rfc3339 == "2022-03-27T15:15:00Z")
  }
}

@Suite struct TimestampReadingTests {
  @Test func readsWhatItWrites() {
    var value: Int64 = 1
    for step in 0..<4000 as Range<Int64> {
      value = (value &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407) & 0x001F_FFFF_FFFF_FFFF
      let instant = Timestamp(microseconds: step % 3 == 0 ? value / 1_000_000 * 1_000_000 : value)
      #expect(Timestamp(rfc3339: instant.rfc3339) == instant)
    }
  }

  @Test(arguments: [
    "", "2026-11-01", "2026-11-01T00:00:00", "2026-11-01T00:00:00+00:00", "2026-11-01t00:00:00Z",
    "2026-11-31T00:00:00Z",
    "2026-11-01T00:00:00.Z", "2026-11-01T00:00:00.1234567Z", "2026-11-01T00:00:0xZ", "2026-11-01 00:00:00Z",
  ])
  func readsNothingElse(text: String) { #expect(Timestamp(rfc3339: text) == nil) }
}
