import ContentCorpus
import DataFormats
import FeedParsing
import LocalFiles
import Markup
package import SiteSettings
import Syndication
import TidingsCore

/// Other languages of a built site, each with pages in a folder of its own and a feed of these: Nikola and others make such.
///
/// `{of: 'language/en', rss: 'en/rss.xml'}` in `feeds.files` asks for one: the pages of the folder `en` are in its feed and in no
/// other one of a language.
package enum PagesLanguages {
  /// What the names of such rules begin with.
  private static let beginning = "language/"

  /// What a rule calls the feed of a language.
  package static func rule(of folder: String) -> String { beginning + folder }

  /// The folder of the language that a rule names.
  private static func folder(of rule: FeedFiles.Rule) -> String? {
    guard let feeds = rule.feeds, feeds.hasPrefix(beginning) else { return nil }
    let folder = String(feeds.dropFirst(beginning.count)).lowercased()
    return LanguageTag.isValid(tag(folder)) && SitePath.safe(folder) == folder ? folder : nil
  }

  /// The folder of the language that a feed is in, where it is another than that of the site's feed, and each of the two has nothing
  /// but pages of its own.
  ///
  /// - Parameters:
  ///   - feed: that may be one of another language.
  ///   - site: the site's feed.
  ///   - base: the site's address.
  ///   - pages: the folder of the built site.
  /// - Throws: `SystemError` where the folder cannot be read.
  static func folder(of feed: Feed, beside site: Feed, base: String, _ pages: String) throws -> String? {
    guard let language = feed.head.language.map(tag), let own = site.head.language.map(tag),
      let primary = language.split(separator: "-").first, own.split(separator: "-").first != primary
    else { return nil }
    func folders(_ feed: Feed) throws -> Set<String> {
      Set(
        try feed.entries.map { entry in
          let file = try PagesSite.file(of: entry.page, base, pages) ?? ""
          return file.firstIndex(of: "/").map { String(file[..<$0]) } ?? ""
        })
    }
    let found = try folders(feed)
    guard found.count == 1, let folder = found.first, folder == folder.lowercased(),
      [language, String(primary)].contains(tag(folder)), try !folders(site).contains(folder)
    else { return nil }
    return folder
  }

  /// `pt-br` for `pt_BR`, as folders and programs write languages.
  private static func tag(_ text: String) -> String { text.replacing("_", with: "-").lowercased() }

  /// Takes the languages that the configuration asks for from their feeds.
  ///
  /// - Parameters:
  ///   - configuration: of a built site.
  ///   - pages: the folder of the built site.
  /// - Throws: `SystemError` where a feed cannot be read.
  package static func take(into configuration: inout Configuration, pages: String) throws {
    for rule in configuration.feeds.files.rules {
      guard let folder = folder(of: rule), !configuration.site.languages.contains(where: { $0.folder == folder })
      else { continue }
      let path = rule.paths.sorted { $0.key.rawValue < $1.key.rawValue }.first?.value.first
      let head = try path.flatMap { try LocalFile.readIfThere(pages + "/" + $0)?.bytes }.flatMap { bytes in
        bytes.count < 20_000_000 ? FeedReader.feed(bytes)?.head : nil
      }
      func words(_ text: String?) -> String? { text.map(PlainText.fold).flatMap { $0.isEmpty ? nil : $0 } }
      let said = head?.language.flatMap { LanguageTag.isValid($0) ? $0 : nil }
      configuration.site.languages.append(
        Site.Language(
          folder: folder, tag: said ?? tag(folder), title: words(head?.title), description: words(head?.subtitle),
          copyright: words(head?.rights)))
      configuration.corpus.convention.pageLanguages.append(folder)
    }
  }
}
