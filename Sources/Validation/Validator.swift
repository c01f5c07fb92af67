import Codecs
public import TidingsCore

/// The verdict on one document.
public struct Verdict: Sendable, Hashable {
  public let path: String
  /// `nil` where it is nothing that Tidings knows.
  public let format: DocumentFormat?
  public let findings: [Finding]

  public init(path: String, format: DocumentFormat?, findings: [Finding]) {
    self.path = path
    self.format = format
    self.findings = findings
  }

  /// Whether there is no finding of error level.
  public var isValid: Bool { !findings.hasErrors }
}

/// Validates documents from their bytes alone, whatever program made them. It opens no file and no connection.
public struct Validator: Sendable {
  /// Whether documents without an error are held against the RELAX NG schema of their format too: for tests, which hold that
  /// nothing passes the rules and fails the schema.
  package var isDeep = false
  /// The present, against which dates are held; `nil` for no such check.
  public var now: Timestamp?
  /// The encoding that the server says (`charset` of Content-Type); `nil` where it says none.
  public var charset: String?
  /// Platforms whose demands documents are held against too, beside the rules of their formats.
  public var profiles: [Profile]
  /// Bytes to which a compressed document may unpack.
  public var unpackedLimit = GeneralRules.unpackedLimit
  /// Places at which one rule is reported. A document with more is no work of anybody's hand: the last one says how many more.
  public var placeLimit = Reporter.limit

  /// Values of a JSON document that are read; `nil` for what its size lets expect, which is one for ten bytes, and half a
  /// million at least.
  public var valueLimit: Int?
  /// Says when the work is to end without a verdict; `nil` for work that always ends with one.
  var stop: StopMark?

  private var isStopped: Bool { stop?.isSet == true }

  public init(now: Timestamp? = nil, charset: String? = nil, profiles: [Profile] = []) {
    self.profiles = profiles
    self.now = now
    self.charset = charset
  }

  /// - Parameters:
  ///   - bytes: the document as it is served.
  ///   - path: its name in findings.
  ///   - address: where it is found on the web, if that is known; self links and the scope of sitemaps are held against it.
  public func validate(_ bytes: [UInt8], path: String, address: String? = nil) -> Verdict {
    examine(bytes, path: path, address: address, wantsFacts: false).verdict
  }

  /// Validates a document, and says what others of its set need to know of it.
  ///
  /// - Returns: no facts where the document is nothing that Tidings knows, or is not well-formed.
  public func examine(
    _ bytes: [UInt8], path: String, address: String? = nil
  ) -> (verdict: Verdict, facts: DocumentFacts?) {
    examine(bytes, path: path, address: address, wantsFacts: true)
  }

  private func examine(
    _ bytes: [UInt8], path: String, address: String?, wantsFacts: Bool
  ) -> (verdict: Verdict, facts: DocumentFacts?) {
    var plain = bytes
    if Gzip.isGzip(bytes) {
      do {
        plain = try Gzip.decompressed(bytes, limit: unpackedLimit)
      } catch {
        let finding = GeneralRules.compression.finding(at: SourceLocation(path: path), error.description)
        return (Verdict(path: path, format: nil, findings: [finding]), nil)
      }
    }
    guard !isStopped else { return (Verdict(path: path, format: nil, findings: []), nil) }
    let decoded = TextEncoding.decode(plain, charset: charset)
    let lines = LineIndex(decoded.utf8)
    var findings = GeneralRules.encodingFindings(decoded, path: path)
    if FileNameText.hasBytes(path) { findings.append(GeneralRules.name.finding(at: SourceLocation(path: path))) }
    func verdict(_ format: DocumentFormat?) -> Verdict {
      Verdict(path: path, format: format, findings: findings.sorted())
    }
    guard !isStopped else { return (verdict(nil), nil) }
    if decoded.utf8.isEmpty, decoded.foreign != nil { return (verdict(nil), nil) }

    var subject: DocumentContext?
    func examine(
      _ format: DocumentFormat, _ xml: XMLTree = XMLTree(), _ json: JSONTree? = nil,
      moved: [NamespaceRepair.Moved] = []
    ) {
      guard !isStopped else { return }
      let examined = DocumentContext(
        path: path, format: format, utf8: decoded.utf8, size: plain.count, xml: xml,
        feed: format == .rss || format == .atom ? FeedView(xml, format: format) : nil, json: json, address: address,
        moved: moved,
        departures: StructureRules.grammar(of: format, xml).map { GrammarWalk.departures(of: xml, from: $0) } ?? [],
        htmlFaults: HTMLContentRules.faults(format, xml, json),
        faultyAddresses: AddressRules.places(format, xml, json), now: now)
      findings += apply(to: examined, lines)
      subject = examined
    }

    if FormatDetector.isAddressList(decoded.utf8) {
      findings.append(GeneralRules.addressList(path: path))
      return (verdict(nil), nil)
    }
    if FormatDetector.isRobots(path: path, decoded.utf8) {
      if let offset = XMLRecovery.webPage(decoded.utf8) {
        findings.append(WellFormedRules.webPage.finding(at: lines.location(offset, path: path)))
        return (verdict(.robots), nil)
      }
      examine(.robots)
    } else if FormatDetector.isJSON(decoded.utf8) {
      do {
        let json = try JSONTreeReader.read(decoded.utf8, valueLimit: valueLimit)
        guard let format = FormatDetector.format(of: json) else {
          findings.append(GeneralRules.unknown(path: path))
          return (verdict(nil), nil)
        }
        examine(format, XMLTree(), json)
      } catch let fault as JSONTree.Fault {
        let place = lines.location(fault.offset, path: path)
        findings.append(
          fault.isTooLarge
            ? GeneralRules.jsonSize.finding(at: place, "The document is not validated: \(fault.message)")
            : GeneralRules.json.finding(at: place, "This is not JSON: \(fault.message)"))
        return (verdict(.json), nil)
      } catch {
        return (verdict(.json), nil)
      }
    } else {
      let repaired = XMLRecovery.read(decoded.utf8, path: path, lines)
      let reading = repaired.reading
      findings += repaired.findings
      findings += GeneralRules.xmlFindings(reading, path: path, lines)
      guard let format = FormatDetector.format(of: reading.tree) else {
        if reading.fault == nil { findings.append(GeneralRules.unknown(path: path)) }
        return (verdict(nil), nil)
      }
      guard reading.fault == nil else { return (verdict(format), nil) }
      examine(format, reading.tree, moved: repaired.moved)
      if let subject, isDeep, repaired.findings.isEmpty {
        findings += GeneralRules.schemaFindings(subject, beside: findings)
      }
    }
    return (verdict(subject?.format), wantsFacts ? subject.map { DocumentFacts($0) } : nil)
  }

  /// The document in a gzip file; a file that is none as it is, and `nil` for one that is damaged.
  static func unpacked(_ bytes: [UInt8]) -> [UInt8]? {
    Gzip.isGzip(bytes) ? try? Gzip.decompressed(bytes, limit: GeneralRules.unpackedLimit) : bytes
  }

  private func apply(to subject: DocumentContext, _ lines: LineIndex) -> [Finding] {
    let reporter = Reporter(path: subject.path, lines: lines, limit: placeLimit)
    for rule in Rules.documentRules(for: subject.format) where !isStopped { reporter.apply(rule, to: subject) }
    for profile in profiles where !isStopped {
      for rule in ProfileRules.all[profile, default: []] where rule.rule.formats.contains(subject.format) {
        reporter.apply(rule, to: subject)
      }
    }
    return reporter.findings
  }
}
