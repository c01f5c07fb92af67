import ContentCorpus
import SiteConfiguration
import SiteSettings
import TidingsCore

extension FeedFiles {
  /// A pattern for one feed; `nil` where that gives no safe path.
  ///
  /// - Parameters:
  ///   - pattern: `{folder}/index.xml`.
  ///   - scope: of the feed.
  ///   - label: what the feed's topic is called.
  package static func path(_ pattern: String, of scope: FeedScope, label: String?) -> String? {
    let folder = String(scope.folder.dropLast())
    let path = pattern.replacing("{folder}", with: folder).replacing("{page}", with: scope.pageFolder).replacing(
      "{name}", with: folder.lastSegment
    )
    .replacing("{label}", with: label.map { $0[...] } ?? folder.lastSegment)
    .replacing("{language}", with: scope.language ?? "")
    return SitePath.safe(path.split(separator: "/").joined(separator: "/"))
  }

  /// A document that lies elsewhere than usual, or a further place of it.
  struct Place: Hashable {
    let format: DocumentFormat
    let path: String
    let line: Int
    /// Whether the configuration names this very path.
    let isLiteral: Bool
  }

  /// What rules say of one feed.
  private static func places(
    _ rules: [Rule], of scope: FeedScope, _ names: Set<String>, label: String?, _ findings: inout [Finding]
  ) -> [Place] {
    var places: [Place] = []
    for rule in rules where rule.feeds.map(names.contains) ?? true {
      for (format, patterns) in rule.paths.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        for pattern in patterns {
          if let path = path(pattern, of: scope, label: label) {
            places.append(
              Place(format: format, path: path, line: rule.line, isLiteral: !pattern.contains("{")))
          } else {
            findings.append(
              PublishRules.feedFileUnsafe.finding(
                at: SourceLocation(path: ConfigurationReader.fileName, line: rule.line),
                "'\(pattern)' gives no path for the feed '\(scope.folder)', whose name is '\(label ?? scope.folder)'"))
          }
        }
      }
    }
    return places
  }

  /// Gives feeds their places. One that is another document's already is reported, and not taken.
  ///
  /// - Parameters:
  ///   - scopes: of all feeds, with what rules may call them.
  ///   - formats: in which there are documents.
  func place(
    _ scopes: inout [FeedScope], names: [(names: Set<String>, label: String?)], formats: [DocumentFormat]
  ) -> [Finding] {
    guard !isEmpty else { return [] }
    var findings: [Finding] = []
    // The usual place of a feed is nobody else's, whether it is there or not.
    var owners: [String: Int] = [:]
    for index in scopes.indices {
      for format in formats { owners[scopes[index].path(format).lowercased()] = index }
    }
    var named: Set<String> = []
    let foreign = Set(kept.map { $0.path.lowercased() })
    func take(_ place: Place, for index: Int) -> Bool {
      let key = place.path.lowercased()
      let owner = owners[key]
      // Who names a path takes it out of all patterns.
      if !place.isLiteral, named.contains(key) && owner != index || foreign.contains(key) { return false }
      if foreign.contains(key) {
        findings.append(FeedFiles.taken(place, scopes[index], by: "a feed that 'feeds.kept' names"))
        return false
      }
      guard owner ?? index == index, !FeedFiles.isOthers(place.path) else {
        findings.append(
          FeedFiles.taken(place, scopes[index], by: owner.map { FeedFiles.name(scopes[$0]) } ?? "another document"))
        return false
      }
      owners[key] = index
      if place.isLiteral { named.insert(key) }
      return true
    }
    for index in scopes.indices {
      let (called, label) = names[index]
      let places = FeedFiles.places(rules, of: scopes[index], called, label: label, &findings).filter {
        formats.contains($0.format)
      }
      for place in places {
        // The first rule that names a feed and a format says where it lies; that rule's further places are copies.
        let first = places.first { $0.format == place.format }
        if place == first {
          if take(place, for: index) { scopes[index].files[place.format] = place.path }
        } else if place.line == first?.line, take(place, for: index) {
          scopes[index].copies[place.format, default: []].append(place.path)
        }
      }
      for place in FeedFiles.places(copies, of: scopes[index], called, label: label, &findings)
      where formats.contains(place.format) && place.path != scopes[index].path(place.format) && take(place, for: index)
      {
        scopes[index].copies[place.format, default: []].append(place.path)
      }
    }
    for index in scopes.indices { FeedFiles.part(&scopes[index], formats, foreign) }
    return findings
  }

  /// Keeps two formats of one feed apart, where one has been given the other's usual place, and both from what is not ours.
  private static func part(_ scope: inout FeedScope, _ formats: [DocumentFormat], _ foreign: Set<String>) {
    for format in formats where scope.files[format] == nil {
      let own = scope.path(format).lowercased()
      let isOther = formats.contains { $0 != format && scope.allPaths($0).contains { $0.lowercased() == own } }
      guard isOther || foreign.contains(own) else { continue }
      scope.files[format] = scope.folder + format.rawValue + "-feed" + (format == .json ? ".json" : ".xml")
    }
    // Both were given it: the first keeps it.
    for (number, format) in formats.enumerated() {
      let earlier = formats[..<number].flatMap { scope.allPaths($0) }.map { $0.lowercased() }
      if earlier.contains(scope.path(format).lowercased()) {
        scope.files[format] = scope.folder + format.rawValue + "-feed" + (format == .json ? ".json" : ".xml")
      }
      scope.copies[format]?.removeAll { earlier.contains($0.lowercased()) }
    }
  }

  /// Whether another document than a feed lies at a path.
  private static func isOthers(_ path: String) -> Bool {
    let others = DocumentFormat.allCases.filter { ![.rss, .atom, .json, .page].contains($0) }.map(\.fileName)
    return !path.contains("/")
      && (others.contains(path) || path.hasSuffix("sitemap.xml") || path.hasPrefix("sitemap-")
        || path == PageNames.feedStyle || path == PageNames.directory)
  }

  private static func name(_ scope: FeedScope) -> String {
    scope.folder.isEmpty ? "the site's feed" : "the feed '\(scope.folder)'"
  }

  private static func taken(_ place: Place, _ scope: FeedScope, by owner: String) -> Finding {
    PublishRules.feedFileTaken.finding(
      at: SourceLocation(path: ConfigurationReader.fileName, line: place.line),
      "'\(place.path)' is set for \(name(scope)), and is the place of \(owner)")
  }
}
