import Markup
import TidingsCore
import Validation

/// Verdicts as JUnit XML: a test case for each document, which fails where the document has an error.
enum JUnitOutput {
  static func text(_ verdicts: [(verdict: Verdict, report: Report)]) -> String {
    let failures = verdicts.count { $0.report.errors > 0 }
    var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites>\n"
    text += "  <testsuite name=\"tidings validate\" tests=\"\(verdicts.count)\" failures=\"\(failures)\">\n"
    for (verdict, report) in verdicts { text += testCase(verdict, report) }
    return text + "  </testsuite>\n</testsuites>\n"
  }

  private static func testCase(_ verdict: Verdict, _ report: Report) -> String {
    let name = HTMLText.escaped(FileNameText.shown(verdict.path))
    let start = "    <testcase classname=\"\(verdict.format?.rawValue ?? "unknown")\" name=\"\(name)\""
    guard !report.findings.isEmpty else { return start + "/>\n" }
    let all = HTMLText.escaped(report.findings.map(\.description).joined(separator: "\n"))
    guard let error = report.findings.first(where: { $0.severity == .error }) else {
      return start + ">\n      <system-out>\(all)</system-out>\n    </testcase>\n"
    }
    return start
      + ">\n      <failure type=\"\(HTMLText.escaped(error.rule))\" message=\"\(HTMLText.escaped(error.message))\">"
      + all + "</failure>\n    </testcase>\n"
  }
}
