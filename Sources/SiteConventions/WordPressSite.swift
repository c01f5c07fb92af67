import ContentCorpus
import DataFormats
import LocalFiles
import Markup
import SiteSettings
import TidingsCore

/// A site as WordPress exports it: one file, or several of the same site.
package enum WordPressSite {
  /// Where exports lie: the folder that is the corpus, and their paths below it.
  package struct Place {
    package var folder: String
    var files: [String]
  }

  /// - Parameters:
  ///   - paths: of exports, or of one folder that holds them.
  ///   - folder: that paths are relative to.
  /// - Returns: `nil` where no export is there.
  /// - Throws: `SystemError` where the system cannot say.
  package static func place(_ paths: [String], in folder: String) throws -> Place? {
    let whole = paths.map { $0.hasPrefix("/") ? $0 : folder + "/" + $0 }
    if whole.count == 1, try LocalFile.kind(whole[0]) == .folder {
      let files = try FileTree.list(whole[0], include: WordPressRules.isExport).files
      return files.isEmpty ? nil : Place(folder: whole[0], files: files)
    }
    guard !whole.isEmpty, try whole.allSatisfy({ try LocalFile.kind($0) == .file }) else { return nil }
    if paths.allSatisfy({ !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") }) {
      return Place(folder: folder, files: paths.map(GeneratorSite.folder))
    }
    let folders = Set(whole.map { String($0[..<($0.lastIndex(of: "/") ?? $0.startIndex)]) })
    guard let shared = folders.first, folders.count == 1 else { return nil }
    return Place(folder: shared, files: whole.map { String($0.lastSegment) })
  }

  /// What exports say of their site.
  ///
  /// - Throws: ``CorpusUnreadableError`` where one is no export, `SystemError`.
  package static func site(_ place: Place, postTypes: [String]? = nil) throws -> GeneratorSite {
    var site = GeneratorSite(convention: Convention(.wordpress))
    site.convention.wordpress.files = place.files
    if let postTypes { site.convention.wordpress.postTypes = postTypes }
    site.sources = place.files
    site.feeds = { GeneratorFeeds.wordPress }
    site.topics = (["categories", "tags"], ["categories": "category", "tags": "tag"])
    for file in place.files {
      let facts = try ExportedSite(place.folder + "/" + file, named: file)
      for (setting, text, known) in [
        ("site.title", facts.title, site.title), ("site.description", facts.description, site.description),
        ("site.language", facts.language, site.language), ("site.baseURL", facts.address, site.baseURL),
      ] where text != nil && known == nil {
        site.origins[setting] = SettingOrigin(path: file)
      }
      site.title = site.title ?? facts.title
      site.description = site.description ?? facts.description
      site.language = site.language ?? facts.language
      site.baseURL = site.baseURL ?? facts.address
    }
    return site
  }
}

extension GeneratorFeeds {
  /// The feeds that WordPress makes (wordpress.org/documentation/article/wordpress-feeds), as files that common servers show for
  /// their folders.
  static var wordPress: GeneratorFeeds {
    // As many as WordPress shows unless somebody has changed it: with more, old entries would be new to readers.
    var feeds = GeneratorFeeds(entries: 10)
    for kind in ["site", "topic", "author"] {
      let folder = kind == "site" ? "" : "{folder}/"
      feeds.add(folder + "feed/index.xml", .rss, of: kind)
      feeds.add(folder + "feed/atom/index.xml", .atom, of: kind)
    }
    return feeds
  }
}
