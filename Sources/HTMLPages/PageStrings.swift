import Foundation

/// The words of pages in one language.
public struct PageStrings: Sendable, Hashable {
  /// BCP 47.
  public let language: String
  private let texts: [String: String]

  private static let builtIn: [String: [UInt8]] = [
    "en": PackageResources.en_json, "de": PackageResources.de_json, "hi": PackageResources.hi_json,
    "ar": PackageResources.ar_json,
  ]

  /// The words in the language that comes nearest; those that are missing, in English.
  ///
  /// - Parameters:
  ///   - language: BCP 47.
  ///   - replacements: a site's own files by language, as JSON objects of texts.
  /// - Throws: `DecodingError` where one of these is none.
  public init(_ language: String?, replacing replacements: [String: String] = [:]) throws {
    let wanted = language?.lowercased() ?? "en"
    let candidates = [wanted, String(wanted.prefix { $0 != "-" })]
    func known(_ name: String) -> Bool { PageStrings.builtIn[name] != nil || replacements[name] != nil }
    self.language = candidates.first(where: known) ?? "en"
    var texts = try PageStrings.read(PageStrings.builtIn["en"] ?? [])
    if let own = PageStrings.builtIn[self.language] { texts.merge(try PageStrings.read(own)) { $1 } }
    if let own = replacements[self.language] { texts.merge(try PageStrings.read(Array(own.utf8))) { $1 } }
    self.texts = texts
  }

  private static func read(_ bytes: [UInt8]) throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(bytes))
  }

  /// `ltr` or `rtl`.
  var direction: String { texts["dir"] == "rtl" ? "rtl" : "ltr" }

  /// All texts, as templates take them.
  var context: [String: Any] { texts.mapValues { TemplateText.of($0) } }

  /// All texts as they stand between the quotes of a string in CSS (CSS Syntax 3, section 4.3.5).
  var cssContext: [String: Any] {
    texts.mapValues { text in
      text.unicodeScalars.map { scalar in
        scalar == "\\" || scalar == "\"" || scalar == "<" || scalar.value < 0x20
          ? "\\\(String(scalar.value, radix: 16)) " : String(scalar)
      }.joined()
    }
  }

  /// One text.
  public func text(_ key: String) -> String { texts[key] ?? key }

  /// A date as people write it.
  func date(year: Int, month: Int, day: Int) -> String {
    let name = texts["month\(month)"] ?? "\(month)"
    return (texts["datePattern"] ?? "{year}-{month}-{day}")
      .replacing("{day}", with: "\(day)").replacing("{month}", with: name).replacing("{year}", with: "\(year)")
  }
}
