import TidingsCore

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
    reference: "XML 1.0, section 4.2", remedy: "Replace the entities by their text.")
  static let depth = Rule(
    "xml.depth", .error, "Elements are not nested too deep",
    reason: "Parsers refuse deep nesting.", remedy: "Flatten the markup.")
  static let size = Rule(
    "xml.size", .error, "A document does not have too many elements and attributes",
    reason: "Parsers run out of time or memory.", reference: "Tidings",
    remedy: "Check what wrote the document; split it if all of it is needed.")
  static let doctype = Rule(
    "xml.doctype", .info, "A document has no document type declaration",
    reason: "Nothing reads it, and safe parsers may refuse it.", reference: "XML 1.0, section 2.8",
    remedy: "Remove the declaration.", w3c: "ContainsSystemEntity")
  static let netscape = Rule(
    "xml.doctype.netscape", .error, "A document does not name Netscape's DTD of RSS 0.91",
    reason: "The DTD is no longer on the web, and parsers that fetch it fail.",
    reference: "RSS Advisory Board, RSS 0.91",
    remedy: "Remove the declaration.", w3c: "DeprecatedDTD")
  static let version = Rule(
    "xml.version", .error, "A document is XML 1.0", reason: "Most parsers know no other version and drop it.",
    reference: "XML 1.0, section 2.8", remedy: "Write <?xml version=\"1.0\" encoding=\"utf-8\"?>.", w3c: "BadXmlVersion"
  )
  static let encodingName = Rule(
    "xml.encoding.name", .warning, "An encoding has its IANA name",
    reason: "Parsers such as Expat drop a document whose encoding they do not know by that name.",
    reference: "XML 1.0, section 4.3.3; IANA, Character Sets", remedy: "Write encoding=\"utf-8\", and the document so.")
  static let namespaceName = Rule(
    "xml.namespace.name", .warning, "A namespace has an address for a name, without blanks",
    reason: "Readers compare it letter by letter: what is in it is unknown to them.",
    reference: "Namespaces in XML 1.0, section 2.2",
    remedy: "Write it exactly as in the extension's specification.", w3c: "UnknownNamespace")
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
  static let jsonSize = Rule(
    "json.size", .error, "A JSON document does not have too many values",
    reason: "Programs run out of time or memory.", reference: "Tidings",
    remedy: "Check what wrote the document; split it if all of it is needed.")
  static let recognised = Rule(
    "document.recognised", .error,
    "A document is RSS 2.0, Atom 1.0, JSON Feed, a sitemap, a sitemap index or OPML",
    reason: "A reader or crawler that gets something else drops it.",
    remedy: "Check that the address serves the document and not a web page.", w3c: "UndefinedElement")
  static let name = Rule(
    "document.name", .warning, "The name of a document is UTF-8",
    reason:
      "Systems and servers read other bytes in different ways, or refuse them, so that the address of the document is not certain.",
    reference: "RFC 3986, section 2.5", remedy: "Rename it, for instance with: convmv -f latin1 -t utf8 --notest")
  static let compression = Rule(
    "document.gzip", .error, "Compressed documents can be unpacked",
    reason: "Readers and crawlers cannot read them.",
    reference: "RFC 1952", remedy: "Compress the document again; a sitemap has at most 50 MB when it is unpacked.")
  static let schema = Rule(
    "document.schema", .error, "A document matches the schema of its format",
    reason: "Content in a wrong place is dropped or misread.", remedy: "Compare with the format's specification.")

  static let all =
    [
      wellFormed, entities, depth, size, doctype, netscape, version, encodingName, namespaceName, encoding,
      foreignEncoding, encodingMismatch, json, jsonSize,
      recognised, schema, name,
      compression,
    ] + WellFormedRules.all

  /// A sitemap has at most 50 MB; what unpacks to more than this is an attack.
  static let unpackedLimit = 1 << 27

  static func unknown(path: String) -> Finding {
    recognised.finding(at: SourceLocation(path: path), "This is not a feed, sitemap or subscription list")
  }

  /// A sitemap in plain text is allowed, and there is little to say of it.
  static func addressList(path: String) -> Finding {
    var finding = recognised.finding(
      at: SourceLocation(path: path),
      "This is a list of addresses, which is a sitemap in plain text; it was not validated"
    )
    finding.severity = .info
    finding.remedy = "Serve it as text/plain, with at most 50,000 addresses; only a sitemap in XML has lastmod."
    finding.w3c = nil
    return finding
  }

  static func encodingFindings(_ decoded: TextEncoding.Decoded, path: String) -> [Finding] {
    var findings: [Finding] = []
    if let offset = decoded.invalid {
      let place = SourceLocation(path: path, offset: offset, in: decoded.utf8)
      // Where nothing could be read at all, the name is that of no encoding.
      if let name = decoded.foreign, decoded.utf8.isEmpty {
        var finding = encoding.finding(
          at: place, "The document says that its encoding is '\(name)', and there is none of that name")
        finding.w3c = "UnknownEncoding"
        finding.remedy = "Write the document as UTF-8, with encoding=\"utf-8\" in its declaration."
        return findings + [finding]
      }
      findings.append(encoding.finding(at: place, "A byte here is not \(decoded.foreign ?? "UTF-8")"))
    }
    if let own = decoded.contradicted {
      let served = decoded.foreign ?? "UTF-8"
      findings.append(
        encodingMismatch.finding(
          at: SourceLocation(path: path), "The document says that it is \(own), and is served as \(served)"))
    }
    if decoded.isUnmarked {
      var finding = encoding.finding(
        at: SourceLocation(path: path), "The document is UTF-16, and no byte order mark says so")
      finding.remedy = "Write it as UTF-8, or put the mark U+FEFF in front of it."
      return findings + [finding]
    }
    if let name = decoded.foreign {
      findings.append(foreignEncoding.finding(at: SourceLocation(path: path), "The document is \(name), not UTF-8"))
    }
    return findings
  }

  static func xmlFindings(_ reading: XMLTreeReader.Reading, path: String, _ lines: LineIndex) -> [Finding] {
    var findings = declarationFindings(lines, path)
    if let offset = reading.doctype {
      let declaration = String(decoding: lines.text(from: offset, limit: 300), as: UTF8.self)
      if declaration.contains("my.netscape.com/publish/formats/rss-0.91.dtd") {
        findings.append(netscape.finding(at: lines.location(offset, path: path)))
      }
      findings.append(doctype.finding(at: lines.location(offset, path: path), "There is a document type declaration"))
    }
    for (prefix, offset) in reading.undeclared {
      var finding = WellFormedRules.prefix.finding(
        at: lines.location(offset, path: path), "The prefix '\(prefix)' is not declared")
      if let namespace = Namespaces.named(prefix) {
        finding.remedy = "Add xmlns:\(prefix)=\"\(namespace)\" to the first tag of the document."
      }
      findings.append(finding)
    }
    for end in reading.namespaces {
      let text = lines.text(before: end, limit: 2000)
      let start = text.indices.last { text[$0...].starts(with: "xmlns".utf8) } ?? text.startIndex
      let declaration = String(decoding: text[start...].prefix(200), as: UTF8.self)
      let name = declaration.split(separator: "=", maxSplits: 1).last.map { $0.trimmingSpace.dropFirst().dropLast() }
      let isPadded = name.map { String($0).trimmingSpace.utf8.count < $0.utf8.count } ?? false
      findings.append(
        namespaceName.finding(
          at: lines.location(start, path: path),
          isPadded
            ? "There is white space at an end of the namespace in \(declaration)" : "\(declaration) names no address"))
    }
    return findings
  }

  /// What is wrong with the XML declaration. It stands in the first line, or nowhere.
  private static func declarationFindings(_ lines: LineIndex, _ path: String) -> [Finding] {
    let start = lines.text(from: 0, limit: 200)
    // What nearly all documents begin with.
    if start.starts(with: usual) { return [] }
    guard start.starts(with: "<?xml ".utf8), let end = start.firstIndex(of: UInt8(ascii: ">")) else { return [] }
    let declaration = String(decoding: start[..<end], as: UTF8.self)
    func value(_ name: String) -> (text: String, place: SourceLocation)? {
      guard let found = declaration.firstRange(of: name) else { return nil }
      let rest = declaration[found.upperBound...].drop { $0 == " " || $0 == "=" }
      guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
      let offset = declaration.utf8.distance(from: declaration.startIndex, to: found.lowerBound)
      return (String(rest.dropFirst().prefix { $0 != quote }), lines.location(offset, path: path))
    }
    var findings: [Finding] = []
    if let found = value("version"), found.text != "1.0" {
      findings.append(version.finding(at: found.place, "The declaration says XML \(found.text)"))
    }
    if let found = value("encoding"), let right = misspelt[found.text.lowercased()] {
      findings.append(
        encodingName.finding(at: found.place, "No encoding is called '\(found.text)': it is \(right)"))
    }
    return findings
  }

  private static let usual = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>".utf8)

  /// Names that people write and nobody registered.
  static let misspelt = [
    "utf8": "UTF-8", "utf-8-sig": "UTF-8", "unicode": "UTF-8 or UTF-16", "utf16": "UTF-16", "ansi": "windows-1252",
    "iso8859-1": "ISO-8859-1", "iso88591": "ISO-8859-1", "iso-8859": "ISO-8859-1", "iso8859-15": "ISO-8859-15",
    "cp1252": "windows-1252", "cp1251": "windows-1251", "cp1250": "windows-1250", "win-1252": "windows-1252",
    "win-1251": "windows-1251", "latin-1": "ISO-8859-1", "sjis": "Shift_JIS", "eucjp": "EUC-JP", "euckr": "EUC-KR",
  ]

  /// What the schema finds where no rule of ours has found an error.
  static func schemaFindings(_ subject: DocumentContext, beside own: [Finding]) -> [Finding] {
    // The schemas are those of the versions in use; older ones are their own rules' matter.
    if subject.xml.root.map({ subject.xml.name($0).local }) == "outlineDocument" { return [] }
    if subject.format == .rss, subject.xml.attribute(0, "version") != "2.0" { return [] }
    // Where a rule has found something it says it better, and the schema only adds what follows from it.
    guard !own.hasErrors else { return [] }
    let violations = SchemaPool.shared.violations(in: subject.utf8, format: subject.format)
    // A parent is reported too for what a child did wrong: the last place in the document is the child's.
    guard let deepest = violations.max(by: { $0.line < $1.line }) else { return [] }
    return [schema.finding(at: SourceLocation(path: subject.path, line: max(deepest.line, 1)), deepest.message)]
  }
}
