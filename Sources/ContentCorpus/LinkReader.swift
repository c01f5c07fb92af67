import DataFormats
import Foundation
import Markup

/// The addresses that an item points to.
enum LinkReader {
  /// The external article: the first of the fields in which exporters put it that holds a web address.
  static func original(_ front: FrontMatter) -> Item.Original? {
    for field in front.fields[.original] {
      guard let reference = front.text(field).map({ URIReference($0) }), reference.isWeb else { continue }
      let brand = front.text(front.fields[.originalLabel]).map(PlainText.fold) ?? reference.host
      return Item.Original(address: reference.description, brand: brand)
    }
    return nil
  }

  /// Whether there is one: an address that is plainly one is recognised at a glance.
  static func hasOriginal(_ front: FrontMatter) -> Bool {
    guard let first = front.fields[.original].first.flatMap(front.text) else { return original(front) != nil }
    return URIReference.isPlainlyWeb(first) || original(front) != nil
  }

  static func via(_ front: FrontMatter) -> Item.Via? {
    let label = front.text(front.fields[.via]).map(PlainText.fold).flatMap { $0.isEmpty ? nil : $0 }
    let reference = front.text(front.fields[.viaLink]).map { URIReference($0) }
    let address = reference.flatMap { $0.isWeb ? $0.description : nil }
    return label == nil && address == nil ? nil : Item.Via(label: label, address: address)
  }

  /// The feed that an item was taken over from: its address, or a mapping with `url`, `title`, `id` and `updated`.
  static func sourceFeed(_ front: FrontMatter, zone: SiteTimeZone) -> Item.SourceFeed? {
    guard let node = front.node(front.fields[.sourceFeed]) else { return nil }
    let reference = URIReference(node.text ?? node[.url]?.text ?? node[.href]?.text ?? "")
    guard reference.isWeb else { return nil }
    let title = PlainText.fold(node[.title]?.text ?? "")
    // An id that is no plain one would keep the whole feed from being published; the address is one as well.
    let id = node[.id]?.text.flatMap { text in
      let isUUID = text.hasPrefix("urn:uuid:") && UUID(uuidString: String(text.dropFirst(9))) != nil
      return isUUID || URIReference(text).isWeb && URIReference(text).description == text ? text : nil
    }
    return Item.SourceFeed(
      address: reference.description, title: title.isEmpty ? reference.host : title, id: id,
      updated: node[.updated]?.text.flatMap { ContentDate.parse($0, zone: zone) })
  }

  static func related(_ front: FrontMatter) -> [Item.Related] {
    (front.node(front.fields[.related])?.sequence ?? []).compactMap { node in
      guard let permalink = node[.permalink]?.text?.trimmed, !permalink.isEmpty else { return nil }
      let label = PlainText.fold(node[.label]?.text ?? "")
      return Item.Related(label: label.isEmpty ? permalink : label, permalink: permalink)
    }
  }
}
