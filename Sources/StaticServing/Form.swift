/// What somebody has filled in and sent: fields by their names.
public struct Form: Sendable {
  public struct Field: Sendable {
    public let name: String
    /// As it was sent; `nil` where the field is no file, empty where none was chosen.
    public var fileName: String?
    public var bytes: [UInt8]

    /// The bytes as text; what is no UTF-8 is replaced.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  public let fields: [Field]

  /// - Throws: ``FormError`` where a name stands twice: two readers could take two values for it.
  init(_ fields: [Field]) throws(FormError) {
    var seen: Set<String> = []
    for field in fields where !seen.insert(field.name).inserted {
      throw FormError("A field of the form occurs twice")
    }
    self.fields = fields
  }

  public subscript(name: String) -> Field? { fields.first { $0.name == name } }

  /// Reads the body of a request by the type that its sender gives it: `multipart/form-data` (RFC 7578) or
  /// `application/x-www-form-urlencoded` (URL Standard, section 5.1). One pass; sixteen fields at most.
  ///
  /// - Returns: `nil` where it is of another type.
  /// - Throws: ``FormError`` where it is not what its type says, in any respect.
  public static func read(_ body: [UInt8], type: String) throws(FormError) -> Form? {
    let value = HeaderValue(type)
    switch value.word.lowercased() {
    case "multipart/form-data":
      guard let boundary = value.parameter("boundary") else { throw FormError("The form names no boundary") }
      return try MultipartForm(boundary: boundary).read(body)
    case "application/x-www-form-urlencoded": return try URLEncodedForm.read(body)
    default: return nil
    }
  }

  /// Reads the query of an address.
  ///
  /// - Throws: ``FormError`` where it is none that a form makes.
  public static func read(query: String?) throws(FormError) -> Form {
    try URLEncodedForm.read(Array((query ?? "").utf8))
  }
}
