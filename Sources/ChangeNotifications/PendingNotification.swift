/// What is to be reported to one service.
public struct PendingNotification: Sendable, Hashable {
  public enum Service: Sendable, Hashable {
    case indexNow(IndexNow)
    case hub(WebSubHub)

    /// What receipts are kept under.
    public var name: String {
      switch self {
      case .indexNow(let service): "indexnow " + service.endpoint
      case .hub(let hub): "websub " + hub.address
      }
    }

    public var address: String {
      switch self {
      case .indexNow(let service): service.endpoint
      case .hub(let hub): hub.address
      }
    }
  }

  public struct Item: Sendable, Hashable {
    /// Of a page or a feed.
    public let address: String
    /// The number of the build that changed it last.
    public let build: Int64
    public let isRemoved: Bool

    public init(address: String, build: Int64, isRemoved: Bool = false) {
      self.address = address
      self.build = build
      self.isRemoved = isRemoved
    }
  }

  public let service: Service
  /// In the order of their addresses.
  public var items: [Item]
  /// The last build that is looked at: when all items are reported, everything up to it is.
  public let build: Int64

  public init(_ service: Service, items: [Item], build: Int64) {
    self.service = service
    self.items = items
    self.build = build
  }
}
