import Markup
import StaticServing

/// Who asks for what.
extension ValidatorSite {
  /// Whether the server is asked by a name of its own. A page of somebody else's, whose name was made to lead here, asks by
  /// another one.
  func isAsked(_ inquiry: Inquiry) -> Bool {
    guard let host = inquiry.host else { return true }
    return inquiry.isForThisMachine || VisitorAddress.key(host) != nil || settings.names.contains(host)
  }

  /// By what a visitor is known: the peer, or whom a trusted proxy has added to those whom it asks for.
  func visitor(_ inquiry: Inquiry) -> String {
    if settings.trustsProxy, let chain = inquiry.headers["x-forwarded-for"],
      let last = chain.split(separator: ",", omittingEmptySubsequences: false).last,
      let key = VisitorAddress.key(String(last))
    {
      return key
    }
    return VisitorAddress.key(inquiry.client) ?? inquiry.client
  }

  /// Whether a page of another site asks without its visitor seeing it (Fetch Metadata Request Headers).
  static func isHidden(_ inquiry: Inquiry) -> Bool {
    inquiry.headers["sec-fetch-site"] == "cross-site"
      && inquiry.headers["sec-fetch-dest"].map { $0 != "document" } == true
  }

  static func wantsJSON(_ inquiry: Inquiry) -> Bool {
    if let format = (try? Form.read(query: inquiry.query))?["format"] { return format.text == "json" }
    return inquiry.headers["accept"]?.lowercased().contains("application/json") == true
  }

  static func query(_ inquiry: Inquiry) throws(Refusal) -> Form {
    let form: Form
    do throws(FormError) { form = try Form.read(query: inquiry.query) } catch { throw Refusal(error) }
    _ = try Submission.isJSON(form)
    return form
  }

  /// Bytes of an address; browsers and servers take no longer ones for sure.
  private static let addressLimit = 2048

  /// The address that somebody has typed, with all encoded that must be.
  static func address(_ text: String) throws(Refusal) -> String {
    guard text.utf8.count <= addressLimit else {
      throw Refusal(400, "An address has at most \(addressLimit) characters.")
    }
    var reference = URIReference(text)
    reference.fragment = nil
    guard reference.isWeb else {
      throw Refusal(400, "Give an address that begins with https:// or http://, and then a host.")
    }
    guard reference.authority?.contains("@") != true else {
      throw Refusal(400, "Give an address without a user and a password: it could be read by others here.")
    }
    return reference.description
  }
}
