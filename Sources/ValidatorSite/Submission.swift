import Codecs
import StaticServing

/// What somebody has sent to be validated.
struct Submission: Sendable {
  enum Subject: Sendable {
    case document(Document)
    case address(String)
  }

  struct Document: Sendable {
    var name: String
    var bytes: [UInt8]
    /// Whether it was pasted: characters then, without an encoding of their own.
    var isText: Bool
  }

  let subject: Subject
  /// `nil` where the form does not say.
  let isJSON: Bool?

  /// - Parameters:
  ///   - body: of a request, and its type.
  ///   - limit: bytes to which a document may unpack.
  /// - Throws: ``Refusal`` where it is no form with one document.
  init(_ body: [UInt8], type: String, limit: Int) throws(Refusal) {
    let read: Form?
    do throws(FormError) { read = try Form.read(body, type: type) } catch { throw Refusal(error) }
    guard let form = read else {
      throw Refusal(415, "Send a form: multipart/form-data or application/x-www-form-urlencoded.")
    }
    isJSON = try Submission.isJSON(form)
    let known = ["document", "file", "url"]
    let given = form.fields.filter { known.contains($0.name) && !($0.bytes.isEmpty && ($0.fileName ?? "").isEmpty) }
    guard let field = given.first else { throw Refusal(400, "There is nothing to validate: the form is empty.") }
    guard given.count == 1 else { throw Refusal(400, "Send one document: a file, a text or an address.") }
    if field.name == "url" {
      subject = .address(field.text)
    } else if let fileName = field.fileName {
      try Submission.checkUnpacked(field.bytes, limit: limit)
      subject = .document(Document(name: FileName.shown(fileName), bytes: field.bytes, isText: false))
    } else {
      subject = .document(Document(pasted: field.bytes))
    }
  }

  /// - Throws: ``Refusal`` for a format that there is not.
  static func isJSON(_ form: Form) throws(Refusal) -> Bool? {
    switch form["format"]?.text {
    case nil: nil
    case "json": true
    case "html": false
    default: throw Refusal(400, "The format is json or html.")
    }
  }

  /// A few bytes can stand for gigabytes. The validator reports what is damaged.
  private static func checkUnpacked(_ bytes: [UInt8], limit: Int) throws(Refusal) {
    guard Gzip.isGzip(bytes) else { return }
    do throws(Gzip.Failure) {
      _ = try Gzip.decompressed(bytes, limit: limit)
    } catch {
      if case .tooLarge = error {
        throw Refusal(413, "Unpacked, a document has at most \(Refusal.size(limit)) here.")
      }
    }
  }
}

extension Submission.Document {
  /// A text as browsers send it, with its line ends as they mostly were: forms make each of them two characters.
  init(pasted bytes: [UInt8]) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      let isEnd = byte == 0xD && index + 1 < bytes.count && bytes[index + 1] == 0xA
      if !isEnd { text.append(byte) }
    }
    self.init(name: "document", bytes: text, isText: true)
  }
}
