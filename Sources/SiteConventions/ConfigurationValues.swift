import DataFormats

/// The values of a configuration that a template can name, by the keys that lead to them.
enum ConfigurationValues {
  /// Beyond these nobody names one.
  private static let limit = 2_000

  /// - Parameter prefix: in front of all keys; with a dot at its end, or empty.
  static func of(_ root: YAMLNode?, prefix: String = "") -> [String: String] {
    var values: [String: String] = [:]
    var open: [(prefix: String, node: YAMLNode)] = root.map { [(prefix, $0)] } ?? []
    while let (prefix, node) = open.popLast() {
      for pair in node.mapping ?? [] where values.count < limit {
        if let text = pair.value.text {
          values[prefix + pair.key] = text
        } else if prefix.utf8.count < 100 {
          open.append((prefix + pair.key + ".", pair.value))
        }
      }
    }
    return values
  }
}
