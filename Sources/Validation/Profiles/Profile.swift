public import TidingsCore

/// A platform or a body that demands more of documents than their formats do. Nothing is held against a profile unless
/// somebody asks for it.
public enum Profile: String, Sendable, Hashable, CaseIterable {
  case apple
  case spotify
  case podcasting2
  case googleNews = "google-news"
  case googleDiscover = "google-discover"
  case msn
  case smartNews = "smartnews"
  case flipboard
  case rssBestPractices = "rss-best-practices"

  /// What people call it.
  public var title: String {
    switch self {
    case .apple: "Apple Podcasts"
    case .spotify: "Spotify"
    case .podcasting2: "Podcasting 2.0"
    case .googleNews: "Google News"
    case .googleDiscover: "Google Discover"
    case .msn: "MSN"
    case .smartNews: "SmartNews"
    case .flipboard: "Flipboard"
    case .rssBestPractices: "RSS Best Practices Profile"
    }
  }

  /// The formats that it takes; of documents in others it says nothing.
  public var formats: Set<DocumentFormat> {
    switch self {
    case .apple, .spotify, .podcasting2, .flipboard, .rssBestPractices: [.rss]
    case .googleDiscover, .msn, .smartNews: [.rss, .atom]
    case .googleNews: [.sitemap]
    }
  }

  /// What it demands, each with its published source.
  public var rules: [Rule] { ProfileRules.all[self, default: []].map(\.rule) }

  /// The names that users know, for messages.
  public static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// The rules of all profiles, made when somebody first asks for one.
enum ProfileRules {
  static let all: [Profile: [DocumentRule]] = [
    .apple: rules(.apple, ApplePodcastsProfile.demands),
    .spotify: rules(.spotify, SpotifyProfile.demands),
    .podcasting2: rules(.podcasting2, Podcasting2Profile.demands),
    .googleNews: rules(.googleNews, GoogleNewsProfile.demands),
    .googleDiscover: rules(.googleDiscover, GoogleDiscoverProfile.demands),
    .msn: rules(.msn, MSNProfile.demands),
    .smartNews: rules(.smartNews, SmartNewsProfile.demands),
    .flipboard: rules(.flipboard, FlipboardProfile.demands),
    .rssBestPractices: rules(.rssBestPractices, RSSBestPracticesProfile.demands),
  ]

  static let list: [Rule] = Profile.allCases.flatMap(\.rules)

  private static func rules(_ profile: Profile, _ demands: [Demand]) -> [DocumentRule] {
    demands.map { demand in
      var rule = Rule(
        "profile.\(profile.rawValue).\(demand.id)", demand.severity, demand.sentence, reason: demand.reason,
        reference: "\(profile.title), \(demand.source), looked up \(Demand.lookedUp)", remedy: demand.remedy)
      rule.source = Rule.Source(profile: profile.rawValue, address: demand.source, date: Demand.lookedUp)
      let formats = demand.formats ?? profile.formats
      return DocumentRule(rule, formats) { subject, report in
        guard let subject = ProfileSubject(subject) else { return }
        let faults = demand.check.find(subject)
        guard let first = faults.first else { return }
        // Faults with one cause are reported once.
        let more = faults.count > 1 ? ", and \(faults.count - 1) more are alike" : ""
        report(at: first.offset, first.text + more, related: faults.dropFirst().prefix(20).map(\.offset))
      }
    }
  }
}
