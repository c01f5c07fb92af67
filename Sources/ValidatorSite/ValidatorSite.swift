import HTMLPages
public import StaticServing
public import Validation

/// The validator as a site for strangers: what is said to each request. It keeps nothing.
public struct ValidatorSite: Sendable {
  /// How addresses are validated.
  public enum Addresses: Sendable {
    case validated(@Sendable (_ address: String) async throws -> Validation)
    /// They cannot be, for this reason: one sentence.
    case unavailable(String)
  }

  let settings: ValidatorSettings
  let addresses: Addresses
  let validator: @Sendable () -> Validator
  let json: @Sendable ([Verdict]) -> [UInt8]
  let pages: ValidatorPages
  private let visitors: Visitors
  private let places: VisitorLimit

  /// - Parameters:
  ///   - validator: asked for each request, since the present is a part of it.
  ///   - addresses: how they are validated; it must refuse what strangers may not reach.
  ///   - json: verdicts for programs.
  /// - Throws: `TemplateError`.
  public init(
    _ settings: ValidatorSettings, validator: @escaping @Sendable () -> Validator, addresses: Addresses,
    json: @escaping @Sendable ([Verdict]) -> [UInt8]
  ) throws {
    self.settings = settings
    self.validator = validator
    self.addresses = addresses
    self.json = json
    pages = try ValidatorPages(settings)
    visitors = Visitors(memory: settings.memory)
    places = VisitorLimit(settings.places)
  }

  /// What is said to a request.
  ///
  /// - Parameter body: reads its body, once; it is not called where the body is not wanted.
  public func answer(_ inquiry: Inquiry, _ body: BodyReader) async -> ServedResponse {
    let isJSON = ValidatorSite.wantsJSON(inquiry)
    var answer: ServedResponse
    do throws(Refusal) {
      answer = try await found(inquiry, body, isJSON: isJSON)
    } catch {
      answer = refused(error, isJSON: isJSON)
    }
    answer.headers += ValidatorSite.headers
    return inquiry.method == "HEAD" ? answer.forHead() : answer
  }

  /// What goes with every answer: no script, nothing of other sites, in no frame of theirs.
  static let headers: [(name: String, value: String)] = [
    (
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
  ]
  static let html = (name: "Content-Type", value: "text/html; charset=utf-8")
  static let noStore = (name: "Cache-Control", value: "no-store")

  private func found(_ inquiry: Inquiry, _ body: BodyReader, isJSON: Bool) async throws(Refusal) -> ServedResponse {
    guard isAsked(inquiry) else {
      throw Refusal(
        403, "This server is not known by the name that it was asked by. Its operator can give it that name.")
    }
    let isReading = inquiry.method == "GET" || inquiry.method == "HEAD"
    switch inquiry.path {
    case "/style.css" where isReading:
      return ServedResponse(
        200, [("Content-Type", "text/css; charset=utf-8"), ("Cache-Control", "max-age=3600")], body: pages.style)
    case "/robots.txt" where isReading:
      return ServedResponse(
        200, [("Content-Type", "text/plain; charset=utf-8")], body: Array("User-agent: *\nDisallow: /*?\n".utf8))
    case "/" where isReading:
      let form = try ValidatorSite.query(inquiry)
      guard inquiry.method == "GET", let address = form["url"]?.text else {
        return ServedResponse(
          200, [ValidatorSite.html, ("Cache-Control", "no-cache"), ("Vary", "Accept")],
          body: pages.first(addresses))
      }
      // Pages of others must not make their visitors ask, by a picture for instance.
      guard !ValidatorSite.isHidden(inquiry) else {
        throw Refusal(403, "A report is a page of its own: open it as one.")
      }
      return try await alone(inquiry) { () async throws(Refusal) in
        try await atPlace { () async throws(Refusal) in
          try await answer(for: .address(address), isJSON: isJSON)
        }
      }
    case "/" where inquiry.method == "POST":
      _ = try ValidatorSite.query(inquiry)
      return try await alone(inquiry) { () async throws(Refusal) in
        try await self.posted(inquiry, body, isJSON: isJSON)
      }
    case "/", "/style.css", "/robots.txt":
      throw Refusal(405, "Only GET, HEAD and, for a form, POST are answered.")
    default: throw Refusal(404, "The validator is at the root of this server.")
    }
  }

  private func posted(_ inquiry: Inquiry, _ body: BodyReader, isJSON: Bool) async throws(Refusal) -> ServedResponse {
    let limit = settings.bodyBytes
    let tooLarge = Refusal(413, "A document has at most \(Refusal.size(settings.documentBytes)) here.")
    if let length = inquiry.headers["content-length"], Int(length).map({ $0 > limit }) ?? true { throw tooLarge }
    let room = ConcurrencyLimit(limit: limit, of: visitors)
    defer { room.giveBack() }
    let bytes: [UInt8]
    do throws(UnsafeHTML) {
      bytes = try await body { room.take($0) }
    } catch {
      switch error {
      case .stopped:
        throw room.isOverLimit
          ? tooLarge : Refusal(503, "Others have sent much at this moment. Try again soon.", retryAfter: 10)
      case .slow: throw Refusal(408, "The document did not come in time.")
      case .cutOff: throw Refusal(400, "The document is incomplete.")
      }
    }
    return try await atPlace { () async throws(Refusal) in
      let type = inquiry.headers["content-type"] ?? ""
      let documentBytes = settings.documentBytes
      let read = await Validator.aside {
        Result { () throws(Refusal) in try Submission(bytes, type: type, limit: documentBytes) }
      }
      let submission = try read.get()
      return try await answer(for: submission.subject, isJSON: submission.isJSON ?? isJSON)
    }
  }

  /// Work for a visitor of whom nothing else is being done.
  private func alone(
    _ inquiry: Inquiry, _ work: () async throws(Refusal) -> ServedResponse
  ) async throws(Refusal) -> ServedResponse {
    let visitor = self.visitor(inquiry)
    guard visitors.enter(visitor) else {
      throw Refusal(
        429, "Another document from your address is being validated. Try again when that is done.",
        retryAfter: 5)
    }
    defer { visitors.leave(visitor) }
    return try await work()
  }

  /// Work for which there is a place.
  private func atPlace(_ work: () async throws(Refusal) -> ServedResponse) async throws(Refusal) -> ServedResponse {
    guard await places.take(within: settings.retryPolicy) else {
      throw Refusal(503, "Many documents are being validated. Try again soon.", retryAfter: 10)
    }
    defer { places.give() }
    return try await work()
  }

  private func refused(_ refusal: Refusal, isJSON: Bool) -> ServedResponse {
    var headers = [
      isJSON ? (name: "Content-Type", value: "application/json; charset=utf-8") : ValidatorSite.html,
      ValidatorSite.noStore,
    ]
    if let seconds = refusal.retryAfter { headers.append(("Retry-After", "\(seconds)")) }
    if refusal.status == 405 { headers.append(("Allow", "GET, HEAD, POST")) }
    return ServedResponse(refusal.status, headers, body: isJSON ? ValidatorPages.json(refusal) : pages.refusal(refusal))
  }
}
