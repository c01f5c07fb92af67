import TidingsCore

/// Rules on what the smaller elements of Media RSS 1.5.1 say: credits, prices, status, the words of a community.
enum MediaValueRules {
  static let all: [DocumentRule] = [credit, words, numbers, currency]

  private static let both: Set<DocumentFormat> = [.rss, .atom]
  private static let specification = "Media RSS 1.5.1, "

  static let credit = DocumentRule(
    Rule(
      "media.credit", .error, "The role of a credit is written in small letters, and is one of its scheme",
      reason: "Readers compare it letter by letter.", reference: specification + "<media:credit>",
      remedy: "Write role=\"producer\", or another role in small letters.", w3c: "InvalidCreditRole"), both
  ) { subject, report in
    for element in elements(subject, "credit") {
      let scheme = subject.xml.attribute(element, "scheme") ?? "urn:ebu"
      if Address(scheme) == nil {
        report(
          at: subject.place(of: "scheme", in: element), "The scheme '\(scheme)' is not an address",
          w3c: "InvalidFullLink",
          remedy: "Write scheme=\"urn:ebu\", or leave it out.")
      }
      guard let role = subject.xml.attribute(element, "role") else { continue }
      if role != role.lowercased() {
        report(
          at: subject.place(of: "role", in: element), "The role '\(role)' has capitals",
          remedy: "Write role=\"\(role.lowercased())\".")
      } else if scheme == "urn:yvs", role != "uploader", role != "owner" {
        report(
          at: subject.place(of: "role", in: element), "The role '\(role)' is not one of urn:yvs",
          remedy: "Write uploader or owner.")
      }
    }
  }

  static let words = DocumentRule(
    Rule(
      "media.state", .error, "Status, rights and kinds of price are words that the format knows",
      reason: "Readers decide by them whether and how to show the thing.",
      reference: specification + "<media:status>, <media:price>, <media:rights>",
      remedy: "Use one of the words that the message names.", w3c: "InvalidValue"), both
  ) { subject, report in
    let known: [(element: String, attribute: String, words: [String])] = [
      ("status", "state", ["active", "blocked", "deleted"]),
      ("price", "type", ["rent", "purchase", "package", "subscription"]),
      ("rights", "status", ["userCreated", "official"]),
    ]
    for entry in known {
      for element in elements(subject, entry.element) {
        guard let value = subject.xml.attribute(element, entry.attribute), !entry.words.contains(value) else {
          continue
        }
        let meant = entry.words.first { $0.lowercased() == value.lowercased() }
        report(
          at: subject.place(of: entry.attribute, in: element),
          "The \(entry.attribute) '\(value)' is not one of \(entry.words.joined(separator: ", "))",
          remedy: meant.map { "Write \($0): capitals count." })
      }
    }
  }

  static let numbers = DocumentRule(
    Rule(
      "media.count", .error, "Stars, views, prices and sizes of players are numbers",
      reason: "Readers count and lay out by them.",
      reference: specification + "<media:community>, <media:price>, <media:embed>",
      remedy: "Write digits, with a point before a fraction, and nothing else.", w3c: "InvalidFloat"), both
  ) { subject, report in
    let whole = ValueType.whole(0...Int.max, event: "InvalidNonNegativeInteger")
    let decimal = ValueType.decimal(0...Double.infinity)
    let known: [(element: String, attributes: [(name: String, kind: ValueType)])] = [
      ("starRating", [("average", decimal), ("count", whole), ("min", decimal), ("max", decimal)]),
      ("statistics", [("views", whole), ("favorites", whole)]),
      ("price", [("price", decimal)]),
      ("embed", [("width", whole), ("height", whole)]),
    ]
    for entry in known {
      for element in elements(subject, entry.element) {
        for (name, kind) in entry.attributes {
          guard let bytes = subject.xml.attributeBytes(element, subject.xml.id(name)), let fault = kind.fault(in: bytes)
          else { continue }
          let value = String(decoding: bytes.prefix(100), as: UTF8.self)
          report(
            at: subject.place(of: name, in: element), "The \(name) of \(entry.element) \(fault.what): '\(value)'",
            w3c: fault.event, remedy: kind.remedy(for: bytes))
        }
      }
    }
  }

  static let currency = DocumentRule(
    Rule(
      "media.currency", .warning, "A price names its currency by three capitals",
      reason: "Without it the number means nothing.", reference: specification + "<media:price>; ISO 4217",
      remedy: "Write currency=\"EUR\"."), both
  ) { subject, report in
    for element in elements(subject, "price") where subject.xml.attribute(element, "price") != nil {
      let currency = subject.xml.attribute(element, "currency")
      if let currency, currency.utf8.count == 3, currency.utf8.allSatisfy({ $0 &- 0x41 < 26 }) { continue }
      let place = currency == nil ? subject.xml.nodes[element].offset : subject.place(of: "currency", in: element)
      report(
        at: place, currency.map { "'\($0)' is not a currency of ISO 4217" } ?? "The price has no currency",
        remedy: currency.flatMap { $0.utf8.count == 3 ? "Write currency=\"\($0.uppercased())\"." : nil })
    }
  }

  private static func elements(_ subject: DocumentContext, _ name: String) -> [XMLTree.Element] {
    subject.xml.elements(named: name, in: Namespaces.media)
  }
}
