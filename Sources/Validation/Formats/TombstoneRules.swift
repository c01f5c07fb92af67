import TidingsCore

/// Rules of deleted entries (RFC 6721).
enum TombstoneRules {
  static let all: [DocumentRule] = [when, alive]

  static let when = DocumentRule(
    Rule(
      "at.when", .error, "A deleted entry has its time of deletion, as RFC 3339 writes it",
      reason: "Readers compare it with the entry's last change.", reference: "RFC 6721, section 3",
      remedy: "Add when=\"2021-02-22T10:46:42Z\".", w3c: "InvalidRFC3339Date"), [.atom]
  ) { subject, report in
    for element in deleted(subject.xml) {
      guard let value = subject.xml.attribute(element, "when"), DateFormats.rfc3339(value) == nil else { continue }
      report(at: subject.place(of: "when", in: element), "The date '\(value)' is not of RFC 3339")
    }
  }

  static let alive = DocumentRule(
    Rule(
      "at.alive", .warning, "A deleted entry is not in the same feed",
      reason: "Readers keep the one of the two that is newer.", reference: "RFC 6721, section 4",
      remedy: "Remove the deleted-entry if the entry is back, or the entry if it is deleted."), [.atom]
  ) { subject, report in
    guard let view = FeedView(subject) else { return }
    let id = view.tree.id("id", Namespaces.atom)
    var living: [String: Int] = [:]
    for entry in view.entries {
      if let element = view.tree.first(entry, id) { living[view.tree.string(element)] = view.offset(element) }
    }
    for element in deleted(view.tree) {
      guard let ref = view.tree.attribute(element, "ref"), let other = living[ref] else { continue }
      report(at: view.offset(element), "The entry '\(ref)' is deleted and present", related: [other])
    }
  }

  private static func deleted(_ tree: XMLTree) -> [XMLTree.Element] {
    tree.elements(named: "deleted-entry", in: Namespaces.tombstones)
  }
}
