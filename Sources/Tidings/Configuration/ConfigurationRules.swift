public import Documents

/// What Tidings demands of its configuration. Everything here is an error: a build from half a configuration would write
/// documents that nobody meant.
public enum ConfigurationRules {
  static let syntax = Rule(
    "configuration.yaml", .error, "tidings.yaml is YAML", reason: "Nothing of it can be trusted otherwise.",
    reference: "YAML 1.2.2", remedy: "Correct the line.")
  static let unknownKey = Rule(
    "configuration.key", .error, "Every key is known", reason: "A mistyped key would be passed over without a word.",
    remedy: "Correct or remove the key; 'tidings init' shows them all.")
  static let missingKey = Rule(
    "configuration.required", .error, "site.baseURL and site.title are given",
    reason: "Addresses and feeds are made from them.", remedy: "Add the key, or run 'tidings init' for a starter file.")
  static let value = Rule(
    "configuration.value", .error, "Every value is what its key wants",
    reason: "A guessed value would show in every document.", remedy: "Correct the value.")

  public static let all: [Rule] = [syntax, unknownKey, missingKey, value]
}

/// A configuration that cannot be used, with every reason.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
  public let findings: [Finding]

  public var description: String { findings.map(\.description).joined(separator: "\n") }
}
