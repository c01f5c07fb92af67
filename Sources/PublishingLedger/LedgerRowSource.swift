/// Rows that are made one by one as they are written: of a large corpus there are as many as items, and nobody else asks for them.
public final class LedgerRowSource: Sendable, Hashable {
  public let count: Int
  private let make: @Sendable (Int) -> LedgerRow

  /// - Parameters:
  ///   - count: how many rows there are.
  ///   - make: gives each, in the order of their keys' bytes.
  public init(count: Int, make: @escaping @Sendable (Int) -> LedgerRow) {
    self.count = count
    self.make = make
  }

  public subscript(index: Int) -> LedgerRow { make(index) }

  public static func == (left: LedgerRowSource, right: LedgerRowSource) -> Bool { left === right }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
