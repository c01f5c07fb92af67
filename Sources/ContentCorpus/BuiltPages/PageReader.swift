import Documents
import LocalFiles
import Markup

/// Finds the built page of an item, and reads it.
struct PageReader {
  let site: BuiltSite

  /// The stamp of a page's file; `nil` where there is no page.
  func stamp(of permalink: String, isBare: Bool) -> FileStamp? {
    for place in BuiltSite.places(of: permalink, isBare: isBare) {
      if let stamp = LocalFile.stamp(site.folder + "/" + place) { return stamp }
    }
    return nil
  }

  /// A page, with the state in which it was read where there is content in it; `nil` where there is none.
  func page(of permalink: String, isBare: Bool, title: String) -> (page: BuiltPage, stamp: PageStamp?)? {
    for place in BuiltSite.places(of: permalink, isBare: isBare) {
      guard let (bytes, stamp) = try? LocalFile.read(site.folder + "/" + place) else { continue }
      let page = BuiltPage(bytes, site.selection, title: title)
      return (page, page.content != nil ? PageStamp(stamp: stamp, digest: ContentDigest(bytes)) : nil)
    }
    return nil
  }

  /// Whether the page of a record is the one that it was read with.
  ///
  /// - Parameter trusts: whether a stamp is enough to know a page by.
  func holds(_ record: ItemRecord, _ trusts: (_ stamp: FileStamp) -> Bool) -> Bool {
    let stamp = stamp(of: record.permalink, isBare: record.isBare)
    guard let stamp else { return record.page == nil }
    return stamp == record.page?.stamp && trusts(stamp)
  }
}
