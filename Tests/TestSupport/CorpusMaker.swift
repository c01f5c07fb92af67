/// Writes content files in the shape of a curated news site's export, of any number, the same for the same seed.
public struct CorpusMaker {
  private var random: SeededGenerator
  private let topics: [(name: String, path: String, label: String)]

  public init(seed: UInt64, topics count: Int) {
    random = SeededGenerator(seed: seed)
    topics = (0..<count).map { index in
      let label = "Subject \(index)"
      return ("Survey: \(label)", "topic/survey-subject-\(index)", label)
    }
  }

  /// The bytes of item number `number`.
  public mutating func item(_ number: Int) -> String {
    let filed = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      topics[Int.random(in: topics.indices, using: &random)]
    }
    let day = 1 + number % 28
    let month = 1 + number / 28 % 12
    let year = 2015 + number / 336 % 10
    let date = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    let title = sentence(words: 6)
    var lines = [
      "---", "aliases: /news/old-\(number)", "archetype: curated-content", "author:", "  - Ana Lima",
      "basePath: /news/",
    ]
    func list(_ key: String, _ values: [String]) { lines += ["\(key):"] + values.map { "  - '\($0)'" } }
    list("categories", filed.map(\.name))
    list("categorySlug", filed.map { $0.name.lowercased() })
    list("categoryUrl", filed.map(\.path))
    list("categoryLabel", filed.map(\.label))
    lines += [
      "institution: null", "offering: null", "date: '\(date)'", "description: >-", "  \(sentence(words: 12))",
      "  \(sentence(words: 12))", "favIconImage: null", "featuredImage:", "  alt: '\(title)'", "  format: JPEG",
      "  href: picture-\(number).jpeg", "  size:", "    - 1200", "    - 630", "  valid: true", "htmlMetaData:",
      "  author: null", "  description: null", "  robots: null", "id: \(number)", "identifier: News",
      "lastMod: '\(date)T10:46:42.\(100_000 + number % 900_000)Z'", "link:", "  brand: example.com",
      "  href: 'https://example.com/articles/\(number)?a=1&b=2'",
      "  original: 'https://example.com/articles/\(number)?a=1&b=2'",
      "mdName: item-\(number).md", "slug: item-\(number)", "status: ''", "tags:", "  - News", "title: '\(title)'",
      "via: ' '",
      "viaLink: null", "relatedOfferings: []", "---",
    ]
    return lines.joined(separator: "\n") + "\n" + body() + "\n"
  }

  private mutating func body() -> String {
    (0..<Int.random(in: 3...9, using: &random)).map { _ in
      "<p>\(sentence(words: 40)) <a href=\"/offering/x-\(Int.random(in: 0..<99, using: &random))\">more</a>&nbsp;&amp; so on.</p>"
    }.joined()
  }

  private mutating func sentence(words count: Int) -> String {
    let words = [
      "patient", "billing", "audit", "record", "Café", "医療", "remote", "device", "privacy", "R and D", "clinic",
      "nurse",
      "price", "plan", "trial", "therapy", "signal", "network",
    ]
    return (0..<count).map { _ in words[Int.random(in: words.indices, using: &random)] }.joined(separator: " ")
  }
}
