import Testing
import TidingsCore

@Suite struct FindingTests {
  private let rule = Rule(
    "test.rule", .warning, "Things are right", reason: "They should be.", remedy: "Mend it.", w3c: "Wrong")

  @Test func readsAsEditorsKnowIt() {
    let finding = rule.finding(at: SourceLocation(path: "a/b.md", line: 3, column: 7), "This is wrong")
    #expect(finding.description == "a/b.md:3:7: warning: This is wrong [test.rule]\n  Mend it.")
  }

  @Test func placesCountCharactersNotBytes() {
    let text = Array("ab\nçé日x".utf8)
    let place = SourceLocation(path: "t", offset: text.count - 1, in: text)
    #expect(place == SourceLocation(path: "t", line: 2, column: 4))
  }

  @Test func reportsAreInOrderOfPlace() {
    let places = [(2, 1), (1, 9), (1, 2)].map { SourceLocation(path: "t", line: $0.0, column: $0.1) }
    let report = Report(places.map { rule.finding(at: $0) })
    #expect(report.findings.map(\.location.line) == [1, 1, 2])
    #expect(report.findings.map(\.location.column) == [2, 9, 1])
  }

  @Test func strictnessMakesErrorsOfWarnings() {
    let report = Report([rule.finding(at: SourceLocation(path: "t"))])
    #expect((report.errors, report.warnings) == (0, 1))
    #expect((report.strict.errors, report.strict.warnings) == (1, 0))
  }

  @Test func movesBelowAFolder() {
    let finding = rule.finding(at: SourceLocation(path: "x"), related: [SourceLocation(path: "y")])
    #expect(finding.relocated(under: "corpus").location.path == "corpus/x")
    #expect(finding.relocated(under: "corpus/").related.map(\.path) == ["corpus/y"])
    #expect(finding.relocated(under: ".") == finding)
  }
}
