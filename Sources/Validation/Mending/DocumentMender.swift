import TidingsCore

/// Mends one document in rounds: what keeps it from being read first, since the rest is only seen then.
struct DocumentMender {
  /// The document as it is now.
  private(set) var bytes: [UInt8]
  private(set) var refusals: [Mending.Refusal] = []
  private let original: [UInt8]
  private let validator: Validator
  private let path: String
  private let address: String?
  /// The edits that were made, a list for each round.
  private var rounds: [[TextEdit]] = []
  /// Rules whose edits were refused, by the stage.
  private var refused: Set<String> = []

  private static let roundLimit = 8

  init(validator: Validator, path: String, address: String?, bytes: [UInt8]) {
    // The schema is for those who have no finding: it may have a word on what is mended only since the rest is.
    self.validator = Validator(now: validator.now, charset: validator.charset)
    self.path = path
    self.address = address
    self.bytes = bytes
    original = bytes
  }

  mutating func run() {
    for _ in 0..<DocumentMender.roundLimit {
      let proposal = proposal()
      guard !proposal.edits.isEmpty else { return }
      if !accept(proposal) { acceptByRule(proposal) }
    }
  }

  // MARK: Proposals

  private struct Proposal {
    var edits: [TextEdit] = []
    /// The document with what is edited blank, where it cannot be read otherwise.
    var blanked: [UInt8]?
    /// Whether no value that is compared may be another.
    var isExact = true
    var findings: [Finding] = []
  }

  private func proposal() -> Proposal {
    let findings = validator.validate(bytes, path: path, address: address).findings
    // Without a finding nothing is to be mended.
    let found = Set(findings.map(\.rule))
    guard !found.isEmpty else { return Proposal() }
    let decoded = TextEncoding.decode(bytes, charset: validator.charset)
    // What the server says counts more than the document's own word, which is not mended by guess then.
    var declaration: (edits: [TextEdit], end: Int) = ([], 0)
    if validator.charset == nil { declaration = DeclarationMender.edits(bytes, found: found, decoded: decoded) }
    var edits = kept(declaration.edits)
    if !edits.isEmpty {
      var blanked = bytes
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      for index in start..<max(start, declaration.end) where !bytes[index].isXMLSpace { blanked[index] = 0x20 }
      let isEncoding = edits.contains {
        $0.rule == GeneralRules.encoding.id || $0.rule == GeneralRules.foreignEncoding.id
      }
      return Proposal(
        edits: edits, blanked: blanked, isExact: !isEncoding && decoded.foreign == nil, findings: findings)
    }
    guard let map = OffsetMap(decoded.utf8, bytes) else { return Proposal() }
    if FormatDetector.isJSON(decoded.utf8) {
      if let json = try? JSONTreeReader.read(decoded.utf8) {
        edits = map.moved(kept(JSONMender.values(decoded.utf8, json, found: found)))
        return Proposal(edits: edits, findings: findings)
      }
      edits = map.moved(kept(JSONMender.syntax(decoded.utf8)))
      let blanked = blankedJSON(edits)
      // Nobody is helped by half of it, nor by other JSON.
      guard let json = try? JSONTreeReader.read(TextEncoding.decode(blanked).utf8),
        FormatDetector.format(of: json) == .json
      else {
        return Proposal()
      }
      return Proposal(edits: edits, blanked: blanked, isExact: false, findings: findings)
    }
    let reading = XMLRecovery.read(decoded.utf8, path: path, LineIndex(decoded.utf8))
    let tree = reading.reading.tree
    guard let format = FormatDetector.format(of: tree) else { return Proposal() }
    let faults: Set = [
      GeneralRules.wellFormed.id, WellFormedRules.ampersand.id, WellFormedRules.entity.id, WellFormedRules.character.id,
      PlainTextRules.characters.rule.id,
    ]
    if !faults.isDisjoint(with: found) {
      edits = map.moved(kept(EscapeMender.edits(decoded.utf8)))
      if !edits.isEmpty {
        return Proposal(edits: edits, blanked: edits.blanked(in: bytes), isExact: false, findings: findings)
      }
    }
    guard reading.reading.fault == nil else { return Proposal() }
    edits =
      NamespaceMender.edits(
        decoded.utf8, tree, undeclared: reading.reading.undeclared.map(\.prefix), moved: reading.moved, found: found)
      + DateMender.edits(decoded.utf8, tree, format, found: found)
      + ElementMender.edits(decoded.utf8, tree, format, found: found)
    edits = kept(edits)
    if edits.isEmpty { edits = kept(OrderMender.edits(decoded.utf8, tree, format, found: found)) }
    return Proposal(edits: map.moved(edits), findings: findings)
  }

  private func kept(_ edits: [TextEdit]) -> [TextEdit] {
    edits.filter { !refused.contains($0.rule) }.compatible
  }

