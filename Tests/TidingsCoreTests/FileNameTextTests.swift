import Testing
import TidingsCore

/// Names of files, which are bytes, as text.
@Suite struct FileNameTextTests {
  private static let names: [[UInt8]] = [
    Array("a.md".utf8), Array("é 中 😀.md".utf8), [0xE9], Array("caf".utf8) + [0xE9] + Array(".md".utf8),
    [0xFF, 0xFE, 0x80],
    [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], Array("a\u{10FEE9}b".utf8),
    Array("\u{10FE7F}\u{10FF00}".utf8), [0x80] + Array("\u{301}e\u{301}".utf8), [],
  ]

  @Test(arguments: names) func aNameIsHadFromItsText(name: [UInt8]) {
    #expect(FileNameText.bytes(FileNameText.text(name)) == name)
  }

  @Test func noTwoNamesAreOneText() {
    let texts = FileNameTextTests.names.map { FileNameText.text($0) }
    #expect(Set(texts).count == texts.count)
  }

  @Test func whatIsUTF8IsItself() {
    #expect(FileNameText.text(Array("é 中 😀.md".utf8)) == "é 中 😀.md")
    #expect(!FileNameText.hasBytes("é 中 😀\u{10FE7F}"))
    #expect(FileNameText.shown("é") == "é")
  }

  @Test func bytesAreShownWithEscapes() {
    let text = FileNameText.text([0x63, 0xE9, 0x2E, 0xFF])
    #expect(FileNameText.hasBytes(text) && FileNameText.shown(text) == "c\\xE9.\\xFF")
    #expect(SourceLocation(path: text, line: 2, column: 3).description == "c\\xE9.\\xFF:2:3")
  }
}
