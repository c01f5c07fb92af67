public import TidingsCore

/// Documents that are served together, such as those of one site: proof that they fit each other.
public struct DocumentSet: Sendable {
  struct Member: Sendable {
    /// From the set's folder.
    let relativePath: String
    let facts: DocumentFacts
  }

  let members: [Member]
  /// With a slash at the end; `nil` where it was not given and cannot be known.
  let baseAddress: String?
  /// Members by their address, with nothing encoded that need not be.
  private let byAddress: [String: Int]
  private let text: @Sendable (_ path: String) -> [UInt8]?

  /// - Parameters:
  ///   - folder: the start that the documents' paths have in common; it may be empty.
  ///   - text: the bytes of a document once more, by its path: lines are only counted where there is something to say.
  ///   - baseAddress: where the folder is served; where it is `nil`, what the feeds say of themselves shows it.
  public init(
    _ facts: [DocumentFacts], in folder: String, baseAddress: String? = nil,
    text: @escaping @Sendable (_ path: String) -> [UInt8]?
  ) {
    self.text = text
    members = facts.map { facts in
      let path = facts.path.hasPrefix(folder) ? String(facts.path.dropFirst(folder.count)) : facts.path
      return Member(relativePath: path, facts: facts)
    }
    let given = baseAddress.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    let base = given ?? DocumentSet.commonBase(members)
    self.baseAddress = base
    var byAddress: [String: Int] = [:]
    if let base {
      for (index, member) in members.enumerated() {
        let address = base + DocumentSet.encoded(member.relativePath)
        byAddress[address] = index
        // What lies here compressed is often served under the plain name.
        if address.hasSuffix(".gz") { byAddress[String(address.dropLast(3))] = index }
      }
    }
    self.byAddress = byAddress
  }

  /// Whether one of two members is a copy of the other.
  func haveSameBytes(_ one: Int, _ other: Int) -> Bool {
    guard let bytes = text(members[one].facts.path) else { return false }
    return bytes == text(members[other].facts.path)
  }

  /// A feed of the set, read once more for what a finding quotes.
  func feed(at path: String) -> ParsedFeed? { text(path).flatMap { ParsedFeed.read($0) } }

  /// Everything that does not fit, in the order of the places.
  public var findings: [Finding] {
    var texts: [String: LineIndex] = [:]
    func location(_ place: DocumentFacts.Place) -> SourceLocation {
      if texts[place.path] == nil { texts[place.path] = LineIndex(SourceText(text(place.path) ?? []).utf8) }
      return texts[place.path]?.location(place.offset, path: place.path) ?? SourceLocation(path: place.path)
    }
    return SetRules.findings(self, location).sorted()
  }

  /// The base address that most feeds and sitemaps imply by where they say they are.
  private static func commonBase(_ members: [Member]) -> String? {
    var votes: [String: Int] = [:]
    for member in members {
      let path = encoded(member.relativePath)
      for reference in member.facts.references where reference.kind == .own {
        let address = canonical(reference.address)
        if address.hasSuffix("/" + path) { votes[String(address.dropLast(path.count)), default: 0] += 1 }
      }
    }
    return votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The position of the member at an address, whichever of its characters are encoded.
  func member(at address: String) -> Int? { byAddress[DocumentSet.canonical(address)] }

  /// A path as it stands in an address (RFC 3986, section 3.3).
  private static func encoded(_ path: String) -> String {
    String(decoding: path.utf8.flatMap { isPlain($0) ? [$0] : PercentEncoding.encoded($0) }, as: UTF8.self)
  }

  /// Whether a character of a path stands for itself, though it may be encoded.
  private static func isPlain(_ byte: UInt8) -> Bool {
    PercentEncoding.isUnreserved(byte) || "!$&'()*+,;=:@/".utf8.contains(byte)
  }

  /// An address without needless encoding.
  private static func canonical(_ address: String) -> String {
    guard address.utf8.contains(UInt8(ascii: "%")) else { return address }
    let bytes = Array(address.utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let byte = PercentEncoding.decoded(at: index, in: bytes), isPlain(byte), byte != UInt8(ascii: "/") {
        out.append(byte)
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
