import TestSupport
import TidingsCore

/// Does what editors do.
struct RandomEditor {
  private(set) var configuration = ""
  private(set) var now = TestSite.now
  /// Files of the corpus that the last edit touched; `nil` where it changed the configuration.
  private(set) var touched: Set<String>? = []
  private let site: TestSite
  private var random: SeededGenerator
  private var files: [String] = []
  private var next = 0
  /// Whether the clock may go back too.
  private let goesBack: Bool

  init(_ site: TestSite, seed: UInt64, goesBack: Bool = true) {
    self.goesBack = goesBack
    self.site = site
    random = SeededGenerator(seed: seed)
  }

  private let topics = ["S: One", "S: Two", "T: Three", "T: Four", "s: one"]
  private let configurations = [
    "", "feeds: {entries: 2}", "feeds: {formats: [atom, json]}", "topics: {minimumEntries: 2}", "robots: true",
  ]

  mutating func edit() throws -> String {
    touched = []
    guard files.count > 2 else { return try add() }
    let file = files.randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<14, using: &random) {
    case 0, 1, 2: return try add()
    case 3, 4, 5:
      try write(file)
      return "rewrite \(file)"
    case 6:
      try site.folder.remove("corpus/" + file)
      files.removeAll { $0 == file }
      touched = [file]
      return "remove \(file)"
    case 7:
      let moved = "moved/\(next)-\(file.split(separator: "/").last ?? "")"
      next += 1
      try site.folder.write(try site.folder.text("corpus/" + file), to: "corpus/" + moved)
      try site.folder.remove("corpus/" + file)
      files = files.filter { $0 != file } + [moved]
      touched = [file, moved]
      return "rename \(file) to \(moved)"
    case 8:
      let text = try site.folder.text("corpus/" + file)
      try site.folder.write(text, to: "corpus/" + file)
      touched = [file]
      return "touch \(file)"
    case 9:
      // As many bytes as before, and soon after.
      let text = try site.folder.text("corpus/" + file)
      try site.folder.write(
        text.replacing("Words", with: "Wards").replacing("title: T", with: "title: Q"), to: "corpus/" + file)
      touched = [file]
      return "change letters of \(file)"
    case 10:
      touched = nil
      configuration = configurations.randomElement(using: &random) ?? ""
      return "configure \(configuration)"
    case 11:
      now = now.advanced(bySeconds: Int64.random(in: goesBack ? -4...8 : 0...8, using: &random) * 86400)
      return "go to \(now)"
    case 12:
      try site.folder.write("---\ntitle: 'open\n---\n", to: "corpus/" + file)
      touched = [file]
      return "break \(file)"
    default:
      let documents = try site.folder.contents(of: "output").keys.filter { $0 != "manifest.json" }.sorted()
      guard let document = documents.randomElement(using: &random) else { return "nothing" }
      try site.folder.remove("output/" + document)
      if site.folder.exists("watched/" + document) { try site.folder.remove("watched/" + document) }
      return "lose \(document)"
    }
  }

  private mutating func add() throws -> String {
    let file = (Bool.random(using: &random) ? "" : "news/") + "item-\(next).md"
    next += 1
    files.append(file)
    try write(file)
    return "add \(file)"
  }

  private mutating func write(_ file: String) throws {
    touched = [file]
    let id = Bool.random(using: &random) ? next : Int.random(in: 0...next, using: &random)
    let filed = (0..<Int.random(in: 0...3, using: &random)).map { _ in "'\(topics.randomElement(using: &random) ?? "")'"
    }
    let date =
      "\(Int.random(in: 0..<6, using: &random) == 0 ? 2026 : 2021)-01-\(Int.random(in: 10...28, using: &random))"
    let more = [
      "", "lastMod: 2026-01-0\(Int.random(in: 1...9, using: &random))",
      "expiryDate: 2026-01-0\(Int.random(in: 1...9, using: &random))",
      "draft: true", "status: odd", "aliases: /item-\(Int.random(in: 0...next, using: &random))/", "lastMod: never",
      "htmlMetaData: {robots: noindex}",
    ]
    try site.write(
      file,
      "id: \(id)\ntitle: Title \(id)\ndate: \(date)\nslug: item-\(id)\ncategories: [\(filed.joined(separator: ", "))]\n"
        + (more.randomElement(using: &random) ?? ""),
      body: "<p>Words of \(Int.random(in: 0..<9, using: &random)).</p>"
        + (Int.random(in: 0..<5, using: &random) == 0 ? "<script>x</script>" : ""))
  }
}
