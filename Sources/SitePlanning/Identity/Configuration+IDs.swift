package import ContentCorpus
package import SiteSettings

extension Configuration {
  /// The id of an item's entry.
  package func entryID(of record: ItemRecord) -> String {
    record.remembered?.id ?? site.tagAuthority.entry(key: record.key, published: record.published)
  }
}

extension Configuration {
  /// The id of a feed that has had none.
  package func feedID(in folder: String) -> String {
    site.tagAuthority.thing(folder.isEmpty ? "feed" : "feed/" + folder.dropLast())
  }
}
