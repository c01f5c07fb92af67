/// The names of elements and attributes that occur in one tree, each with a number.
struct NameTable {
  private var names: [[UInt8]]
  private var numbers: [[UInt8]: UInt32]
  /// What is looked up for most tags, without an array for each.
  private var short: [UInt64: UInt32]

  init() {
    self = NameTable.known
  }

  private init(_ known: [String]) {
    names = []
    numbers = [:]
    short = [:]
    for name in known { _ = number(of: Array(name.utf8)[...]) }
  }

  /// The elements that have a case, under the number of their case; and names of attributes that occur everywhere, so that most
  /// trees need no table of their own.
  private static let known = NameTable(
    KnownElement.allCases.map { $0 == .other ? "" : $0.name }
      + """
      href src alt class id rel target type name content charset lang dir width height srcset sizes loading decoding role
      aria-hidden aria-label value checked disabled start colspan rowspan align valign border cellpadding cellspacing scope
      data-src data-lang data-footnote-ref data-footnote-backref tabindex allowfullscreen frameborder allow onclick property
      """.split(whereSeparator: \.isWhitespace).map(String.init).filter { name in
        !KnownElement.allCases.contains { $0 != .other && $0.name == name }
      })

  subscript(number: UInt32) -> [UInt8] { names[Int(number)] }

  var count: Int { names.count }

  /// The number of a name that occurs, without making one.
  func known(_ name: String) -> UInt32? {
    var copy = name
    return copy.withUTF8 { bytes in
      if bytes.count <= 8 {
        var packed: UInt64 = 0
        for index in 0..<bytes.count { packed = unsafe packed << 8 | UInt64(bytes[index]) }
        return short[packed]
      }
      return unsafe numbers[Array(bytes)]
    }
  }

  /// The number of a name that is in lower case already.
  mutating func number(of name: ArraySlice<UInt8>) -> UInt32 {
    let packed = NameTable.packed(name)
    if let packed, let found = short[packed] { return found }
    let copy = Array(name)
    if packed == nil, let found = numbers[copy] { return found }
    let number = UInt32(names.count)
    names.append(copy)
    if let packed { short[packed] = number } else { numbers[copy] = number }
    return number
  }

  /// A name of at most eight bytes as a number.
  private static func packed(_ name: ArraySlice<UInt8>) -> UInt64? {
    guard name.count <= 8, name.first != 0 else { return nil }
    return name.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
