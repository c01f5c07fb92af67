import TidingsCore

/// A pattern of addresses, `/:year/:month/:title/`, as Hugo and Jekyll have them.
struct PermalinkPattern {
  /// What a page puts in place of the marks.
  struct Values {
    var published: Timestamp
    /// Front matter's slug, else nothing.
    var slug: String?
    /// Of the file, without date and ending.
    var name: String
    /// The name with its date.
    var fileName: String
    var title: String
    /// The folders of the file.
    var sections: [String]
    /// Those of the section that it is in.
    var ownSections: [String]
    /// What these are called in addresses.
    var sectionSlugs: [String] = []
    /// As they are written.
    var categories: [String]
    /// The label of its collection.
    var collection = ""
    /// The file's path in its collection, or the folder of a page.
    var path = ""
    /// Of the page's file.
    var ending = ".html"
  }

  let generator: Convention.Generator
  var style = HugoPathStyle()

  /// - Returns: the address from the site's root, as it ends; `nil` where there is a mark that is not known.
  func address(_ pattern: String, _ values: Values) -> String? {
    var out = ""
    var rest = pattern[...]
    while let colon = rest.firstIndex(of: ":") {
      out += rest[..<colon]
      rest = rest[rest.index(after: colon)...]
      // A colon behind a backslash stands for itself.
      if generator == .hugo, out.last == "\\" {
        out.removeLast()
        out += ":"
        continue
      }
      let mark = rest.prefix { PermalinkPattern.isOfMark($0, generator) }
      rest = rest[mark.endIndex...]
      var values = values
      if mark.hasPrefix("section"), rest.first == "[", let close = rest.firstIndex(of: "]") {
        let range = rest[..<close].dropFirst()
        guard let kept = slice(values.ownSections, range), let slugs = slice(values.sectionSlugs, range) else {
          return nil
        }
        (values.ownSections, values.sectionSlugs) = (kept, slugs)
        rest = rest[rest.index(after: close)...]
      }
      guard let value = hugo(mark, values) else { return nil }
      out += value
    }
    out += rest
    // A mark without a value leaves its slashes behind.
    while let double = out.firstRange(of: "//") { out.replaceSubrange(double, with: "/") }
    return out
  }

  private static func isOfMark(_ character: Character, _ generator: Convention.Generator) -> Bool {
    character.isASCII && (character.isLetter || character == "_" || generator == .hugo && character.isNumber)
  }

  func dayOfYear(_ instant: Timestamp) -> Int {
    let start = Timestamp(Timestamp.Components(year: instant.components.year, month: 1, day: 1)) ?? instant
    return Int((instant.microseconds - start.microseconds) / 86_400_000_000) + 1
  }

  func padded(_ number: Int, _ count: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}
