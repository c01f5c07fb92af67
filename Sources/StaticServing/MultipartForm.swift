/// Reads `multipart/form-data` (RFC 7578), as strictly as browsers write it: nothing in front of the first part or behind
/// the last one, an end, and no folded lines.
///
/// One pass: a boundary has no line break, so that two places at which one could begin never overlap.
struct MultipartForm {
  /// What stands between two parts.
  private let delimiter: [UInt8]

  /// - Throws: ``FormError`` where it is no boundary (RFC 2046, section 5.1.1).
  init(boundary: String) throws(FormError) {
    let bytes = Array(boundary.utf8)
    let isGood = (1...70).contains(bytes.count) && bytes.last != 0x20 && bytes.allSatisfy(MultipartForm.isBoundarySign)
    guard isGood else { throw FormError("The form has no valid boundary") }
    delimiter = Array("\r\n--".utf8) + bytes
  }

  private static func isBoundarySign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "'()+_,-./:=? ".utf8.contains(byte)
    }
  }

  func read(_ body: [UInt8]) throws(FormError) -> Form {
    // In front of the first part, the line break of the delimiter is not there.
    guard body.starts(with: delimiter.dropFirst(2)) else {
      throw FormError("The form does not begin with its boundary")
    }
    var fields: [Form.Field] = []
    var place = delimiter.count - 2
    while true {
      let mark = body[place...].prefix(2)
      if mark.elementsEqual("--".utf8) {
        let rest = body[(place + 2)...]
        guard rest.isEmpty || rest.elementsEqual("\r\n".utf8) else {
          throw FormError("The form continues after its end")
        }
        return try Form(fields)
      }
      guard mark.elementsEqual("\r\n".utf8) else {
        throw FormError("A boundary of the form is not alone in its line")
      }
      guard fields.count < FormLimits.fields else {
        throw FormError("A form has at most \(FormLimits.fields) fields")
      }
      var field = try head(body, &place)
      guard let end = MultipartForm.find(delimiter, in: body[...], from: place) else {
        throw FormError("The form has no end")
      }
      field.bytes = Array(body[place..<end])
      fields.append(field)
      place = end + delimiter.count
    }
  }

  /// Reads the lines in front of a part.
  ///
  /// - Parameter place: in front of the line break behind a boundary; where the part begins, afterwards.
  private func head(_ body: [UInt8], _ place: inout Int) throws(FormError) -> Form.Field {
    let limit = min(body.count, place + FormLimits.head)
    var field: Form.Field?
    while true {
      let start = place + 2
      guard let end = MultipartForm.find([0xD, 0xA], in: body[..<limit], from: start) else {
        throw FormError("A part of the form has no head, or one that is too long")
      }
      place = end
      if end == start { break }
      let line = body[start..<end]
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line.first != 0x20, line.first != 0x9 else {
        throw FormError("The head of a part is not a header")
      }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      let value = HeaderValue(String(decoding: line[(colon + 1)...], as: UTF8.self))
      switch name {
      case "content-disposition":
        guard field == nil, value.word.lowercased() == "form-data", let fieldName = value.parameter("name"),
          fieldName.utf8.count <= FormLimits.name
        else { throw FormError("A part of the form has no name") }
        let fileName = value.parameter("filename")
        guard (fileName?.utf8.count ?? 0) <= FormLimits.name else {
          throw FormError("The name of a file is too long")
        }
        field = Form.Field(name: fieldName, fileName: fileName, bytes: [])
      case "content-transfer-encoding":
        // Of no use over HTTP, and browsers never send it (RFC 7578, section 4.7).
        guard ["7bit", "8bit", "binary"].contains(value.word.lowercased()) else {
          throw FormError("A part of the form is encoded, which no browser does")
        }
      default: break
      }
    }
    place += 2
    guard let field else { throw FormError("A part of the form has no name") }
    return field
  }

  private static func find(_ pattern: [UInt8], in body: ArraySlice<UInt8>, from start: Int) -> Int? {
    guard let first = pattern.first, start <= body.endIndex else { return nil }
    var index = start
    while let hit = body[index...].firstIndex(of: first) {
      if body[hit...].starts(with: pattern) { return hit }
      index = hit + 1
    }
    return nil
  }
}
