import ChangeNotifications
import Foundation
import Tidings
import TidingsCore

/// What is to be reported to services, or was, as text.
enum NotificationOutput {
  static func text(of notices: [PendingNotification], _ format: NotifyCommand.Format) -> String {
    let notices = notices.filter { !$0.items.isEmpty }
    if format == .json { return json(notices.map { Line($0.service, pending: $0.items) }) }
    let lines = notices.map { notice in
      head(notice.service, "\(count(notice.items.count, notice.service)) to report")
        + notice.items.map { "  \($0.isRemoved ? "removed " : "")\($0.address.printable)\n" }.joined()
    }
    return lines.isEmpty ? nothing : lines.joined()
  }

  static func text(of outcomes: [Announcement.Outcome], _ format: NotifyCommand.Format) -> String {
    if format == .json { return json(outcomes.map(Line.init)) }
    return outcomes.isEmpty ? nothing : outcomes.map(human).joined()
  }

  private static let nothing = "There is nothing to report.\n"

  private static func human(_ outcome: Announcement.Outcome) -> String {
    var text = head(outcome.service, "\(count(outcome.reported.count, outcome.service)) reported")
    for (address, reason) in outcome.unserved.sorted(by: { $0.key < $1.key }) {
      text += "  waiting: \(address.printable): \(reason.printable)\n"
    }
    for finding in outcome.findings {
      let words = "\(finding.severity.rawValue): \(finding.location.path): \(finding.message)"
      text += "  \(words.printable) [\(finding.rule)]\n"
    }
    for refusal in outcome.refusals {
      let what = refusal.items.count == 1 ? refusal.items[0].address : count(refusal.items.count, outcome.service)
      text += "  \(refusal.isFinal ? "refused" : "waiting"): \(what.printable): \(refusal.reason.printable)\n"
    }
    return text
  }

  private static func head(_ service: PendingNotification.Service, _ state: String) -> String {
    switch service {
    case .indexNow: "IndexNow   \(service.address.printable): \(state)\n"
    case .hub: "WebSub     \(service.address.printable): \(state)\n"
    }
  }

  private static func count(_ count: Int, _ service: PendingNotification.Service) -> String {
    switch service {
    case .indexNow: "\(count) \(count == 1 ? "page" : "pages")"
    case .hub: "\(count) \(count == 1 ? "feed" : "feeds")"
    }
  }

  private struct Line: Encodable {
    struct Waiting: Encodable {
      let address, reason: String
    }

    struct Fault: Encodable {
      let address, rule, severity, message, remedy: String
    }

    struct Refusal: Encodable {
      let addresses: [String]
      let reason: String
      let final: Bool
    }

    let service: String
    let address: String
    var pending: [String]?
    var removed: [String]?
    var reported: [String]?
    var unserved: [Waiting]?
    var refused: [Refusal]?
    /// How documents are served.
    var findings: [Fault]?

    private enum CodingKeys: String, CodingKey {
      case service, address, pending, removed
      case reported = "told"
      case unserved, refused, findings
    }

    init(_ service: PendingNotification.Service, pending: [PendingNotification.Item]? = nil) {
      switch service {
      case .indexNow: self.service = "IndexNow"
      case .hub: self.service = "WebSub"
      }
      address = service.address
      self.pending = pending?.filter { !$0.isRemoved }.map(\.address)
      removed = pending?.filter(\.isRemoved).map(\.address)
    }

    init(_ outcome: Announcement.Outcome) {
      self.init(outcome.service)
      reported = outcome.reported.map(\.address).sorted()
      unserved = outcome.unserved.sorted { $0.key < $1.key }.map { Waiting(address: $0.key, reason: $0.value) }
      refused = outcome.refusals.map {
        Refusal(addresses: $0.items.map(\.address), reason: $0.reason, final: $0.isFinal)
      }
      findings = outcome.findings.map {
        Fault(
          address: $0.location.path, rule: $0.rule, severity: $0.severity.rawValue, message: $0.message,
          remedy: $0.remedy)
      }
    }
  }

  private static func json(_ lines: [Line]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return (try? encoder.encode(lines)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
  }
}