  /// Commas and control characters of JSON are blanks without a meaning of their own.
  private func blankedJSON(_ edits: [TextEdit]) -> [UInt8] {
    var out = bytes
    for index in edits.map(\.range).joined() { out[index] = 0x20 }
    return out
  }

  // MARK: Proof

  /// Makes the edits, if the document only gains by them.
  private mutating func accept(_ proposal: Proposal) -> Bool {
    let mended = proposal.edits.applied(to: bytes)
    guard harm(proposal, mended) == nil else { return false }
    rounds.append(proposal.edits)
    bytes = mended
    return true
  }

  /// Makes the edits of one rule after the other, and leaves those that do harm.
  private mutating func acceptByRule(_ proposal: Proposal) {
    var rules: [String] = []
    for edit in proposal.edits where !rules.contains(edit.rule) { rules.append(edit.rule) }
    var taken: [TextEdit] = []
    var part = proposal
    for rule in rules {
      let own = proposal.edits.filter { $0.rule == rule }
      part.edits = (taken + own).compatible
      if let reason = harm(part, part.edits.applied(to: bytes)) {
        refused.insert(rule)
        refusals.append(Mending.Refusal(rule: rule, count: own.count, reason: reason))
      } else {
        taken = part.edits
      }
    }
    guard !taken.isEmpty else { return }
    rounds.append(taken)
    bytes = taken.applied(to: bytes)
  }

  /// What the document would lose, or the fault that it has not yet.
  private func harm(_ proposal: Proposal, _ mended: [UInt8]) -> String? {
    let after = validator.validate(mended, path: path, address: address).findings
    var before = proposal.findings
    if let blanked = proposal.blanked {
      before += validator.validate(blanked, path: path, address: address).findings
    }
    let known = Set(before.map { Fault($0) })
    // What HTML is in it was as it is, and could not be seen.
    let isHidden = proposal.blanked != nil
    let fresh = after.first {
      $0.severity > .info && !known.contains(Fault($0)) && !(isHidden && $0.rule.hasPrefix("html."))
    }
    if let fresh {
      return "it would break \(fresh.rule) then: \(fresh.message)"
    }
    let values = MendedValues(proposal.blanked ?? bytes)
    return values.lost(in: MendedValues(mended), edits: proposal.edits, isExact: proposal.isExact)
  }

  private struct Fault: Hashable {
    let rule: String
    let cause: String

    init(_ finding: Finding) {
      rule = finding.rule
      cause = finding.cause
    }
  }
}

extension DocumentMender {
  /// All edits with their places in the document as it was.
  var edits: [Mending.Edit] {
    var found: [(offset: Int, edit: Mending.Edit)] = []
    let lines = LineIndex(original)
    var text = original
    for (number, round) in rounds.enumerated() {
      let offsets = rounds[..<number].reversed().reduce(round.map(\.range.lowerBound)) { $1.origins(of: $0) }
      for (edit, offset) in zip(round, offsets) {
        found.append(
          (
            offset,
            Mending.Edit(
              rule: edit.rule, location: lines.location(offset, path: path),
              old: String(decoding: text[edit.range], as: UTF8.self),
              new: String(decoding: edit.replacement, as: UTF8.self))
          ))
      }
      text = round.applied(to: text)
    }
    return found.sorted { $0.offset < $1.offset }.map(\.edit)
  }
}

/// Where the bytes of decoded text stand in a document.
struct OffsetMap {
  private enum Kind {
    case shifted(Int)
    /// A byte for each letter.
    case single([Int])
  }

  private let kind: Kind

  /// - Returns: `nil` for a document in UTF-16 or another encoding whose letters have several bytes.
  init?(_ utf8: [UInt8], _ bytes: [UInt8]) {
    let shift = bytes.count - utf8.count
    if shift == 0 || (shift == 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF])), bytes[max(shift, 0)...].elementsEqual(utf8)
    {
      kind = .shifted(shift)
      return
    }
    let letters = utf8.indices.filter { utf8[$0] & 0xC0 != 0x80 }
    guard letters.count == bytes.count else { return nil }
    kind = .single(letters)
  }

  /// Edits of the text as edits of the document. In an encoding that is not UTF-8 all that a rule puts in is ASCII, or the
  /// rule is left out.
  func moved(_ edits: [TextEdit]) -> [TextEdit] {
    var foreign: Set<String> = []
    if case .single = kind {
      foreign = Set(edits.filter { $0.replacement.contains { $0 >= 0x80 } }.map(\.rule))
    }
    return edits.filter { !foreign.contains($0.rule) }.map { edit in
      var edit = edit
      edit.range = place(edit.range.lowerBound)..<place(edit.range.upperBound)
      return edit
    }
  }

  private func place(_ offset: Int) -> Int {
    switch kind {
    case .shifted(let shift): return offset + shift
    case .single(let letters):
      var (low, high) = (0, letters.count)
      while low < high {
        let middle = (low + high) / 2
        if letters[middle] < offset { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}
