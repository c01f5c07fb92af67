import Synchronization
import Testing
import TidingsCore

@testable import Validation

/// Validation that nobody waits for any more.
@Suite struct CancellationTests {
  private static let feed = Array("<rss version='2.0'><channel><item/></channel></rss>".utf8)

  @Test func aTaskThatGoesOnHasTheVerdict() async throws {
    let validator = Validator()
    let examined = try await validator.examineAside(Self.feed, path: "a.xml")
    #expect(examined.verdict == validator.validate(Self.feed, path: "a.xml") && examined.facts != nil)
  }

  @Test func aCancelledTaskHasNone() async {
    let task = Task {
      // Whatever has been cancelled by now has been cancelled before.
      while !Task.isCancelled { await Task.yield() }
      return try await Validator().examineAside(Self.feed, path: "a.xml")
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  /// Where the mark is set, no rule is looked at any more, and nothing is read.
  @Test func whatIsStoppedLooksAtNothing() {
    var validator = Validator()
    let mark = StopMark()
    validator.stop = mark
    #expect(!validator.validate(Self.feed, path: "a.xml").isValid)
    mark.set()
    #expect(validator.validate(Self.feed, path: "a.xml").findings.isEmpty)
    #expect(validator.validate([0x1F, 0x8B, 8], path: "a.xml.gz").format == nil)
  }
}
