/// A document type declaration (HTML Living Standard, section 13.2.5.53 and after), and whether it asks browsers for the
/// quirks of former times (section 13.2.6.4.1).
struct Doctype {
  var name = ""
  var publicIdentifier: String?
  var systemIdentifier: String?
  var forcesQuirks = false

  init() {}

  /// Reads one from behind its keyword to behind its `>`.
  init(_ input: [UInt8], _ index: inout Int) {
    let end = input[index...].firstIndex(of: UInt8(ascii: ">")) ?? input.count
    var position = index
    func skipSpace() { while position < end, input[position].isHTMLSpace { position += 1 } }
    func word() -> String {
      let start = position
      while position < end, !input[position].isHTMLSpace { position += 1 }
      return String(decoding: input[start..<position], as: UTF8.self).lowercased()
    }
    func keyword() -> String {
      String(decoding: input[position..<min(position + 6, end)], as: UTF8.self).lowercased()
    }
    func quoted() -> String? {
      skipSpace()
      guard position < end, input[position] == UInt8(ascii: "\"") || input[position] == UInt8(ascii: "'") else {
        return nil
      }
      let close = input[(position + 1)..<end].firstIndex(of: input[position]) ?? end
      defer { position = min(close + 1, end) }
      if close == end { forcesQuirks = true }
      return String(decoding: input[(position + 1)..<close], as: UTF8.self)
    }
    skipSpace()
    name = word()
    skipSpace()
    if name.isEmpty || end == input.count { forcesQuirks = true }
    switch keyword() {
    case "public":
      position += 6
      publicIdentifier = quoted()
      if publicIdentifier == nil { forcesQuirks = true } else { systemIdentifier = quoted() }
    case "system":
      position += 6
      systemIdentifier = quoted()
      if systemIdentifier == nil { forcesQuirks = true }
    case "": break
    default: forcesQuirks = true
    }
    index = min(end + 1, input.count)
  }

  var isQuirky: Bool {
    if forcesQuirks || name != "html" { return true }
    let identifier = publicIdentifier?.lowercased()
    if let identifier {
      if Doctype.quirkyIdentifiers.contains(identifier) { return true }
      if Doctype.quirkyPrefixes.contains(where: identifier.hasPrefix) { return true }
      if systemIdentifier == nil, Doctype.transitional.contains(where: identifier.hasPrefix) { return true }
    }
    return systemIdentifier?.lowercased() == "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"
  }

  private static let quirkyIdentifiers: Set<String> = [
    "-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html",
  ]

  private static let transitional = [
    "-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//",
  ]

  private static let quirkyPrefixes = [
    "+//silmaril//dtd html pro v0r11 19970101//", "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//", "-//ietf//dtd html",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer", "-//netscape comm. corp.//dtd", "-//o'reilly and associates//dtd html",
    "-//sq//dtd html 2.0 hotmetal + extensions//", "-//softquad software//dtd hotmetal pro",
    "-//softquad//dtd hotmetal pro", "-//spyglass//dtd html 2.0 extended//", "-//sun microsystems corp.//dtd hotjava",
    "-//w3c//dtd html 3", "-//w3c//dtd html 4.0 frameset//", "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental", "-//w3c//dtd w3 html", "-//w3o//dtd w3 html", "-//webtechs//dtd mozilla html",
  ]
}
