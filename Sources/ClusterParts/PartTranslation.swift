import ContentCorpus
import DataFormats
import SitePlanning
import SiteSettings
import TidingsCore

/// A page that may be the same as others in other languages, where the others are elsewhere.
struct PartTranslation {
  let language: String?
  /// In the corpus.
  let path: String
  let address: String

  init(_ record: ItemRecord, _ configuration: Configuration) {
    (language, path) = (record.language, record.path)
    address = SiteAddresses.page(of: record, configuration)
  }

  /// - Throws: ``PartLine/Damaged``.
  init(_ text: String) throws {
    let line = try PartLine(Array(text.utf8))
    language = line.text("language")
    path = try line.needed(line.text("path"), "path")
    address = try line.needed(line.text("address"), "address")
  }

  /// What the other initialiser reads.
  var line: String {
    var object = PartObject("page")
    object.text("language", language)
    object.text("path", path)
    object.text("address", address)
    return String(decoding: object.bytes.dropLast(), as: UTF8.self)
  }

  /// Pages that share a key, in the order in which a sitemap names them; none where they do not belong together.
  static func group(_ pages: [PartTranslation]) -> [PartTranslation] {
    Translations.group(pages) { ($0.language, $0.path) }
  }
}
