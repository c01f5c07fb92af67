import TidingsCore

/// Findings as GitHub Actions shows them beside the lines of a change
/// (docs.github.com, Workflow commands for GitHub Actions).
enum AnnotationOutput {
  static func line(_ finding: Finding) -> String {
    let command =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .info: "notice"
      }
    let place = finding.location
    let message = finding.message + (finding.remedy.isEmpty ? "" : "\n" + finding.remedy)
    return "::\(command) file=\(property(place.shownPath)),line=\(place.line),col=\(place.column)"
      + ",title=\(property(finding.rule))::\(data(message))\n"
  }

  /// A message must not end its line, or begin another command.
  private static func data(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: String(scalar)
      }
    }.joined()
  }

  private static func property(_ text: String) -> String {
    data(text).unicodeScalars.map { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : String($0) }.joined()
  }
}
