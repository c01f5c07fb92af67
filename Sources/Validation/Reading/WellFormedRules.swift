import TidingsCore

/// Why XML is not well-formed, where that can be known.
enum WellFormedRules {
  static let entity = Rule(
    "xml.entity.defined", .error, "Entities are the five of XML", reason: "Readers drop the document at another.",
    reference: "XML 1.0, section 4.6", remedy: "Write the character itself, or its number: &#160; for &nbsp;.",
    w3c: "SAXError")
  static let ampersand = Rule(
    "xml.ampersand", .error, "An '&' begins a reference", reason: "Readers drop the document at a bare one.",
    reference: "XML 1.0, section 2.4", remedy: "Write '&' as '&amp;', in addresses too.", w3c: "SAXError")
  static let character = Rule(
    "xml.character", .error, "Characters are those of XML: no control characters",
    reason: "Readers drop the document at one.", reference: "XML 1.0, section 2.2",
    remedy: "Remove the character; it came from a paste, or from a wrong encoding.", w3c: "SAXError")
  static let declaration = Rule(
    "xml.declaration.first", .error, "Nothing comes before the XML declaration or the document",
    reason:
      "Readers drop the document; it is often a warning of the program that wrote it, or a blank line of a template.",
    reference: "XML 1.0, section 2.8", remedy: "Remove what comes before it.", w3c: "SAXError")
  static let webPage = Rule(
    "document.html", .error, "A feed's address serves the feed, and no web page",
    reason: "Readers find nothing to read.", reference: "Tidings",
    remedy: "Check the address, and whether the server sends an error page or a login in place of the feed.",
    w3c: "SAXError")

  static let prefix = Rule(
    "xml.prefix.declared", .error, "A prefix is declared before it is used",
    reason: "Most parsers drop the document at one that is not.", reference: "Namespaces in XML 1.0, section 5",
    remedy: "Declare it at the root: xmlns:prefix=\"…\".", w3c: "SAXError")

  static let all = [prefix, entity, ampersand, character, declaration, webPage]
}
