/// Why a ledger cannot be used. It is never replaced: it holds what nothing else knows.
public struct LedgerError: Error, Sendable, CustomStringConvertible {
  public enum Kind: Sendable, Hashable {
    /// It is of a later version of Tidings.
    case newer
    /// It is a database of something else.
    case foreign
    case damaged
    /// Another process has it.
    case inUse
    case unreachable
    /// The system does not let it be read just now, which is no damage.
    case unreadable
  }

  public let kind: Kind
  public let path: String
  public let reason: String

  public init(_ kind: Kind, _ path: String, _ reason: String) {
    self.kind = kind
    self.path = path
    self.reason = reason
  }

  public var description: String {
    switch kind {
    case .newer:
      "the ledger \(path) is of a newer version of Tidings (\(reason)); update Tidings, or name another with 'ledger:'"
    case .foreign:
      "\(path) is not a ledger of Tidings (\(reason)); if it was one, run 'tidings ledger repair' or restore a copy, else name another file with 'ledger:'"
    case .damaged:
      "the ledger \(path) is damaged (\(reason)); run 'tidings ledger repair', which takes its newest export, or restore a copy"
    case .inUse: "the ledger \(path) is in use by \(reason); wait until it ends"
    case .unreachable: "cannot open the ledger \(path): \(reason)"
    case .unreadable: "cannot read the ledger \(path): \(reason)"
    }
  }
}
