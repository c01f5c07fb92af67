/// A person or a body: RFC 4287, section 3.2.
public struct Person: Sendable, Hashable {
  /// "Person constructs MUST contain exactly one `atom:name` element."
  public var name: String
  /// "Its content MUST conform to the `addr-spec` production in RFC 2822."
  public var email: String?
  /// "The content of `atom:uri` in a Person construct MUST be an IRI reference."
  public var address: String?

  public init(name: String, email: String? = nil, address: String? = nil) {
    self.name = name
    self.email = email
    self.address = address
  }
}
