import ContentCorpus
import LocalFiles
import Syndication
import TestSupport
import Testing
import TidingsCore

@testable import SiteConfiguration
@testable import SiteSettings
@testable import SiteSetup

/// What is taken from Jekyll's configuration.
@Suite struct JekyllSiteTests {
  private let folder = TemporaryFolder()

  private func configuration(_ text: String = "site:\n") throws -> Configuration {
    try folder.write(text, to: "tidings.yaml")
    return try ConfigurationReader.read(folder.path + "/tidings.yaml")
  }

  private func rules(_ text: String, _ files: [String: String] = [:]) throws -> JekyllRules {
    try folder.write("title: J\nurl: https://www.example.org\n" + text, to: "_config.yml")
    for (path, text) in files { try folder.write(text, to: path) }
    return try configuration().corpus.convention.jekyll
  }

  /// Findings without the folder.
  private func findings(_ findings: [Finding]) -> [String] {
    findings.map { "\($0.location.path.split(separator: "/").last ?? ""):\($0.location.line) \($0.rule)" }
  }

  @Test func head() throws {
    try folder.write(
      """
      name: J
      url: https://www.example.org
      baseurl: /blog/
      lang: pt_BR
      author: {name: Ana}
      permalink: pretty
      source: ./src/
      collections_dir: cols/
      destination: src/out
      defaults:
        - scope: {path: ''}
          values: {author: Bob}
        - {scope: {path: docs, type: page}, values: {author: Nobody}}
        - {scope: {path: _posts/a, type: posts}, values: {categories: [x]}}
      """, to: "_config.yaml")
    let configuration = try configuration()
    #expect(configuration.site.baseURL == "https://www.example.org/blog/" && configuration.site.title == "J")
    #expect(configuration.site.language == "pt-BR" && configuration.site.author?.name == "Ana")
    #expect(configuration.topics.generator == .jekyll && configuration.topics.folders["tags"] == "tag")
    let convention = configuration.corpus.convention
    #expect(convention.generator == .jekyll && convention.contentFolders == ["src"])
    let rules = convention.jekyll
    #expect(
      (rules.source, rules.collectionsFolder, rules.destination, rules.permalink) == ("src", "cols", "out", "pretty"))
    #expect(
      rules.defaults.map(\.path) == ["", "docs", "_posts/a"] && rules.defaults.map(\.type) == [nil, "pages", "posts"])
  }

  @Test func severalFiles() throws {
    try folder.write(
      "title: J\nurl: https://old.example\nexclude: [a, b]\ncollections: {docs: {output: true}, x: {permalink: /x/}}\nfuture: true\n",
      to: "_config.yml")
    try folder.write(
      "url: https://www.example.org\nexclude: [c]\ncollections:\n  x: {output: true}\n  docs:\nfuture:\ntimezone: Nowhere/Else\n",
      to: "prod.yml")
    let configuration = try configuration("corpus: {configurations: [_config.yml, prod.yml]}\n")
    let rules = configuration.corpus.convention.jekyll
    #expect(configuration.site.baseURL == "https://www.example.org/" && configuration.corpus.convention.publishesFuture)
    #expect(rules.collections["docs"]?.isPublished == true)
    #expect(rules.collections["x"] == .init(isPublished: true, permalink: "/x/"))
    #expect(rules.excluded.map(\.text) == ["c"] + JekyllRules.alwaysExcluded)
    #expect(findings(configuration.findings) == ["prod.yml:7 configuration.generator"])
    #expect(throws: ConfigurationError.self) {
      try self.configuration("corpus: {configurations: [_config.yml, none.yml]}\n")
    }
  }

  @Test func selection() throws {
    let rules = try rules(
      """
      include: [_notes, lib]
      exclude: ["*.gem", /lib, lib, docs/, 3]
      collections: [docs, notes]
      markdown_ext: "md, Text"
      show_drafts: true
      unpublished: true
      limit_posts: 5
      """)
    #expect(rules.included.map(\.text) == [".htaccess", "_notes", "lib"])
    #expect(rules.excluded.map(\.text).prefix(3) == ["*.gem", "docs/", "3"])
    #expect(rules.collections == ["docs": .init(isPublished: false), "notes": .init(isPublished: false)])
    #expect(
      rules.markdownEndings == ["md", "text"] && rules.showsDrafts && rules.publishesUnpublished && rules.postLimit == 5
    )
    let standard = try self.rules("")
    #expect(standard.excluded.map(\.text) == JekyllRules.alwaysExcluded && standard.postLimit == nil)
  }

  @Test(arguments: [
    ("exclude: private\n", "'exclude' is text"), ("include: {a: b}\n", "'include' is a mapping"), ("a: [\n", ""),
    ("- a\n", ""),
  ])
  func whatHoldsBackAndCannotBeReadEndsTheBuild(text: String, message: String) throws {
    try folder.write(text, to: "_config.yml")
    #expect {
      try self.configuration()
    } throws: { error in
      guard let error = error as? ConfigurationError, let finding = error.findings.first else { return false }
      return finding.location.path.hasSuffix("_config.yml") && finding.message.contains(message)
    }
  }

  @Test func aFileThatCannotBeOpenedEndsTheBuild() throws {
    try folder.write("x", to: "_config.yml/x")
    #expect(throws: SystemError.self) { try self.configuration() }
  }

  @Test(arguments: [
    ("timezone: Nowhere", [3]), ("collections: x", [3]), ("collections:\n  a: {output: true}\n  b: true", [5]),
    ("defaults: {a: b}", [3]),
    ("defaults:\n- {scope: {path: a}}\n- values: {a: b}", [4]),
    ("defaults:\n- {scope: {type: docs}, values: {a: b}}", [4]),
    ("permalink: /:year/:nonsense/:title", [3]), ("collections: {a: {permalink: '/:b/:c'}}", [3, 3]),
    ("limit_posts: many", [3]),
    (
      "defaults:\n- {scope: {type: posts}, values: {permalink: /:x}}\n- {scope: {type: pages}, values: {permalink: /:y}}",
      [4]
    ),
    ("source: ../x", [3]), ("title: K\nx: {a: 1, a: 2}", [1, 4]), ("permalink: /:month_:day/:Year/", []),
    ("exclude:", []), ("defaults:", []),
    ("timezone: Europe/Berlin", []),
  ])
  func whatDoesNotFitIsReported(text: String, lines: [Int]) throws {
    try folder.write("title: J\nurl: https://www.example.org\n" + text + "\n", to: "_config.yml")
    #expect(
      findings(try configuration().findings).sorted() == lines.map { "_config.yml:\($0) configuration.generator" })
  }

  @Test(arguments: [
    ("CNAME", "www.example.org\n", "https://www.example.org/"), ("CNAME", "a.example\nb.example\n", ""),
    ("CNAME", "no host\n", ""),
  ])
  func theDomainOfGitHubPages(name: String, text: String, address: String) throws {
    try folder.write("title: J\n", to: "_config.yml")
    try folder.write(text, to: name)
    if address.isEmpty {
      #expect(throws: ConfigurationError.self) { try self.configuration() }
    } else {
      #expect(try configuration().site.baseURL == address)
    }
  }

  @Test func plugins() throws {
    #expect(try !rules("").redirects)
    #expect(try rules("plugins: [jekyll-redirect-from]\n").redirects)
    let gems = "gem 'jekyll'\ngroup :jekyll_plugins do\n  gem \"jekyll-asciidoc\"\nend\ngem 'jekyll-redirect-from'\n"
    let bundled = try rules("", ["Gemfile": gems])
    #expect(!bundled.redirects && bundled.otherMarkup == ["adoc", "asciidoc", "ad"])
    #expect(try rules("", ["Gemfile": gems + "gem 'jekyll-redirect-from', group: :jekyll_plugins\n"]).redirects)
  }

  @Test func archives() throws {
    try folder.write("title: J\nurl: https://www.example.org\n", to: "_config.yml")
    #expect(try !configuration().topics.havePages)
    let rules = try rules(
      "jekyll-archives: {enabled: [tags, year], slug_mode: pretty, permalinks: {tag: '/tags/:name/', category: '/c/:name.html'}}\n"
    )
    #expect(rules.archives.enabled == ["tags", "year"] && rules.archives.slugMode == "pretty")
    #expect(rules.archives.permalinks["tag"] == "/tags/:name/" && rules.archives.permalinks["year"] == "/:year/")
    let topics = try configuration().topics
    #expect(topics.havePages && topics.folders["tags"] == "tags" && topics.folders["category"] == "c")
    let known = try #require(try ConfigurationTemplate.known(in: folder.path))
    let own = try configuration(ConfigurationTemplate.text(baseURL: nil, title: nil, known: known))
    #expect(own.output?.hasSuffix("_feeds") == true && own.ledger?.hasSuffix(".tidings.sqlite") == true)
    #expect(try self.rules("jekyll-archives: {enabled: all}\n").archives.enabled.count == 5)
    #expect(try self.rules("jekyll-archives: {layout: a}\n").archives.enabled.isEmpty)
  }
}
