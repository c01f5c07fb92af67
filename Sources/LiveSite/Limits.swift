/// How much of a site is looked at.
public struct LiveLimits: Sendable, Hashable {
  /// Documents in all.
  public var documents = 500
  /// Bytes of one document, packed and unpacked: sitemaps have 50 MiB at most.
  public var documentBytes = 64 << 20
  /// Bytes in all.
  public var bytes = 1 << 30
  /// Seconds in all.
  public var seconds = 600
  /// Redirects of one request; browsers follow 20, many readers fewer.
  public var redirects = 10
  /// Seconds between two requests to one host.
  public var pause = 1
  /// Requests at a time.
  public var concurrency = 2
  /// How many of the pages that entries and sitemaps name are checked.
  public var links = 0

  public init() {}
}
