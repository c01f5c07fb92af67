import LocalFiles
import Markup

/// The texts of a record, packed one behind the other. Most are never asked for, and a string of its own for each would cost
/// more memory and time than all else that is kept of an item.
struct ItemStrings: Sendable {
  private let packed: PackedReader

  init(
    key: String, title: String, permalink: String, picture: String?, about: String? = nil, aliases: [ItemRecord.Alias],
    language: String? = nil, translation: String? = nil, lists: [String] = []
  ) {
    // Exactly as much as is needed: there may be millions.
    let own = [key, permalink, title, picture ?? "", about ?? "", language ?? "", translation ?? ""].reduce(40) {
      $0 + $1.utf8.count
    }
    let size =
      aliases.reduce(own) { $0 + 17 + $1.text.utf8.count + ($1.permalink?.utf8.count ?? 0) }
      + lists.reduce(0) { $0 + 4 + $1.utf8.count }
    var out = PackedWriter(capacity: size)
    out.add(key)
    out.add(permalink)
    out.add(title)
    out.add(picture)
    out.add(about)
    out.add(list: aliases) { alias, out in
      out.add(alias.text)
      out.add(alias.permalink)
      out.add(alias.line)
      out.add(alias.column)
    }
    out.add(language)
    out.add(translation)
    out.add(list: lists) { $1.add($0) }
    packed = PackedReader(out.bytes)
  }

  /// Of a cache, whose memory they stay in.
  init(reading packed: inout PackedReader) throws { self.packed = try packed.block() }

  func write(to out: inout PackedWriter) { out.add(packed.rest) }

  var key: String { read { try $0.text() } ?? "" }

  var permalink: String {
    read { packed in
      try packed.skipText()
      return try packed.text()
    } ?? ""
  }

  var title: String {
    read { packed in
      try packed.skipText()
      try packed.skipText()
      return try packed.text()
    } ?? ""
  }

  var picture: String? {
    read { packed in
      for _ in 0..<3 { try packed.skipText() }
      return try packed.optionalText()
    } ?? nil
  }

  /// What a list says that it is about.
  var about: String? {
    read { packed in
      for _ in 0..<3 { try packed.skipText() }
      if try packed.flag() { try packed.skipText() }
      return try packed.optionalText()
    } ?? nil
  }

  var aliases: [ItemRecord.Alias] {
    read { packed in
      for _ in 0..<3 { try packed.skipText() }
      for _ in 0..<2 where try packed.flag() { try packed.skipText() }
      return try packed.list { packed in
        ItemRecord.Alias(
          text: try packed.text(), permalink: try packed.optionalText(), line: try packed.int32(),
          column: try packed.int32())
      }
    } ?? []
  }

  /// The language, where it is known, and what all translations of the item share.
  var translation: (language: String?, key: String?) {
    read { packed in
      try ItemStrings.skipToLanguage(&packed)
      return (try packed.optionalText(), try packed.optionalText())
    } ?? (nil, nil)
  }

  /// Addresses of lists around the item.
  var lists: [String] {
    read { packed in
      try ItemStrings.skipToLanguage(&packed)
      for _ in 0..<2 where try packed.flag() { try packed.skipText() }
      return try packed.list { try $0.text() }
    } ?? []
  }

  /// The same as they are packed, to be held against those of others.
  var listBytes: ArraySlice<UInt8> {
    read { packed in
      try ItemStrings.skipToLanguage(&packed)
      for _ in 0..<2 where try packed.flag() { try packed.skipText() }
      return packed.rest
    } ?? []
  }

  private static func skipToLanguage(_ packed: inout PackedReader) throws {
    for _ in 0..<3 { try packed.skipText() }
    for _ in 0..<2 where try packed.flag() { try packed.skipText() }
    _ = try packed.list { packed in
      try packed.skipText()
      if try packed.flag() { try packed.skipText() }
      _ = try packed.int64()
    }
  }

  /// Of the texts by which items are held against each other.
  var hashes: FileReading.Hashes? {
    read { packed in
      let key = TextHash(try packed.textBytes())
      let permalink = TextHash(try packed.textBytes())
      try packed.skipText()
      for _ in 0..<2 where try packed.flag() { try packed.skipText() }
      let aliases = try packed.list { packed in
        try packed.skipText()
        let hash = try packed.flag() ? TextHash(try packed.textBytes()) : nil
        _ = try packed.int64()
        return hash
      }
      for _ in 0..<2 where try packed.flag() { try packed.skipText() }
      let rest = packed.rest
      let lists = try packed.count() > 0 ? TextHash(rest) : nil
      return FileReading.Hashes(permalink: permalink, key: key, aliases: aliases, lists: lists)
    }
  }

  /// What is packed was packed here, or by a build whose bytes have been checked: nothing is missing in it.
  private func read<Value>(_ body: (inout PackedReader) throws -> Value) -> Value? {
    var packed = packed
    return try? body(&packed)
  }
}
