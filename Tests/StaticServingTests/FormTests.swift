import Testing

@testable import StaticServing

/// Bodies of forms, as browsers send them and as nobody should.
@Suite struct FormTests {
  private static let type = "multipart/form-data; boundary=----b"

  private func part(_ head: String, _ content: String) -> String {
    "------b\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(content)\r\n"
  }

  private func read(_ text: String, type: String = FormTests.type) throws(FormError) -> Form? {
    try Form.read(Array(text.utf8), type: type)
  }

  @Test func aFormOfABrowser() throws {
    let text =
      part("name=\"document\"", "a\r\n--b\r\n------\r\n\r\n") + part("name=\"file\"; filename=\"a \\b.xml\"", "<rss/>")
      + part("name=\"none\"; filename=\"\"\r\nContent-Type: application/octet-stream", "") + "------b--\r\n"
    let form = try #require(try read(text))
    #expect(form.fields.map(\.name) == ["document", "file", "none"])
    #expect(form["document"]?.text == "a\r\n--b\r\n------\r\n\r\n" && form["document"]?.fileName == nil)
    #expect(form["file"]?.text == "<rss/>" && form["file"]?.fileName == "a \\b.xml")
    #expect(form["none"]?.bytes.isEmpty == true && form["none"]?.fileName == "")
    #expect(try read(String(text.dropLast(1)))?.fields.count == 3)
  }

  @Test func bytesStayAsTheyAre() throws {
    let bytes: [UInt8] = [0x1F, 0x8B, 0, 0xFF, 0xD, 0xD, 0xA, 0x2D, 0x2D]
    let body =
      Array("------b\r\ncontent-disposition: form-data; name=file; filename=x\r\n\r\n".utf8) + bytes
      + Array("\r\n------b--".utf8)
    #expect(try Form.read(body, type: FormTests.type)?["file"]?.bytes == bytes)
    #expect(try Form.read(body, type: "Multipart/Form-Data;charset=utf-8; Boundary=\"----b\"")?["file"]?.bytes == bytes)
  }

  @Test(arguments: [
    "", "\r\n------b--", "------b", "------b\r\n", "------b--x", "------bx\r\n", "preamble\r\n------b--\r\n",
    "------b\r\n\r\nno head\r\n------b--\r\n", "------b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
    "------b\r\nContent-Disposition: form-data\r\n\r\nno name\r\n------b--\r\n",
    "------b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n------b--\r\n",
    "------b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n------b--\r\n",
    "------b\r\nContent-Disposition: form-data; name=\"a\"\r\n folded\r\n\r\nx\r\n------b--\r\n",
    "------b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n------b--\r\nmore",
  ])
  func whatIsNoFormIsRefused(text: String) {
    #expect(throws: FormError.self) { try read(text) }
  }

  @Test func namesHeadsAndPartsAreBounded() {
    let many = (0..<17).map { part("name=\"f\($0)\"", "") }.joined() + "------b--"
    #expect(throws: FormError.self) { try read(many) }
    #expect(throws: FormError.self) { try read(part("name=\"a\"", "") + part("name=\"a\"", "") + "------b--") }
    #expect(throws: FormError.self) {
      try read(part("name=\"\(String(repeating: "n", count: 1025))\"", "") + "------b--")
    }
    let head = "name=\"a\"\r\n" + String(repeating: "X: y\r\n", count: 1000)
    #expect(throws: FormError.self) { try read(part(head, "") + "------b--") }
    #expect(throws: FormError.self) { try read("", type: "multipart/form-data") }
    for boundary in ["", "a\"b", String(repeating: "b", count: 71), "a ", "ä"] {
      #expect(throws: FormError.self) { try MultipartForm(boundary: boundary) }
    }
  }

  /// Each line break could begin the boundary, and none does. Where that cost more than its length, this would take minutes.
  @Test func hostileBoundariesCostNoMoreThanTheirLength() throws {
    let boundary = String(repeating: "-", count: 70)
    let line = "\r\n--" + String(repeating: "-", count: 69)
    let text =
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + String(repeating: line, count: 4000)
      + "\r\n--\(boundary)--"
    let form = try #require(try read(text, type: "multipart/form-data; boundary=\(boundary)"))
    #expect(form["a"]?.bytes.count == 4000 * line.utf8.count)
  }

  @Test func addressesAreFormsToo() throws {
    let form = try Form.read(query: "url=https%3A%2F%2Fa.example%2F%C3%BC%3Fa%3D1%26b+c&format=json")
    #expect(form["url"]?.text == "https://a.example/ü?a=1&b c" && form["format"]?.text == "json")
    #expect(try Form.read(query: nil).fields.isEmpty && Form.read(query: "a")["a"]?.text == "")
    let body = try read("document=%3Crss%2F%3E%0D%0A", type: "application/x-www-form-urlencoded; charset=utf-8")
    #expect(body?["document"]?.text == "<rss/>\r\n")
    for text in ["a=%", "a=%4", "a=%zz", "a=1&a=2", (0..<17).map { "f\($0)=" }.joined(separator: "&")] {
      #expect(throws: FormError.self) { try Form.read(query: text) }
    }
    #expect(try read("<rss/>", type: "application/rss+xml") == nil)
  }
}
