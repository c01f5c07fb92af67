import Foundation
import LocalFiles
import TidingsCore

/// A ledger as text: a JSON object a line, sorted, so that version control merges what two builds remembered.
public enum LedgerLines {
  struct Line: Codable {
    var feed: String?
    var key: String?
    var id: String?
    var path: String?
    var first: String?
    var modified: String?
    var claimed: String?
    var meaning: String?
    var reading: Int?
    var topic: String?
    var addresses: [String]?
    var topics: [String]?
    var withdrawn: String?
    var since: String?
    var place: String?
    var format: String?
    var setting: String?
    var value: String?
    var page: Page?
    var document: String?
    var sha256: String?
    var build: Int64?
    var instant: String?
    var subject: String?
    var change: String?
    var service: String?
    /// The number of lines in front of the last one.
    var end: Int?
    /// Of those lines, as ``LineSum`` has it.
    var sum: String?
    /// Of all their bytes: how former versions proved it.
    var digest: String?
  }

  /// A closed page of a feed's history.
  struct Page: Codable {
    var folder: String
    var number: Int
    var name: String
    var period: String
    /// Id, then last change.
    var entries: [[String]]
    var through: String
  }

  public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// From 1.
    public let line: Int
    public let description: String
  }
}
