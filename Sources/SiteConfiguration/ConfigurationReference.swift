/// All keys of `tidings.yaml` as a page of the documentation.
public enum ConfigurationReference {
  public static var text: String {
    var text = """
      # Configuration

      Every key of `tidings.yaml`, with what happens without it.

      ## Overview

      Made by `tidings keys --format markdown`. The file is in the corpus folder or above it, or where `--config` says. Only
      `site.baseURL` and `site.title` must be given, and neither if a site generator's configuration has them. A key
      that is unknown or has a wrong value stops the build, with file, line, column and the nearest known key.

      Editors complete the file by its JSON Schema: `tidings init --schema` writes that beside it, `tidings keys --format schema`
      prints it.

      ```yaml
      site: {baseURL: "https://www.example.org/", title: Example}
      ```

      """
    let top = ConfigurationKey.all.filter { !$0.name.contains(".") }
    for group in top where group.kind == .group {
      text += "\n## \(group.name)\n\n\(group.sentence)\n\n" + table(under: group.name)
    }
    text += "\n## Others\n\n" + header + top.filter { $0.kind != .group }.map(row).joined()
    return text
  }

  private static let header = "| key | value | without it | meaning |\n|---|---|---|---|\n"

  private static func table(under group: String) -> String {
    header + ConfigurationKey.all.filter { $0.name.hasPrefix(group + ".") }.map(row).joined()
  }

  private static func row(_ key: ConfigurationKey) -> String {
    let standard = key.standard.map { $0.isEmpty ? "" : "`\($0)`" } ?? "must be given"
    return "| `\(key.name)` | \(key.kind.words) | \(standard) | \(key.sentence.replacing("|", with: "\\|")) |\n"
  }
}

extension ConfigurationKey.Kind {
  /// What a value has to be, for a reader.
  public var words: String {
    switch self {
    case .text: "text"
    case .address: "address"
    case .flag: "true or false"
    case .count: "number"
    case .size: "bytes, also `250KB`"
    case .choice(let names): names.map { "`\($0)`" }.joined(separator: ", ")
    case .list: "list"
    case .map: "mapping"
    case .group: "keys below"
    }
  }
}
