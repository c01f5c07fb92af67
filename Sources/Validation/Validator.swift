import Compression
public import Documents

/// The verdict on one document.
public struct Verdict: Sendable, Hashable {
  public let path: String
  /// `nil` where it is nothing that Tidings knows.
  public let format: DocumentFormat?
  public let findings: [Finding]

  /// Whether there is no finding of error level.
  public var isValid: Bool { !findings.hasErrors }
}

/// Judges documents, by whomever they were made, from their bytes alone. It opens no file and no connection.
public struct Validator: Sendable {
  /// Whether documents without an error are held against the RELAX NG schema of their format too, as a second opinion. It
  /// takes several times as long.
  public var isDeep: Bool
  /// The present, against which dates are held; `nil` for no such check.
  public var now: Timestamp?

  public init(isDeep: Bool = false, now: Timestamp? = nil) {
    self.isDeep = isDeep
    self.now = now
  }

  /// - Parameters:
  ///   - bytes: the document as it is served.
  ///   - path: its name in findings.
  ///   - address: where it is found on the web, if that is known; self links and the scope of sitemaps are held against it.
  public func judge(_ bytes: [UInt8], path: String, address: String? = nil) -> Verdict {
    guard Gzip.isGzip(bytes) else { return judgePlain(bytes, path: path, address: address) }
    do {
      let plain = try Gzip.decompressed(bytes, limit: GeneralRules.unpackedLimit)
      return judgePlain(plain, path: path, address: address)
    } catch {
      let finding = GeneralRules.compression.finding(at: SourceLocation(path: path), error.description)
      return Verdict(path: path, format: nil, findings: [finding])
    }
  }

  private func judgePlain(_ bytes: [UInt8], path: String, address: String?) -> Verdict {
    let decoded = TextEncoding.decode(bytes)
    var findings = GeneralRules.encodingFindings(decoded, path: path)
    if decoded.utf8.isEmpty, decoded.foreign != nil { return Verdict(path: path, format: nil, findings: findings) }
    let lines = LineIndex(decoded.utf8)
    func subject(_ format: DocumentFormat, _ xml: XMLTree, _ json: JSONTree.Value?) -> Subject {
      Subject(
        path: path, format: format, utf8: decoded.utf8, size: bytes.count, xml: xml, json: json, address: address,
        departures: StructureRules.grammar(of: format).map { GrammarWalk.departures(of: xml, from: $0) } ?? [],
        htmlFaults: HTMLContentRules.faults(format, xml, json), now: now)
    }

    if Sniffer.isRobots(path: path) {
      findings += apply(to: subject(.robots, XMLTree(), nil), lines)
      return Verdict(path: path, format: .robots, findings: findings.sorted())
    }
    if Sniffer.isJSON(decoded.utf8) {
      do {
        let json = try JSONTreeReader.read(decoded.utf8)
        guard let format = Sniffer.format(of: json) else {
          findings.append(GeneralRules.unknown(path: path))
          return Verdict(path: path, format: nil, findings: findings)
        }
        findings += apply(to: subject(format, XMLTree(), json), lines)
        return Verdict(path: path, format: format, findings: findings.sorted())
      } catch let fault as JSONTree.Fault {
        findings.append(
          GeneralRules.json.finding(at: lines.location(fault.offset, path: path), "This is not JSON: \(fault.message)"))
      } catch {}
      return Verdict(path: path, format: .json, findings: findings)
    }

    let repaired = FaultRepair.read(decoded.utf8, path: path, lines)
    let reading = repaired.reading
    let format = Sniffer.format(of: reading.tree)
    findings += repaired.findings
    findings += GeneralRules.xmlFindings(reading, path: path, lines)
    guard let format else {
      if reading.fault == nil { findings.append(GeneralRules.unknown(path: path)) }
      return Verdict(path: path, format: nil, findings: findings.sorted())
    }
    if reading.fault == nil {
      let subject = subject(format, reading.tree, nil)
      findings += apply(to: subject, lines)
      if isDeep, repaired.findings.isEmpty { findings += GeneralRules.schemaFindings(subject, beside: findings) }
    }
    return Verdict(path: path, format: format, findings: findings.sorted())
  }

  private func apply(to subject: Subject, _ lines: LineIndex) -> [Finding] {
    Rules.documentRules.flatMap { entry -> [Finding] in
      guard entry.rule.formats.contains(subject.format) else { return [] }
      let reporter = Reporter(rule: entry.rule, path: subject.path, lines: lines)
      entry.check(subject, reporter)
      return reporter.findings
    }
  }
}
