/// What services have been told of what builds changed, so that nothing is told twice and nothing is forgotten.
public protocol ReceiptStore: Sendable {
  /// What builds have changed, the first one first.
  ///
  /// - Parameter number: of the last build that is known already.
  /// - Throws: ``LedgerError``, as all of these.
  func journal(after number: Int64) throws -> [JournalEntry]
  /// The number of the build up to which a service has been told everything; `nil` for one that has been told nothing yet.
  func settled(_ service: String) throws -> Int64?
  /// What a service has been told beside that: numbers of builds by address.
  func receipts(_ service: String) throws -> [String: Int64]
  /// Notes that a service has been told of addresses, each as of a build.
  func note(_ receipts: [String: Int64], of service: String) throws
  /// Notes that a service has been told everything up to a build.
  func settle(_ service: String, through build: Int64) throws
}
