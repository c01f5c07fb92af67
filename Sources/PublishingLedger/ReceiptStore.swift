/// What has been reported to services of what builds changed, so that nothing is reported twice and nothing is forgotten.
public protocol ReceiptStore: Sendable {
  /// What builds have changed, the first one first.
  ///
  /// - Parameter number: of the last build that is known already.
  /// - Throws: ``LedgerError``, as all of these.
  func journal(after number: Int64) throws -> [JournalEntry]
  /// The number of the build up to which everything has been reported to a service; `nil` where nothing has been yet.
  func settled(_ service: String) throws -> Int64?
  /// What has been reported to a service beside that: numbers of builds by address.
  func receipts(_ service: String) throws -> [String: Int64]
  /// Notes that addresses have been reported to a service, each as of a build.
  func note(_ receipts: [String: Int64], of service: String) throws
  /// Notes that everything up to a build has been reported to a service.
  func settle(_ service: String, through build: Int64) throws
}
