/// How much strangers may ask of a validator, and whom it takes them for.
public struct ValidatorSettings: Sendable {
  /// Bytes of a document, as it is sent and when it is unpacked.
  public var documentBytes = 10_000_000
  /// Bytes of all requests that are being served.
  public var memory = 64_000_000
  /// Documents that are validated at a time.
  public var places = 2
  /// How long a request waits for one of the places.
  public var retryPolicy = Duration.seconds(5)
  /// How long asking for the documents of an address may take.
  public var fetching = Duration.seconds(30)
  /// The names by which the server is asked, beside those of this machine and numeric addresses.
  public var names: Set<String> = []
  /// Whether a proxy is in front that names whom it asks for.
  public var trustsProxy = false
  /// Of Tidings.
  public var version = ""

  public init() {}

  /// Bytes of a request's body: a document and what a form puts around it.
  public var bodyBytes: Int { documentBytes + 100_000 }
}
