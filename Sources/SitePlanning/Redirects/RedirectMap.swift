public import ContentCorpus
import Markup
public import PublishingLedger
public import SiteSettings
import TidingsCore

/// Where a site's former addresses lead now, and which of its pages are gone for good: for the server, which alone can say so
/// (RFC 9110, sections 15.4.2 and 15.5.11).
public struct RedirectMap: Sendable, Hashable {
  public struct Move: Sendable, Hashable {
    /// The path of the former address, percent-encoded, without a slash at its end.
    public let path: String
    /// The address of the page now.
    public let target: String
  }

  /// In the order of their paths.
  public let moved: [Move]
  /// The paths of pages that are gone, percent-encoded, without a slash at their ends; in order.
  public let gone: [String]

  /// - Parameters:
  ///   - corpus: as it is published now. Its items' `aliases` and their earlier addresses lead to them.
  ///   - ledger: what is remembered of it. Withdrawn items are gone, where no page has their address now.
  ///   - configuration: that says where the site lies.
  public init(_ corpus: Corpus, _ ledger: Ledger, configuration: Configuration) {
    var live: Set<String> = []
    var pages: [String: String] = [:]
    for index in corpus.published + corpus.pages {
      let record = corpus.items[index]
      let page = SiteAddresses.page(of: record, configuration)
      pages[record.key] = page
      live.insert(IDAdoption.place(page))
    }
    // What the last build published is there still, though a file may be broken, missing or elsewhere just now: what has become of
    // it is for the next build to say, which has its guards.
    for row in ledger.rows.values where row.withdrawn == nil {
      guard let page = row.addresses.last else { continue }
      pages[row.key] = page
      live.insert(IDAdoption.place(page))
    }
    var moved: [String: Move] = [:]
    var gone: Set<String> = []
    func move(_ address: String, to target: String) {
      let place = IDAdoption.place(address)
      guard let path = RedirectMap.path(place), !live.contains(place), moved[path] == nil else { return }
      moved[path] = Move(path: path, target: target)
    }
    let rows = ledger.rows.values.sorted { $0.key < $1.key }
    for row in rows {
      guard let page = pages[row.key] else { continue }
      for address in row.addresses.reversed() { move(address, to: page) }
    }
    let home = URIReference(configuration.site.baseURL)
    for index in corpus.published + corpus.pages {
      let record = corpus.items[index]
      for alias in record.aliases {
        let address = URIReference(alias.text).resolved(against: home)
        guard address.host == home.host else { continue }
        move(address.description, to: pages[record.key] ?? "")
        // Generators put an alias below the base address, as they do with pages.
        if let permalink = alias.permalink {
          move(SiteAddresses.page(permalink, of: configuration), to: pages[record.key] ?? "")
        }
      }
    }
    for (former, address) in RedirectMap.feeds(corpus, ledger, configuration) { move(former, to: address) }
    for row in rows where pages[row.key] == nil {
      for address in row.addresses {
        let place = IDAdoption.place(address)
        guard let path = RedirectMap.path(place), !live.contains(place), moved[path] == nil else { continue }
        gone.insert(path)
      }
    }
    self.moved = moved.values.sorted { $0.path < $1.path }
    self.gone = gone.sorted()
  }

  /// Addresses at which feeds are not any more, with those at which they are.
  private static func feeds(
    _ corpus: Corpus, _ ledger: Ledger, _ configuration: Configuration
  ) -> [(former: String, address: String)] {
    guard !configuration.feeds.keepsFormer else { return [] }
    let addresses = SiteAddresses(configuration)
    return Plan(corpus, configuration: configuration).feeds.flatMap { feed in
      configuration.feeds.formats.flatMap { format in
        let usual = feed.folder + format.fileName
        let known = ledger.places.filter { $0.folder == feed.folder && $0.format == format.rawValue }.map(\.path)
          .sorted()
        let here = feed.scope.allPaths(format)
        return (known + [usual]).filter { !here.contains($0) }.map { path in
          (addresses.document(path), addresses.document(feed.scope.path(format)))
        }
      }
    }
  }

  init(moved: [Move], gone: [String]) {
    self.moved = moved
    self.gone = gone
  }

  /// A place as a path that can be named to a server; `nil` for the root, and for one that only a query distinguishes.
  private static func path(_ place: String) -> String? {
    guard place.count > 1, place.hasPrefix("/"), !place.contains("?"), !place.contains("\u{FFFD}"),
      !place.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { return nil }
    let path = URIReference.encodedPath(place)
    return path.utf8.count <= lengthLimit ? path : nil
  }

  /// Bytes of a path. nginx takes no word of more than 4,096 bytes, and a pattern may be twice as long as what it is of; nobody has asked
  /// for an address of more than 2,000 that works (sitemaps.org).
  private static let lengthLimit = 1900
}
