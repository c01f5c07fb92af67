import TidingsCore
import Validation

/// By what readers know an entry again, as their public code has it. Where a feed gives ids, and every feed of Tidings does, all
/// agree; where another tool's does not, each takes what it finds.
public enum ReaderIdentity: String, Sendable, Hashable, CaseIterable {
  /// RSParser: the id; else address and date, title and date, or the first of address, title and text.
  case netNewsWire = "NetNewsWire"
  /// internal/reader: the id, else the address, else title and text.
  case miniflux = "Miniflux"
  /// SimplePie's `get_id`: the id, else the address, else the title.
  case freshRSS = "FreshRSS"

  func key(of entry: ParsedFeed.Entry) -> String {
    if let id = entry.id, !id.isEmpty { return id }
    let address = entry.links.first { $0.relation == "alternate" }?.address ?? entry.links.first?.address
    let (title, text) = (entry.title?.value, entry.content?.value ?? entry.summary?.value)
    switch self {
    case .netNewsWire:
      let date = entry.published.map { "\($0.microseconds / 1_000_000)" }
      if let date, let first = address ?? title { return first + "\n" + date }
      return date ?? address ?? title ?? text ?? ""
    case .miniflux: return address ?? (title ?? "") + (text ?? "")
    case .freshRSS: return address ?? title ?? ""
    }
  }
}
