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

  /// The elements that have a case, under the number of their case.
  private static let known = NameTable(
    KnownElement.allCases.map { $0 == .other ? "" : $0.name })

  subscript(number: UInt32) -> [UInt8] { names[Int(number)] }

  var count: Int { names.count }

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
