import ContentCorpus
import LocalFiles
import SiteSettings
import TidingsCore

/// The digest of everything beside the content that decides what a build makes of a file or a document. Where it is
/// another, nothing that was known holds.
enum CacheKey {
  static func digest(_ configuration: Configuration, _ settings: CorpusSettings) -> ContentDigest {
    var (configuration, settings) = (configuration, settings)
    // Where things are kept decides nothing on what they are.
    (configuration.output, configuration.cache, configuration.ledger) = (nil, nil, nil)
    (configuration.ledgerBackup, configuration.keepsBackup) = (nil, true)
    // Settings have them, too, and those decide; of a built site they are many.
    configuration.corpus.convention.defaults = []
    // What topics are called decides nothing on what a file gives.
    settings.topicMemory = PublishedTopics()
    // What depends on the instant has a validity of its own.
    settings.now = .init(microseconds: 0)
    var digester = Digester()
    digester.add(ProgramIdentity.digest)
    digester.add(text(of: configuration))
    digester.add(text(of: settings))
    return digester.digest
  }

  /// A value with all that is in it, the same in every process. By reflection, so that a setting which is added one day
  /// cannot be forgotten here.
  private static func text(of value: some Any) -> String {
    let mirror = Mirror(reflecting: value)
    let parts = mirror.children.map { "\($0.label ?? ""):" + text(of: $0.value) }
    switch mirror.displayStyle {
    case .set, .dictionary: return "{\(parts.sorted().joined(separator: ","))}"
    case .enum where parts.isEmpty: return "\(value)"
    case nil where parts.isEmpty: return "\(value)"
    default: return "\(mirror.subjectType)(\(parts.joined(separator: ",")))"
    }
  }
}
