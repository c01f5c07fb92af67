import TidingsCore

/// Rules of Media RSS 1.5.1 (rssboard.org/media-rss), in RSS and in Atom.
enum MediaRules {
  static let all: [DocumentRule] = [
    namespace, numbers, words, thumbnail, group, hash, rating, restriction, adult, time,
  ]

  private static let both: Set<DocumentFormat> = [.rss, .atom]
  private static let specification = "Media RSS 1.5.1"

  static let namespace = DocumentRule(
    Rule(
      "media.namespace", .error, "The namespace of Media RSS ends in a slash",
      reason: "Readers do not know it otherwise.", reference: specification + ", Namespace declaration",
      remedy: "Write xmlns:media=\"http://search.yahoo.com/mrss/\".", w3c: "MediaRssNamespace"), both
  ) { subject, report in
    let wrong = subject.xml.names.indices.filter { subject.xml.names[$0].namespace == "http://search.yahoo.com/mrss" }
    guard let first = subject.xml.nodes.first(where: { wrong.contains($0.name) }) else { return }
    report(at: first.offset, "The namespace of Media RSS lacks its last slash")
  }

  static let numbers = DocumentRule(
    Rule(
      "media.number", .error, "Sizes and counts of media are numbers greater than zero",
      reason: "Readers lay out by them.", reference: specification + ", <media:content>",
      remedy: "Write the number, or leave the attribute out where it is unknown.", w3c: "InvalidPositiveInteger"), both
  ) { subject, report in
    let positive = ["fileSize", "height", "width"]
    for element in elements(subject, ["content", "thumbnail", "player"]) {
      for name in positive + ["channels", "bitrate", "framerate", "samplingrate", "duration"] {
        guard let value = subject.xml.attribute(element, name) else { continue }
        let isWhole = !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let isFraction =
          ["bitrate", "framerate", "samplingrate", "duration"].contains(name) && Double(value).map { $0 >= 0 } == true
        let isGood = positive.contains(name) ? isWhole && value.contains { $0 != "0" } : isWhole || isFraction
        guard !isGood else { continue }
        let event =
          positive.contains(name)
          ? "InvalidPositiveInteger" : name == "channels" ? "InvalidNonNegativeInteger" : "InvalidFloat"
        report(at: subject.place(of: name, in: element), "The \(name) '\(value)' is no such number", w3c: event)
      }
    }
  }

  static let words = DocumentRule(
    Rule(
      "media.word", .error, "Medium, expression and text type are words that the format knows",
      reason: "Readers decide by them how to show the thing.",
      reference: specification + ", <media:content>, <media:title>",
      remedy: "Use one of the words that the message names.", w3c: "InvalidMediaMedium"), both
  ) { subject, report in
    let known: [(elements: [String], attribute: String, words: [String], event: String)] = [
      (["content"], "medium", ["image", "audio", "video", "document", "executable"], "InvalidMediaMedium"),
      (["content"], "expression", ["sample", "full", "nonstop"], "InvalidMediaExpression"),
      (["title", "description", "text"], "type", ["plain", "html"], "InvalidMediaTextType"),
    ]
    for entry in known {
      for element in elements(subject, entry.elements) {
        guard let value = subject.xml.attribute(element, entry.attribute), !entry.words.contains(value) else {
          continue
        }
        let message = "The \(entry.attribute) '\(value)' is not one of \(entry.words.joined(separator: ", "))"
        report(at: subject.place(of: entry.attribute, in: element), message, w3c: entry.event)
      }
    }
  }

  static let thumbnail = DocumentRule(
    Rule(
      "media.thumbnail.url", .error, "A thumbnail has an address", reason: "Without it there is nothing to show.",
      reference: specification + ", <media:thumbnail>", remedy: "Write the address in full.",
      w3c: "InvalidUriChar"), both
  ) { subject, report in
    let name = subject.xml.id("url")
    for element in elements(subject, ["thumbnail", "content", "player"]) {
      guard let bytes = subject.xml.attributeBytes(element, name), !Address.isPlainlyWeb(bytes) else { continue }
      let url = String(decoding: bytes, as: UTF8.self)
      if Address.hasForbiddenCharacters(url) || Address(url) == nil {
        let fault = AddressFault.first(in: bytes).flatMap { $0.kind == .character ? $0.what : nil }
        report(
          at: subject.place(of: "url", in: element), "'\(url)' \(fault ?? "is not an absolute address")",
          w3c: "InvalidUriChar",
          remedy: ValueType.absolute.remedy(for: bytes))
      }
    }
  }

  static let group = DocumentRule(
    Rule(
      "media.group", .info, "A group holds at least two versions of one thing",
      reason: "It exists to let the reader choose.", reference: specification + ", <media:group>",
      remedy: "Take the one out of the group.", w3c: "MediaGroupWithoutAlternatives"), both
  ) { subject, report in
    let content = subject.xml.id("content", Namespaces.media)
    for element in elements(subject, ["group"]) where subject.xml.children(element, content).count < 2 {
      report(at: subject.xml.nodes[element].offset, "There is nothing to choose from in the group")
    }
  }

  static let hash = DocumentRule(
    Rule(
      "media.hash", .error, "A hash is the MD5 or SHA-1 of the file, in hexadecimal",
      reason: "Others cannot be checked.", reference: specification + ", <media:hash>",
      remedy: "Write algo=\"md5\" with 32 digits, or algo=\"sha-1\" with 40.", w3c: "InvalidMediaHash"), both
  ) { subject, report in
    for element in elements(subject, ["hash"]) {
      let digits = ["md5": 32, "sha-1": 40][subject.xml.attribute(element, "algo") ?? "md5"]
      let value = subject.xml.string(element)
      if value.count != digits || !value.allSatisfy(\.isHexDigit) {
        report(at: subject.xml.nodes[element].offset, "The hash '\(value)' is not one of its algorithm")
      }
    }
  }

