import ContentCorpus
import LiveSite
public import TidingsCore
import Validation

/// Every rule that Tidings knows: on configuration, on content, on documents, on publishing.
public enum RuleCatalog {
  public static let all: [Rule] =
    ConfigurationRules.all + ContentRules.all + Rules.all + ResponseRules.all + SiteRules.all
    + PublishRules.all

  public static func rule(_ id: String) -> Rule? { all.first { $0.id == id } }

  /// The known id that a mistyped one most likely stands for.
  public static func nearest(_ id: String) -> String? { Suggestion.of(id, among: all.map(\.id)) }
}
