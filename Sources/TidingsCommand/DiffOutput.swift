import Foundation
import Tidings

/// What would change for subscribers and search engines, for people, programs and pull requests.
struct DiffOutput {
  let diff: PublicationDiff

  /// No more of a kind are shown to people.
  private static let limit = 10

  func text(_ format: DiffCommand.Format) -> String {
    switch format {
    case .human: human
    case .json: json
    case .markdown: markdown
    }
  }

  private func kinds(_ feed: PublicationDiff.Feed) -> [(name: String, entries: [PublicationDiff.Entry])] {
    [
      ("new", feed.new), ("updated", feed.updated), ("vanished", feed.vanished), ("resurfaced", feed.resurfaced),
    ].filter { !$0.1.isEmpty }
  }

  private func kinds(_ sitemap: PublicationDiff.Sitemap) -> [(name: String, addresses: [String])] {
    [("gained", sitemap.gained), ("lost", sitemap.lost), ("changed", sitemap.changed)].filter { !$0.1.isEmpty }
  }

  private func counts(_ kinds: [(name: String, count: Int)]) -> String {
    kinds.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
  }

  private func unread(_ feed: PublicationDiff.Feed) -> String {
    feed.unread.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) \($0.value)" }
      .joined(separator: ", ")
  }

  private func some(_ lines: [String]) -> [String] {
    let rest = lines.count - DiffOutput.limit
    return rest > 0 ? Array(lines.prefix(DiffOutput.limit)) + ["and \(rest) more"] : lines
  }

  private var human: String {
    guard !diff.isEmpty else { return "No reader would notice it.\n" }
    var out = ""
    for line in some(diff.topics.map { "\($0.label): from \($0.formerPath) to \($0.path)".printable }) {
      out += "topic moves  \(line)\n"
    }
    for feed in diff.feeds {
      let kinds = kinds(feed)
      out +=
        "\(feed.folder.isEmpty ? "the site's feed" : feed.folder): \(counts(kinds.map { ($0.name, $0.entries.count) }))\n"
      if !feed.unread.isEmpty { out += "  unread     \(unread(feed))\n" }
      for (name, entries) in kinds {
        for line in some(entries.map { "\($0.title) <\($0.address)>".printable }) {
          out += "  " + name.padding(toLength: 11, withPad: " ", startingAt: 0) + line + "\n"
        }
      }
    }
    for sitemap in diff.sitemaps {
      let kinds = kinds(sitemap)
      out += "\(sitemap.path): \(counts(kinds.map { ($0.name, $0.addresses.count) }))\n"
      for (name, addresses) in kinds {
        for line in some(addresses.map(\.printable)) {
          out += "  " + name.padding(toLength: 11, withPad: " ", startingAt: 0) + line + "\n"
        }
      }
    }
    return out
  }

  private var markdown: String {
    guard !diff.isEmpty else { return "Subscribers and search engines would see nothing of this.\n" }
    var out = "### What subscribers will see\n\n"
    if diff.feeds.isEmpty, diff.topics.isEmpty { out += "Nothing.\n" }
    for topic in diff.topics {
      out += "- The topic \(escaped(topic.label)) moves from `\(topic.formerPath)` to `\(topic.path)`.\n"
    }
    for feed in diff.feeds {
      let kinds = kinds(feed)
      out += "- **\(feed.folder.isEmpty ? "the site's feed" : "`\(feed.folder)`")**: "
      out += "\(counts(kinds.map { ($0.name, $0.entries.count) })); unread in \(unread(feed))\n"
      for (name, entries) in kinds {
        out += some(entries.map { "\(name): [\(escaped($0.title))](<\(escaped($0.address))>)" }).map { "  - \($0)\n" }
          .joined()
      }
    }
    out += "\n### What search engines will see\n\n"
    if diff.sitemaps.isEmpty { out += "Nothing.\n" }
    for sitemap in diff.sitemaps {
      let kinds = kinds(sitemap)
      out += "- `\(sitemap.path)`: \(counts(kinds.map { ($0.name, $0.addresses.count) }))\n"
      for (name, addresses) in kinds {
        out += some(addresses.map { "\(name): <\(escaped($0))>" }).map { "  - \($0)\n" }.joined()
      }
    }
    return out
  }

  /// Text that is no markup of Markdown.
  private func escaped(_ text: String) -> String {
    text.printable.map { "\\`*_[]<>#|!&".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  private struct Tree: Encodable {
    struct Entry: Encodable {
      let id, title, address: String

      init(_ entry: PublicationDiff.Entry) { (id, title, address) = (entry.id, entry.title, entry.address) }
    }

    struct Feed: Encodable {
      let folder: String
      let new, updated, vanished, resurfaced: [Entry]
      let unread: [String: Int]
    }

    struct Sitemap: Encodable {
      let path: String
      let gained, lost, changed: [String]
    }

    struct Topic: Encodable {
      let label, formerPath, path: String
    }

    let topics: [Topic]
    let feeds: [Feed]
    let sitemaps: [Sitemap]
  }

  private var json: String {
    let tree = Tree(
      topics: diff.topics.map { Tree.Topic(label: $0.label, formerPath: $0.formerPath, path: $0.path) },
      feeds: diff.feeds.map { feed in
        Tree.Feed(
          folder: feed.folder, new: feed.new.map(Tree.Entry.init), updated: feed.updated.map(Tree.Entry.init),
          vanished: feed.vanished.map(Tree.Entry.init), resurfaced: feed.resurfaced.map(Tree.Entry.init),
          unread: Dictionary(uniqueKeysWithValues: feed.unread.map { ($0.key.rawValue, $0.value) }))
      },
      sitemaps: diff.sitemaps.map {
        Tree.Sitemap(path: $0.path, gained: $0.gained, lost: $0.lost, changed: $0.changed)
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(tree)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
  }
}
