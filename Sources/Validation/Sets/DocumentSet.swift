public import Documents

/// Documents that are served together, such as those of one site: proof that they fit each other.
public struct DocumentSet: Sendable {
  struct Member: Sendable {
    /// From the set's folder.
    let relativePath: String
    let facts: DocumentFacts
  }

  let members: [Member]
  /// With a slash at the end; `nil` where it was not given and cannot be told.
  let baseAddress: String?
  /// Members by their address.
  let byAddress: [String: Int]
  private let text: @Sendable (_ path: String) -> [UInt8]?

  /// - Parameters:
  ///   - folder: the start that the documents' paths have in common; it may be empty.
  ///   - text: the bytes of a document once more, by its path: lines are only counted where there is something to say.
  ///   - baseAddress: where the folder is served; where it is `nil`, the feeds' own words for themselves tell.
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

  /// Everything that does not fit, in the order of the places.
  public var findings: [Finding] {
    var texts: [String: SourceText] = [:]
    func location(_ place: DocumentFacts.Place) -> SourceLocation {
      if texts[place.path] == nil { texts[place.path] = SourceText(text(place.path) ?? []) }
      return texts[place.path]?.location(place.offset, path: place.path) ?? SourceLocation(path: place.path)
    }
    return SetRules.findings(self, location).sorted()
  }

  /// The base address that most feeds and sitemaps imply by where they say they are.
  private static func commonBase(_ members: [Member]) -> String? {
    var votes: [String: Int] = [:]
    for member in members {
      let path = encoded(member.relativePath)
      for reference in member.facts.references where reference.kind == .own && reference.address.hasSuffix("/" + path) {
        votes[String(reference.address.dropLast(path.count)), default: 0] += 1
      }
    }
    return votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// A path as it stands in an address (RFC 3986, section 3.3).
  private static func encoded(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      let isPlain =
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "-._~!$&'()*+,;=:@/".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      text += isPlain ? String(Unicode.Scalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
    }
    return text
  }
}
