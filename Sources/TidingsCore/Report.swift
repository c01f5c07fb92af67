/// The findings of a whole run, in the order of their places, with counts.
public struct Report: Sendable, Hashable {
  public private(set) var findings: [Finding] = []

  public init(_ findings: some Sequence<Finding> = []) {
    self.findings = findings.sorted()
  }

  public var errors: Int { findings.count { $0.severity == .error } }
  public var warnings: Int { findings.count { $0.severity == .warning } }

  /// The same report with every warning made an error.
  public var strict: Report {
    Report(
      findings.map { finding in
        var copy = finding
        if copy.severity == .warning { copy.severity = .error }
        return copy
      })
  }
}
