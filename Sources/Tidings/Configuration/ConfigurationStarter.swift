public import ContentCorpus
import LocalFiles

/// The commented `tidings.yaml` that a new site begins with, made from the keys that there are.
public enum ConfigurationStarter {
  /// What a site generator's configuration says already.
  public struct Known: Sendable, Hashable {
    public let generator: Convention.Generator
    /// `nil` where it does not say it.
    public let baseURL: String?
    public let title: String?
    /// The folder of pages that the generator built, relative to the site's; `nil` where there is none.
    public let builtFolder: String?
    /// The files that say it, relative to the site's folder.
    public let sources: [String]
    /// The folder of pages that are the corpus themselves.
    var pages: String?
  }

  /// What is known of the site in a folder; `nil` where there is no generator's configuration.
  ///
  /// - Parameters:
  ///   - folder: the site's.
  ///   - pages: a folder of pages that are the corpus themselves, relative to the site's.
  /// - Throws: ``ConfigurationError`` where that cannot be read.
  public static func known(in folder: String, pages: String? = nil) throws -> Known? {
    if let pages {
      return PagesSite.site(folder + "/" + pages).map { site in
        Known(
          generator: .html, baseURL: site.baseURL.flatMap(ConfigurationReader.address), title: site.title,
          builtFolder: nil, sources: site.sources.map { pages + "/" + $0 }, pages: pages)
      }
    }
    return try GeneratorSite.find(in: folder, nil).map { site in
      Known(
        generator: site.convention.generator, baseURL: site.baseURL.flatMap(ConfigurationReader.address),
        title: site.title, builtFolder: isBuilt(folder + "/" + site.builtFolder) ? site.builtFolder : nil,
        sources: site.sources)
    }
  }

  /// Whether pages lie in a folder, and not only our own documents.
  private static func isBuilt(_ folder: String) -> Bool {
    guard let bytes = LocalFile.head(folder + "/index.html", count: 20_000) else { return false }
    return bytes.contains(UInt8(ascii: "<"))
  }

  /// - Parameters:
  ///   - baseURL: address of the site's root; `nil` where it is still to be set.
  ///   - title: name of the site; `nil` where it is still to be set.
  ///   - known: what need not be said.
  public static func text(baseURL: String?, title: String?, known: Known? = nil) -> String {
    let needed =
      known.map {
        $0.pages != nil
          ? "What the pages say of the site counts where nothing is said here"
          : "What \($0.generator.rawValue)'s configuration says counts where nothing is said here"
      }
      ?? "Only site.baseURL must be given"
    var lines = [
      "# What Tidings makes of this site. \(needed);", "# every line with a mark shows what happens without it.", "",
    ]
    for key in ConfigurationKey.all {
      let depth = key.name.split(separator: ".").count - 1
      let indent = String(repeating: "  ", count: depth)
      if depth == 0, lines.last != "" { lines.append("") }
      lines.append("\(indent)# \(key.sentence)")
      switch (key.name, key.kind) {
      case ("site", _): lines.append("site:")
      case ("site.baseURL", _):
        let mark = baseURL == nil ? "# " : ""
        lines.append("  \(mark)baseURL: \(baseURL ?? known?.baseURL ?? "https://www.example.org/")")
      case ("site.title", _):
        let mark = title == nil ? "# " : ""
        lines.append("  \(mark)title: \(quoted(title ?? known?.title ?? "Example"))")
      case ("corpus", _) where known?.builtFolder != nil || known?.pages != nil: lines.append("corpus:")
      case ("corpus.rendered", _) where known?.builtFolder != nil:
        lines.append("  rendered: \(quoted(known?.builtFolder ?? ""))")
      case ("corpus.convention", _) where known?.pages != nil: lines.append("  convention: html")
      case ("corpus.path", _) where known?.pages != nil: lines.append("  path: \(quoted(known?.pages ?? ""))")
      case (let name, _) where name.hasPrefix("corpus.") && (known?.builtFolder != nil || known?.pages != nil):
        lines.append("  # \(key.leaf): \(key.standard ?? "")".trimmingSpaces)
      case ("output", _) where known?.generator == .jekyll: lines.append("output: _feeds")
      case ("ledger", _) where known?.generator == .jekyll: lines.append("ledger: .tidings.sqlite")
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
