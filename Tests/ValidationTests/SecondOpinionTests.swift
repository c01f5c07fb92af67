import TestSupport
import Testing
import TidingsCore

@testable import Validation

/// The grammar that every document is validated by, against the RELAX NG schemas: what the schemas refuse, it must refuse.
@Suite struct SecondOpinionTests {
  private static let seeds: [(name: String, bytes: [UInt8])] = {
    let folders = ["rss", "atom", "sitemap", "sitemapindex", "opml"]
    return folders.flatMap { folder in
      ((try? Fixtures.names(in: "documents/" + folder)) ?? []).compactMap { name in
        (try? Fixtures.bytes("documents/\(folder)/\(name)")).map { ("\(folder)/\(name)", $0) }
      }
    }
  }()

  @Test func schemasRefuseNothingThatIsAccepted() {
    #expect(SecondOpinionTests.seeds.count > 100)
    var accepted = 0
    for (name, bytes) in SecondOpinionTests.seeds {
      for round in 0..<40 {
        var mutation = Mutation(seed: UInt64(round) &* 7919 &+ UInt64(bytes.count))
        let mutant = round == 0 ? bytes : mutation.applied(to: bytes)
        var validator = Validator()
        validator.isDeep = true
        let verdict = validator.validate(mutant, path: name)
        let opinion = verdict.findings.filter { $0.rule == "document.schema" }
        if verdict.isValid { accepted += 1 }
        #expect(opinion.isEmpty, "\(opinion.first?.message ?? "")\n\(String(decoding: mutant, as: UTF8.self))")

      }
    }
    // Mutants that are good after all are what the test is about.
    #expect(accepted > 1000)
  }

  @Test func schemasRefuseWhatIsBroken() throws {
    let text = String(decoding: try Fixtures.bytes("documents/sitemap/ok--full.xml"), as: UTF8.self)
    let broken = Array(text.replacing("<url>", with: "<url><loc>https://example.org/</loc>", maxReplacements: 1).utf8)
    #expect(SchemaPool.shared.violations(in: broken, format: .sitemap).isEmpty == false)
    #expect(SchemaPool.shared.violations(in: Array(text.utf8), format: .sitemap).isEmpty)
  }
}

/// Small changes to a document that leave it well-formed, mostly.
private struct Mutation {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func applied(to bytes: [UInt8]) -> [UInt8] {
    let tags = Mutation.elements(in: bytes)
    guard tags.count > 1 else { return bytes }
    let element = tags[random(tags.count - 1) + 1]
    let other = tags[random(tags.count - 1) + 1]
    var out = bytes
    switch random(8) {
    case 0: out.removeSubrange(element)
    case 1: out.insert(contentsOf: bytes[element], at: element.upperBound)
    case 2: out.insert(contentsOf: bytes[element], at: other.lowerBound)
    case 3: out.insert(contentsOf: Array("<stray/>".utf8), at: element.lowerBound)
    case 4: out.insert(contentsOf: Array(" loose ".utf8), at: element.upperBound)
    case 5:
      let name = bytes[element].dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
      let attribute = [" odd=\"1\"", " xml:lang=\"en\"", " type=\"html\"", " url=\"a b\""][random(4)]
      out.insert(contentsOf: Array(attribute.utf8), at: name.endIndex)
    case 6:
      // A value, or what stands between two quotes.
      let inside = bytes[element]
      if let start = inside.firstIndex(of: UInt8(ascii: "\"")),
        let end = inside[(start + 1)...].firstIndex(of: UInt8(ascii: "\""))
      {
        out.replaceSubrange((start + 1)..<end, with: Array(["", "x", "-1", "2021-02-22", "a b"][random(5)].utf8))
      }
    default:
      let inside = bytes[element]
      if let start = inside.firstIndex(of: UInt8(ascii: ">")),
        let end = inside[start...].firstIndex(of: UInt8(ascii: "<"))
      {
        out.replaceSubrange(
          (start + 1)..<end, with: Array(["", "x", "-1", "2021-02-22", "1.5", "a b"][random(6)].utf8))
      }
    }
    return out
  }

  private mutating func random(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(count, 1)))
  }

  /// Each element from its start tag to the end of its end tag.
  private static func elements(in bytes: [UInt8]) -> [Range<Int>] {
    var open: [Int] = []
    var found: [Range<Int>] = []
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")), start + 1 < bytes.count {
      let isCDATA = bytes[start...].starts(with: "<![CDATA[".utf8)
      let mark = isCDATA ? Array("]]>".utf8) : bytes[start...].starts(with: "<!--".utf8) ? Array("-->".utf8) : [0x3E]
      var end = start
      while end < bytes.count, !bytes[end...].starts(with: mark) { end += 1 }
      guard end < bytes.count else { break }
      index = end + mark.count
      switch bytes[start + 1] {
      case UInt8(ascii: "!"), UInt8(ascii: "?"): break
      case UInt8(ascii: "/"): if let first = open.popLast() { found.append(first..<index) }
      default: if bytes[end - 1] == UInt8(ascii: "/") { found.append(start..<index) } else { open.append(start) }
      }
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }
  }
}
