/// The links of a Link header (RFC 8288, section 3).
struct LinkHeader: Sendable, Hashable {
  let target: String
  let relations: [String]
  let type: String?

  static func links(_ header: String) -> [LinkHeader] {
    var links: [LinkHeader] = []
    var rest = Array(header)[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let target = String(rest[(open + 1)..<close])
      var parameters: [String: String] = [:]
      rest = rest[(close + 1)...]
      while let next = rest.first(where: { !$0.isWhitespace }), next == ";" {
        rest = rest.drop { $0.isWhitespace || $0 == ";" }
        let name = String(rest.prefix { $0 != "=" && $0 != ";" && $0 != "," }).trimmed.lowercased()
        rest = rest.drop { $0 != "=" && $0 != ";" && $0 != "," }
        guard rest.first == "=" else { continue }
        rest = rest.dropFirst().drop(while: \.isWhitespace)
        let isQuoted = rest.first == "\""
        if isQuoted { rest = rest.dropFirst() }
        let value = rest.prefix { isQuoted ? $0 != "\"" : $0 != ";" && $0 != "," && !$0.isWhitespace }
        rest = rest[value.endIndex...]
        if isQuoted { rest = rest.dropFirst() }
        if parameters[name] == nil { parameters[name] = String(value) }
      }
      let relations = (parameters["rel"] ?? "").lowercased().split(separator: " ").map(String.init)
      links.append(LinkHeader(target: target, relations: relations, type: parameters["type"]?.lowercased()))
    }
    return links
  }
}
