public import TidingsCore

/// What Tidings demands of its configuration. What is an error here ends a build: half a configuration would write documents
/// that nobody meant.
public enum ConfigurationRules {
  package static let syntax = Rule(
    "configuration.yaml", .error, "tidings.yaml is YAML", reason: "Otherwise no part of it can be trusted.",
    reference: "YAML 1.2.2", remedy: "Correct the line.")
  package static let unknownKey = Rule(
    "configuration.key", .error, "Every key is known", reason: "A mistyped key would be ignored silently.",
    remedy: "Correct or remove the key; 'tidings init' shows them all.")
  package static let missingKey = Rule(
    "configuration.required", .error, "site.baseURL is given",
    reason: "All addresses are made from it.",
    remedy: "Add the key, or run 'tidings build --base-url https://www.example.org/'.")
  package static let title = Rule(
    "configuration.title", .info, "The site has a title",
    reason: "Readers list feeds by it; the name of the host took its place.", remedy: "Set site.title in tidings.yaml.")
  package static let value = Rule(
    "configuration.value", .error, "Every value is of its key's kind",
    reason: "A guessed value would show in every document.", remedy: "Correct the value.")

  package static let generator = Rule(
    "configuration.generator", .warning, "What the site generator's configuration says is known, and fits",
    reason: "This part of it was ignored; the rest is used.",
    remedy: "Correct it there, or set the key in tidings.yaml.")

  public static let all: [Rule] = [syntax, unknownKey, missingKey, title, value, generator]
}

/// A configuration that cannot be used, with every reason.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
  public let findings: [Finding]

  package init(findings: [Finding]) {
    self.findings = findings
  }

  public var description: String { findings.map(\.description).joined(separator: "\n") }
}
