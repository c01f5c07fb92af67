import DataFormats
import TidingsCore

/// The feeds that Hugo makes (gohugo.io/templates/rss, gohugo.io/configuration/outputs).
struct HugoFeeds {
  private let root: YAMLNode
  /// What is said of a format, by its name in lower case.
  private var formats: [String: (format: DocumentFormat, file: String, path: String)] = [
    "rss": (.rss, "index.xml", "")
  ]

  init(_ root: YAMLNode) {
    self.root = root
    for pair in root["outputformats"]?.mapping ?? [] {
      let known = formats[pair.key.lowercased()]
      let type = pair.value["mediatype"]?.text?.lowercased() ?? ""
      let format: DocumentFormat? =
        type.contains("rss") ? .rss : type.contains("atom") ? .atom : type.contains("feed+json") ? .json : known?.format
      guard let format else { continue }
      let suffix = type.isEmpty ? "xml" : ending(of: type)
      let base = pair.value["basename"]?.text ?? "index"
      formats[pair.key.lowercased()] = (
        format, "\(base).\(suffix)", GeneratorSite.folder(pair.value["path"]?.text ?? "")
      )
    }
  }

  /// The first ending of a media type.
  private func ending(of type: String) -> String {
    let own = root["mediatypes"]?.mapping?.first { $0.key.lowercased() == type }?.value
    return own?["suffixes"]?.texts.first ?? (type.contains("json") ? "json" : "xml")
  }

  /// Entries of the longest feed, where no language has feeds without an end: each keeps the reach that it has by what is adopted.
  private var entries: Int? {
    func limit(_ node: YAMLNode?) -> Int? {
      (node?["services"]?["rss"]?["limit"]?.text ?? node?["rsslimit"]?.text).flatMap { Int($0) }
    }
    let own = (root["languages"]?.mapping ?? []).map { limit($0.value) ?? limit(root) }
    let limits = (own.isEmpty ? [limit(root)] : own).map { $0.flatMap { $0 > 0 ? $0 : nil } }
    return limits.contains(nil) ? nil : limits.compactMap { $0 }.max()
  }

  /// Languages that say themselves that they have no feed.
  private var languagesWithout: [String] {
    (root["languages"]?.mapping ?? []).filter { pair in
      guard pair.key != root["defaultcontentlanguage"]?.text?.lowercased() ?? "en" else { return false }
      let isDisabled = pair.value["disablekinds"]?.texts.contains { $0.lowercased() == "rss" } ?? false
      let outputs = pair.value["outputs"]?["home"]?.texts
      return isDisabled || outputs.map { $0.allSatisfy { formats[$0.lowercased()] == nil } } ?? false
    }.map(\.key)
  }

  var feeds: GeneratorFeeds {
    var feeds = GeneratorFeeds()
    let disabled = Set((root["disablekinds"]?.texts ?? []).map { $0.lowercased() })
    feeds.entries = entries
    feeds.without = languagesWithout
    guard !disabled.contains("rss") else { return feeds }
    let kinds: [(kind: String, feeds: [String])] = [
      ("home", ["site", "language"]), ("section", ["section"]), ("term", ["topic"]), ("taxonomy", ["terms"]),
    ]
    var places: [String: [(DocumentFormat, String)]] = [:]
    for (kind, _) in kinds where !disabled.contains(kind) {
      let outputs = root["outputs"]?[kind]?.texts ?? ["html", "rss"]
      for name in outputs {
        guard let (format, file, path) = formats[name.lowercased()] else { continue }
        // The path of a format stands in front of all that is the page's.
        places[kind, default: []].append((format, (path.isEmpty ? "" : path + "/") + "{page}/" + file))
      }
    }
    feeds.hasSections = places["section"] != nil || places["taxonomy"] != nil
    func text(_ kind: String) -> String { (places[kind] ?? []).map { "\($0.0) \($0.1)" }.joined(separator: ",") }
    let isAlike = kinds.allSatisfy { text($0.kind) == text("home") }
    for (kind, names) in isAlike ? [("home", [""])] : kinds {
      for name in names {
        for (format, path) in places[kind] ?? [] { feeds.add(path, format, of: name.isEmpty ? nil : name) }
      }
    }
    return feeds
  }
}
