import LocalFiles
import TidingsCore

/// When dates of Git's history count.
public enum GitUse: String, Sendable, Hashable {
  /// Where front matter asks for them in Eleventy's words.
  case asked
  /// Where front matter has no date of the last change.
  case otherwise
  /// Before what front matter says.
  case first
}

/// What the history says of one file, for who asks.
struct FileHistory {
  private let history: GitHistory?
  private let path: String
  /// Whether anybody has asked.
  private(set) var isAsked = false
  private(set) var dates: GitHistory.Dates?

  init(_ settings: CorpusSettings, _ path: String) {
    history = settings.git
    self.path = path
  }

  private mutating func ask() {
    guard !isAsked else { return }
    isAsked = true
    dates = history?.dates(of: path)
  }

  mutating func first() -> Timestamp? {
    ask()
    return dates.map { Timestamp(secondsSinceEpoch: $0.first) }
  }

  mutating func last() -> Timestamp? {
    ask()
    return dates.map { Timestamp(secondsSinceEpoch: $0.last) }
  }
}
