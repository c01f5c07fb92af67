import StaticServing

/// Why nothing is validated, and the status that says so (RFC 9110, section 15).
struct Refusal: Error {
  let status: Int
  /// Sentences for people.
  let message: String
  /// Seconds after which another attempt may succeed.
  var retryAfter: Int?

  init(_ status: Int, _ message: String, retryAfter: Int? = nil) {
    (self.status, self.message, self.retryAfter) = (status, message, retryAfter)
  }

  init(_ problem: FormError) { self.init(400, "\(problem.description).") }

  var title: String {
    switch status {
    case 400: "This request cannot be read"
    case 403: "That is not allowed here"
    case 404: "There is nothing here"
    case 405: "This method is not known here"
    case 408: "Too slow"
    case 413: "Too large"
    case 415: "This is not a form"
    case 429: "One document at a time"
    case 503: "Too much to do"
    case 504: "The address takes too long"
    default: "That did not work"
    }
  }

  /// A number of bytes for people.
  static func size(_ bytes: Int) -> String {
    bytes >= 1_000_000 ? "\(bytes / 1_000_000) MB" : "\(bytes) bytes"
  }
}
