import Testing

@testable import ValidatorSite

/// Who asks, and how much of it is done at a time.
@Suite struct VisitorTests {
  @Test(arguments: [
    ("203.0.113.7", "203.0.113.7"), (" 203.0.113.7:4711", "203.0.113.7"), ("::ffff:203.0.113.7", "203.0.113.7"),
    ("[::ffff:cb00:7107]:80", "203.0.113.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("2001:DB8:1:2::9", "2001:db8:1:2::/64"), ("[2001:db8::1]", "2001:db8:0:0::/64"), ("::1", "0:0:0:0::/64"),
    ("fe80::1%eth0", "fe80:0:0:0::/64"), ("unknown", nil), ("", nil), ("1.2.3", nil), ("1.2.3.256", nil),
    ("1:2:3", nil), ("1::2::3", nil), (":::", nil), ("1.2.3.4, 5.6.7.8", nil), ("example.org:80", nil), ("+1::", nil),
    (String(repeating: "1", count: 100), nil),
  ])
  func addressesStandForVisitors(text: String, key: String?) { #expect(VisitorAddress.key(text) == key) }

  @Test(arguments: [
    ("feed.xml", "feed.xml"), ("C:\\Users\\me\\feed.xml", "feed.xml"), ("../../etc/passwd", "passwd"), ("", "document"),
    ("..", "document"), ("a\u{0}\r\n\u{202E}lmx.b", "almx.b"), ("a/", "document"),
    ("<script>alert(1)<\u{2F}script>.xml", "script>.xml"), ("%22 onload=%22.xml", "\" onload=\".xml"),
    (String(repeating: "n", count: 300), String(repeating: "n", count: 100)),
  ])
  func namesOfFilesAreShownWithoutWhatNoNameHas(name: String, shown: String) { #expect(FileName.shown(name) == shown) }

  @Test func oneAtATimeAndSoMuchInAll() {
    let visitors = Visitors(memory: 100)
    #expect(visitors.enter("a") && !visitors.enter("a") && visitors.enter("b"))
    visitors.leave("a")
    #expect(visitors.enter("a"))
    let first = ConcurrencyLimit(limit: 70, of: visitors)
    let second = ConcurrencyLimit(limit: 70, of: visitors)
    #expect(first.take(60) && !first.take(20) && first.isOverLimit)
    #expect(second.take(40) && !second.take(1) && !second.isOverLimit)
    first.giveBack()
    #expect(second.take(30))
  }

  @Test func placesAreGivenInTurn() async {
    let places = VisitorLimit(1)
    #expect(await places.take(within: .seconds(1)))
    #expect(await !places.take(within: .milliseconds(20)))
    async let waiting = places.take(within: .seconds(20))
    try? await Task.sleep(for: .milliseconds(50))
    places.give()
    #expect(await waiting)
    places.give()
    #expect(await places.take(within: .seconds(1)))
    // Nobody waits behind a queue that is long already.
    let refused = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 { group.addTask { await places.take(within: .milliseconds(50)) } }
      return await group.reduce(0) { $0 + ($1 ? 0 : 1) }
    }
    #expect(refused == 20)
  }
}
