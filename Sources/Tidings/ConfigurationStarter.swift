/// The commented `tidings.yaml` that a new site begins with, made from the keys that there are.
public enum ConfigurationStarter {
  public static func text(baseURL: String?, title: String?) -> String {
    var lines = [
      "# What Tidings makes of this site. Only site.baseURL and site.title must be given;",
      "# every other line shows what happens without it.", "",
    ]
    for key in ConfigurationKey.all {
      let depth = key.name.split(separator: ".").count - 1
      let indent = String(repeating: "  ", count: depth)
      if depth == 0, lines.last != "" { lines.append("") }
      lines.append("\(indent)# \(key.sentence)")
      switch (key.name, key.kind) {
      case ("site", _): lines.append("site:")
      case ("site.baseURL", _): lines.append("  baseURL: \(baseURL ?? "https://www.example.org/")")
      case ("site.title", _): lines.append("  title: \(quoted(title ?? "Example"))")
      case (_, .group): lines.append("\(commented(key))\(key.leaf):")
      default: lines.append("\(commented(key))\(key.leaf): \(key.standard ?? "")".trimmingSpaces)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A commented line keeps its depth, so that removing the mark is enough.
  private static func commented(_ key: ConfigurationKey) -> String {
    let depth = key.name.split(separator: ".").count - 1
    return key.group == "site" ? "  # " : "# " + String(repeating: "  ", count: depth)
  }

  private static func quoted(_ text: String) -> String {
    "'"
      + text.split(separator: "\n").joined(separator: " ").split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''") + "'"
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
