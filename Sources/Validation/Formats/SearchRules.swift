import TidingsCore

/// Rules on the Query element of OpenSearch 1.1, by which a feed of search results says what was searched.
enum SearchRules {
  static let all: [DocumentRule] = [role, attributes]

  private static let both: Set<DocumentFormat> = [.rss, .atom]
  private static let specification = "OpenSearch 1.1, draft 6, "
  private static let roles = ["request", "example", "related", "correction", "subset", "superset"]

  static let role = DocumentRule(
    Rule(
      "opensearch.query.role", .error, "A Query of OpenSearch says what it is for",
      reason: "Programs ignore a Query whose role they do not know.",
      reference: specification + "The Query element, Role values",
      remedy: "Write role=\"request\" for the search that gave these results.", w3c: "InvalidLocalRole"), both
  ) { subject, report in
    let queries = queries(subject)
    guard !queries.isEmpty else { return }
    let declared = declaredPrefixes(subject.utf8)
    for query in queries {
      guard let role = subject.xml.attribute(query, "role") else {
        report(at: subject.xml.nodes[query].offset, "There is no role in Query", w3c: "MissingAttribute")
        continue
      }
      guard let colon = role.firstIndex(of: ":") else {
        guard !roles.contains(role) else { continue }
        let meant = roles.contains(role.lowercased()) ? "Write \(role.lowercased()): capitals count." : nil
        report(
          at: subject.place(of: "role", in: query),
          "The role '\(role)' is not one of \(roles.joined(separator: ", ")), and has no prefix",
          remedy: meant ?? "Write one of them, or give a role of your own the prefix of a namespace: x:\(role).")
        continue
      }
      let prefix = String(role[..<colon])
      if !declared.contains(prefix) {
        report(
          at: subject.place(of: "role", in: query), "The prefix of the role '\(role)' is not declared",
          w3c: "UndeclaredPrefix", remedy: "Declare the prefix: xmlns:\(prefix)=\"…\".")
      }
    }
  }

  static let attributes = DocumentRule(
    Rule(
      "opensearch.query.attribute", .error, "The attributes of a Query are OpenSearch's, with values of their kind",
      reason: "Programs cannot make the search again by them.",
      reference: specification + "The Query element, Query element extensibility",
      remedy: "Correct the attribute, or give one of your own the prefix of a namespace.", w3c: "UnexpectedAttribute"),
    both
  ) { subject, report in
    let tree = subject.xml
    for query in queries(subject) {
      for attribute in tree.attributes[tree.nodes[query].attributes] where tree.names[attribute.name].namespace.isEmpty
      {
        let name = tree.names[attribute.name].local
        let place = subject.place(of: name, in: query)
        guard let kind = kinds[name] else {
          let meant = kinds.keys.first { $0.lowercased() == name.lowercased() }
          report(
            at: place, "The attribute \(name) is not one of Query",
            remedy: meant.map { "Write \($0): capitals count." })
          continue
        }
        let value = tree.attributeText[attribute.value]
        guard let fault = kind.fault(in: value), !(name == "language" && value.elementsEqual("*".utf8)) else {
          continue
        }
        let text = String(decoding: value.prefix(100), as: UTF8.self)
        report(
          at: place, "The \(name) of Query \(fault.what): '\(text)'", w3c: fault.event,
          remedy: kind.remedy(for: value))
      }
    }
  }

  /// The attributes of a Query.
  private static let kinds: [String: ValueType] = [
    "role": .any, "title": .atMost(256, event: "TooLong"),
    "totalResults": .whole(0...Int.max, event: "InvalidNonNegativeInteger"), "searchTerms": .any,
    "count": .whole(0...Int.max, event: "InvalidNonNegativeInteger"), "startIndex": .integer, "startPage": .integer,
    "language": .language, "inputEncoding": .oneWord, "outputEncoding": .oneWord,
  ]

  private static func queries(_ subject: DocumentContext) -> [XMLTree.Element] {
    subject.xml.elements(named: "Query", in: Namespaces.openSearch)
  }

  /// All prefixes that a document declares anywhere.
  private static func declaredPrefixes(_ utf8: [UInt8]) -> Set<String> {
    let mark = Array("xmlns:".utf8)
    var prefixes: Set<String> = []
    var index = 0
    while index + mark.count < utf8.count {
      guard utf8[index] == mark[0], utf8[index..<(index + mark.count)].elementsEqual(mark) else {
        index += 1
        continue
      }
      let prefix = utf8[(index + mark.count)...].prefix { $0 != UInt8(ascii: "=") && !$0.isXMLSpace }
      if prefix.count < 100 { prefixes.insert(String(decoding: prefix, as: UTF8.self)) }
      index += mark.count
    }
    return prefixes
  }
}
