import ContentCorpus
import TestSupport
import Testing
import TidingsCore

/// Addresses as Hugo 0.168 has them.
@Suite struct HugoAddressTests {
  private let folder = TemporaryFolder()

  private func address(
    _ path: String, _ front: String, _ pattern: String = "", _ adjust: (inout Convention) -> Void = { _ in }
  ) async throws -> String? {
    try folder.write(
      "---\n\(front.contains("title:") ? "" : "title: T\n")date: 2021-03-04T05:06:07Z\n\(front)\n---\nx",
      to: "content/" + path)
    var settings = CorpusSettings(
      now: Timestamp(Timestamp.Components(year: 2026, month: 1, day: 1))!, siteAddress: "https://a.example/",
      contentFolders: [])
    settings.convention = Convention(.hugo)
    settings.convention.contentFolders = ["content"]
    settings.convention.languages = ["de", "en"]
    settings.convention.defaultLanguage = "en"
    if !pattern.isEmpty { settings.convention.hugo.permalinks.byKind["page"] = ["": pattern] }
    adjust(&settings.convention)
    settings.findings = try settings.convention.readFolders(of: folder.path)
    settings.fields = .fields(of: .hugo)
    let corpus = try await CorpusReader(folder: folder.path, settings: settings).read(jobs: 1)
    return corpus.items.first { $0.path == "content/" + path }.map { "/" + $0.permalink + ($0.isBare ? "" : "/") }
  }

  @Test(arguments: [
    ("a/x.md", "title: 'C# & F#: a/b + c'", "/:title/", "/c#-f#-a-b--c/"),
    ("a/x.md", "slug: 'C# & F#: a/b + c'", "/:slug/", "/c#-f#-a/b--c/"),
    ("a/x.md", "title: 'Tïtle + plus'", "/:title/", "/tïtle--plus/"),
    ("a/P_1+2@x.md", "", "/:contentbasename/", "/p_1-2@x/"),
    ("a/x.md", "", "/Blog/:2006/:01/:Jan/:Monday/:002/:15/:slug/", "/blog/2021/03/mar/thursday/063/05/t/"),
    ("g/h/i/x.md", "", "/g/:sections[1:]/:slug/", "/g/t/"), ("a/x.md", "url: 'a\\:b/:slug'", "", "/a:b/t/"),
    ("a/x.md", "slug: 'C# & F#: a/b + c'", "", "/a/c#-f#-a/b-+-c/"), ("a/plus+and&at@x.md", "", "", "/a/plus+andat@x/"),
    ("a/b.de.md", "url: /rooted/v/", "", "/rooted/v/"), ("a/b.de.md", "url: unrooted/v", "", "/de/unrooted/v/"),
    ("a/2021-03-04-x.md", "", "/:contentbasename/", "/2021-03-04-x/"), ("a/x.md", "url: /x/y.html", "", "/x/y.html"),
  ])
  func anAddress(_ path: String, _ front: String, _ pattern: String, _ expected: String) async throws {
    #expect(try await address(path, front, pattern) == expected)
  }

  @Test func styles() async throws {
    #expect(try await address("A/My-Post.md", "") { $0.hugo.pathStyle.keepsCapitals = true } == "/A/My-Post/")
    #expect(try await address("a/Größe.md", "") { $0.hugo.pathStyle.removesAccents = true } == "/a/große/")
    #expect(try await address("u/x.md", "") { $0.hugo.uglySections = ["u": true] } == "/u/x.html")
    #expect(try await address("v/x.md", "") { $0.hugo.uglySections = ["u": true] } == "/v/x/")
    let mount = HugoRules.Mount(source: "content", target: "docs", files: ["! left/**"])
    #expect(try await address("x.md", "") { $0.hugo.mounts = [mount] } == "/docs/x/")
    #expect(try await address("left/x.md", "") { $0.hugo.mounts = [mount] } == nil)
    let targets = [HugoRules.Target(pattern: "/one/:slug/", path: "/w/**"), HugoRules.Target(pattern: "/two/:slug/")]
    #expect(try await address("w/x.md", "") { $0.hugo.permalinks.targets = targets } == "/one/t/")
    #expect(try await address("z/x.md", "") { $0.hugo.permalinks.targets = targets } == "/two/t/")
    try folder.write("---\ntitle: S\nslug: own slug\n---\n", to: "content/s/_index.md")
    #expect(try await address("s/x.md", "") == "/own-slug/x/")
    #expect(Convention.unknownMarksOfHugo(in: "/:year/:slog/:sections[1:]/\\:x/") == [":slog"])
    #expect(Convention.unknownMarksOfJekyll(in: "/:year/:slog/:w_year/:short_day") == [":slog"])
  }
}
