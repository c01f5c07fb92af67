import Documents

/// Rules on documents of any format: that they can be read at all, and that they match their schema.
enum GeneralRules {
  static let wellFormed = Rule(
    "xml.well-formed", .error, "An XML document is well-formed",
    reason: "Readers and crawlers drop a document at its first fault.", reference: "XML 1.0, section 2.1",
    remedy: "Correct the markup here; write '&' as '&amp;' and '<' as '&lt;', and name characters by number.",
    w3c: "SAXError")
  static let entities = Rule(
    "xml.entities", .error, "A document declares no entities of its own",
    reason: "Parsers that are safe refuse them: they are how documents reach for files and memory.",
    reference: "XML 1.0, section 4.2", remedy: "Replace the entities by what they stand for.")
  static let depth = Rule(
    "xml.depth", .error, "Elements are nested no deeper than is meant for reading",
    reason: "Parsers refuse deep nesting.", remedy: "Flatten the markup.")
  static let size = Rule(
    "xml.size", .error, "A document has no more elements and attributes than are meant for reading",
    reason: "Parsers run out of time or memory.", reference: "Tidings",
    remedy: "Check what wrote the document; split it if all of it is needed.")
  static let doctype = Rule(
    "xml.doctype", .info, "A document has no document type declaration",
    reason: "Nothing reads it, and safe parsers may refuse it.", reference: "XML 1.0, section 2.8",
    remedy: "Remove the declaration.", w3c: "ContainsSystemEntity")
  static let netscape = Rule(
    "xml.doctype.netscape", .error, "A document does not name Netscape's DTD of RSS 0.91",
    reason: "The DTD is gone from the web, and parsers that fetch it fail.", reference: "RSS Advisory Board, RSS 0.91",
    remedy: "Remove the declaration.", w3c: "DeprecatedDTD")
  static let encoding = Rule(
    "document.encoding", .error, "A document's bytes are of its encoding",
    reason: "Readers drop it, or show wrong characters.", reference: "XML 1.0, section 4.3.3",
    remedy: "Write it as UTF-8 throughout.", w3c: "UnicodeError")
  static let foreignEncoding = Rule(
    "document.utf-8", .info, "A document is UTF-8", reason: "Not every reader knows other encodings.",
    reference: "RFC 3023, section 8.9", remedy: "Write it as UTF-8.", w3c: "NonstdEncoding")
  static let encodingMismatch = Rule(
    "document.encoding.mismatch", .warning, "The server and the document name one encoding",
    reason: "Some readers believe the one, some the other, and show wrong characters.",
    reference: "RFC 7303, section 3.2", remedy: "Serve it as UTF-8, and say so in both places or in none.",
    w3c: "EncodingMismatch")
  static let json = Rule(
    "json.well-formed", .error, "A JSON document is well-formed", reason: "Readers drop it.",
    reference: "RFC 8259, section 2", remedy: "Correct the place; a JSON library writes it right.")
  static let recognised = Rule(
    "document.recognised", .error,
    "A document is RSS 2.0, Atom 1.0, JSON Feed, a sitemap, a sitemap index or OPML",
    reason: "A reader or crawler that gets something else drops it.",
    remedy: "Check that the address serves the document and not a web page.", w3c: "UndefinedElement")
  static let compression = Rule(
    "document.gzip", .error, "Compressed documents can be unpacked",
    reason: "Readers and crawlers get nothing of them.",
    reference: "RFC 1952", remedy: "Compress the document again; a sitemap has at most 50 MB when it is unpacked.")
  static let schema = Rule(
    "document.schema", .error, "A document matches the schema of its format",
    reason: "What stands where it must not is dropped or misread.", remedy: "Compare with the format's specification.")

  static let all =
    [
      wellFormed, entities, depth, size, doctype, netscape, encoding, foreignEncoding, encodingMismatch, json,
      recognised, schema,
      compression,
    ] + WellFormedRules.all

  /// A sitemap has at most 50 MB; what unpacks to more than this is an attack.
  static let unpackedLimit = 1 << 27

  static func unknown(path: String) -> Finding {
    recognised.finding(at: SourceLocation(path: path), "This is no feed, sitemap or subscription list")
  }

  static func encodingFindings(_ decoded: TextEncoding.Decoded, path: String) -> [Finding] {
    var findings: [Finding] = []
    if let offset = decoded.invalid {
      let place = SourceLocation(path: path, offset: offset, in: decoded.utf8)
      findings.append(encoding.finding(at: place, "A byte here is not \(decoded.foreign ?? "UTF-8")"))
    }
    if let own = decoded.contradicted {
      let served = decoded.foreign ?? "UTF-8"
      findings.append(
        encodingMismatch.finding(
          at: SourceLocation(path: path), "The document says that it is \(own), and is served as \(served)"))
    }
    if let name = decoded.foreign {
      findings.append(foreignEncoding.finding(at: SourceLocation(path: path), "The document is \(name), not UTF-8"))
    }
    return findings
  }

  static func xmlFindings(_ reading: XMLTreeReader.Reading, path: String, _ lines: LineIndex) -> [Finding] {
    var findings: [Finding] = []
    if let offset = reading.doctype {
      let declaration = String(decoding: lines.text(from: offset, limit: 300), as: UTF8.self)
      if declaration.contains("my.netscape.com/publish/formats/rss-0.91.dtd") {
        findings.append(netscape.finding(at: lines.location(offset, path: path)))
      }
      findings.append(doctype.finding(at: lines.location(offset, path: path), "There is a document type declaration"))
    }
    return findings
  }

  /// What the schema finds where no rule of ours has found an error.
  static func schemaFindings(_ subject: Subject, beside own: [Finding]) -> [Finding] {
    // The schemas are those of the versions in use; older ones are their own rules' matter.
    if subject.xml.root.map({ subject.xml.name($0).local }) == "outlineDocument" { return [] }
    if subject.format == .rss, subject.xml.attribute(0, "version") != "2.0" { return [] }
    // Where a rule has found something it says it better, and the schema only adds what follows from it.
    guard !own.hasErrors else { return [] }
    let violations = Schemas.shared.violations(in: subject.utf8, format: subject.format)
    // A parent is reported too for what a child did wrong: the last place in the document is the child's.
    guard let deepest = violations.max(by: { $0.line < $1.line }) else { return [] }
    return [schema.finding(at: SourceLocation(path: subject.path, line: max(deepest.line, 1)), deepest.message)]
  }
}