  static let rating = DocumentRule(
    Rule(
      "media.rating", .error, "A rating is one of its scheme",
      reason: "Readers hide media whose rating they do not know.",
      reference: specification + ", <media:rating>", remedy: "Write adult or nonadult, or a value of the scheme named.",
      w3c: "InvalidMediaRating"), both
  ) { subject, report in
    for element in elements(subject, ["rating"]) {
      let value = subject.xml.string(element)
      let scheme = subject.xml.attribute(element, "scheme") ?? "urn:simple"
      if Address(scheme) == nil {
        report(
          at: subject.place(of: "scheme", in: element), "The scheme '\(scheme)' is not an address",
          w3c: "InvalidFullLink")
      } else if !isRating(value, scheme: scheme) {
        report(at: subject.xml.nodes[element].offset, "The rating '\(value)' is not one of \(scheme)")
      }
    }
  }

  static let restriction = DocumentRule(
    Rule(
      "media.restriction", .error, "A restriction allows or denies countries, addresses or everybody",
      reason: "Readers that cannot read it show nothing.", reference: specification + ", <media:restriction>",
      remedy: "Write relationship=\"allow\" or \"deny\", and type=\"country\" or \"uri\".",
      w3c: "InvalidMediaRestriction"),
    both
  ) { subject, report in
    for element in elements(subject, ["restriction"]) {
      let offset = subject.xml.nodes[element].offset
      let relationship = subject.xml.attribute(element, "relationship")
      if relationship != "allow", relationship != "deny" {
        report(
          at: offset, "There is no relationship",
          w3c: relationship == nil ? "MissingAttribute" : "InvalidMediaRestrictionRel")
      }
      let value = subject.xml.string(element)
      switch subject.xml.attribute(element, "type") {
      case nil where !["", "all", "none"].contains(value):
        report(at: offset, "'\(value)' is neither all nor none, and there is no type")
      case "country" where !value.split(separator: " ").allSatisfy({ countries.contains($0.uppercased()) }):
        report(at: offset, "'\(value)' is not a list of countries", w3c: "InvalidCountryCode")
      case nil, "country", "uri", "sharing": break
      case let type?: report(at: offset, "The type '\(type)' is unknown", w3c: "InvalidMediaRestrictionType")
      }
    }
  }

  static let adult = DocumentRule(
    Rule(
      "media.adult", .warning, "What is for adults is said by media:rating", reason: "media:adult is deprecated.",
      reference: specification + ", <media:adult>", remedy: "Write <media:rating>adult</media:rating>.",
      w3c: "DeprecatedMediaAdult"), both
  ) { subject, report in
    for element in elements(subject, ["adult"]) { report(at: subject.xml.nodes[element].offset) }
  }

  static let time = DocumentRule(
    Rule(
      "media.time", .error, "Times in media are seconds, or hours, minutes and seconds",
      reason: "Players cannot go to others.", reference: specification + ", <media:text>; RFC 2326, section 3.6",
      remedy: "Write 17.5 or 00:00:17.500.", w3c: "InvalidNPTTime"), both
  ) { subject, report in
    for element in elements(subject, ["text", "thumbnail", "scene"]) {
      for name in ["start", "end", "time"] {
        guard let value = subject.xml.attribute(element, name), !isTime(value) else { continue }
        report(at: subject.place(of: name, in: element), "The \(name) '\(value)' is not a time")
      }
    }
  }

  /// Normal play time: `17.5`, `1:02:03.4`.
  private static func isTime(_ text: String) -> Bool {
    if text == "now" { return true }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let seconds = parts.last, [1, 3].contains(parts.count) else { return false }
    func isDigits(_ part: Substring) -> Bool { !part.isEmpty && part.utf8.allSatisfy { $0 &- 0x30 < 10 } }
    let pieces = seconds.split(separator: ".", omittingEmptySubsequences: false)
    return pieces.count <= 2 && pieces.allSatisfy(isDigits) && parts.dropLast().allSatisfy(isDigits)
  }

  /// ISO 3166-1.
  private static let countries = Set(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD \
    CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF \
    GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN \
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA \
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI \
    SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI \
    VN VU WF WS YE YT ZA ZM ZW
    """.split(separator: " ").map(String.init))

  /// Whether two letters are those of a country, in capitals or not.
  static func isCountry(_ code: String) -> Bool { countries.contains(code.uppercased()) }

  private static func elements(_ subject: DocumentContext, _ names: [String]) -> [XMLTree.Element] {
    subject.xml.elements(named: names, in: Namespaces.media)
  }

  private static func isRating(_ value: String, scheme: String) -> Bool {
    switch scheme {
    case "urn:simple": return ["adult", "nonadult"].contains(value)
    case "urn:mpaa": return ["g", "pg", "pg-13", "r", "nc-17"].contains(value)
    case "urn:v-chip": return ["all", "tv-y", "tv-y7", "tv-y7-fv", "tv-g", "tv-pg", "tv-14", "tv-ma"].contains(value)
    case "urn:icra":
      let codes = value.split(whereSeparator: { $0 == " " || $0 == "(" || $0 == ")" })
      // The letters of ICRA's own vocabulary (2000): c, l, n, o and v, each with a letter for the kind.
      return codes.first == "r" && codes.count > 1
        && codes.dropFirst().allSatisfy {
          ($0.count == 2 && "clnov".contains($0.prefix(1)) && $0.allSatisfy(\.isLetter)) || $0 == "0" || $0 == "1"
        }
    default: return true
    }
  }
}
