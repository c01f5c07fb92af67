/// How much of what is published one build may withdraw without being asked to.
public enum WithdrawLimit: Sendable, Hashable {
  case items(Int)
  /// Of the published items; ten always may.
  case share(percent: Int)

  /// - Parameter text: `25` for so many items, `10%` for a share of them.
  public init?(_ text: String) {
    let isShare = text.hasSuffix("%")
    let digits = (isShare ? text.dropLast() : text[...]).filter { $0 != " " }
    guard let number = Int(digits), number >= 0, !isShare || number <= 100 else { return nil }
    self = isShare ? .share(percent: number) : .items(number)
  }

  /// Whether a number of items is more than may go.
  ///
  /// - Parameters:
  ///   - count: of items that would be withdrawn.
  ///   - published: how many there are.
  public func isExceeded(by count: Int, of published: Int) -> Bool {
    switch self {
    case .items(let limit): count > limit
    case .share(let percent): count > 10 && count * 100 > published * percent
    }
  }
}
