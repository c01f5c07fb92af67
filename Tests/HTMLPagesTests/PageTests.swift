import Foundation
import Testing

@testable import HTMLPages

@Suite struct PageTests {
  private func page(_ title: String, language: String = "en") throws -> String {
    let page = SubscribePage(
      site: SiteWords(title: "Site", address: "https://a.example/", description: nil), title: title, label: title,
      address: "https://a.example/subscribe.html",
      formats: [.init(name: "Atom", address: "https://a.example/atom.xml", mediaType: "application/atom+xml")],
      root: "../")
    return String(decoding: page.document(try PageTemplates(), try PageStrings(language)), as: UTF8.self)
  }

  @Test func noMarkupOfTheContentGetsThrough() throws {
    for title in [
      "<script>alert(1)</script>", "<\u{301}script>x", "\"\u{200D} onload=x", "'\u{FE0F}><img src=x>",
      "\u{600}<script>x",
    ] {
      let html = try page(title)
      #expect(!html.contains(title))
      let bare = String(
        String.UnicodeScalarView(html.unicodeScalars.filter { !$0.properties.isGraphemeExtend && $0.value != 0x600 }))
      #expect(!bare.contains("<script>") && !bare.contains("<img") && !bare.contains("\" onload"))
    }
  }

  @Test func everyLanguageHasEveryWord() throws {
    let keys = try ["en", "de", "hi", "ar"].map { Set(try PageStrings($0).context.keys) }
    #expect(keys.allSatisfy { $0 == keys[0] })
    #expect(try PageStrings("de-AT").language == "de" && PageStrings("fr").language == "en")
    #expect(try page("x", language: "ar").contains("dir=\"rtl\""))
  }

  @Test func templatesNameNoWordThatIsMissing() throws {
    let known = Set(try PageStrings("en").context.keys)
    for (_, bytes) in PageTemplates.builtIn {
      for match in String(decoding: bytes, as: UTF8.self).matches(of: /\{\{+\s*(?:t|css)\.([A-Za-z0-9]+)\s*\}\}/) {
        #expect(known.contains(String(match.1)), "\(match.1)")
      }
    }
  }

  @Test func aSitesOwnWordsAndTemplates() throws {
    let strings = try PageStrings("nl", replacing: ["nl": "{\"copy\": \"Kopieer\"}"])
    #expect(strings.language == "nl" && strings.text("copy") == "Kopieer")
    let templates = try PageTemplates(replacing: ["subscribe": "Own {{feed.title}}"])
    let page = SubscribePage(
      site: SiteWords(title: "S", address: "https://a.example/", description: nil), title: "T", label: "T",
      address: "https://a.example/subscribe.html", formats: [], root: "")
    #expect(String(decoding: page.document(templates, strings), as: UTF8.self) == "Own T")
    #expect(throws: TemplateError.self) { try PageTemplates(replacing: ["subscribe": "{{#a}}"]) }
    #expect(throws: DecodingError.self) { try PageStrings("nl", replacing: ["nl": "[1]"]) }
  }

  @Test func textsOfAStyleSheetStayInTheirQuotes() throws {
    let strings = try PageStrings("en", replacing: ["en": "{\"copy\": \"a\\\"b\\\\c\\n</style>\"}"])
    #expect(strings.cssContext["copy"] as? String == "a\\22 b\\5c c\\a \\3c /style>")
  }
}
