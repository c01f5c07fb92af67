import ArgumentParser
import Syndication
import Tidings

struct MoveCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move-check",
    abstract: "Check that subscribers and search engines notice nothing when a site moves to Tidings.",
    discussion: """
      OLD is the site as its generator made it, or as it was saved; NEW the folder of Tidings' documents. Every feed of OLD must be at \
      its address in NEW, with entries that readers know again; every page of OLD's sitemaps must be in NEW's; and every feed that \
      OLD's pages name must be there. Ends with status 0 where the move is safe, and 1 where it is not.
      """)

  @Argument(help: ArgumentHelp("The folder of the old site.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The folder of the new documents.", valueName: "new"))
  var new: String

  @Option(
    help: ArgumentHelp(
      "Redirects of the server, as 'tidings redirects --format netlify' writes them; else the file _redirects in NEW.",
      valueName: "file"))
  var redirects: String?

  enum Format: String, ExpressibleByArgument, CaseIterable { case human, json }

  @Option(help: "Format of the result.")
  var format = Format.human

  func run() async throws {
    try await Failure.reporting {
      for folder in [old, new] where try !ContentFiles.isFolder(folder) {
        throw Failure(.noInput, "there is no folder \(folder)")
      }
      let check = try MoveCheck(from: old, to: new, redirects: redirects)
      guard check.feeds + check.pages > 0 else {
        throw Failure(.noInput, "there is no feed and no sitemap in \(old); build the old site first")
      }
      Terminal.write(format == .json ? json(check) : human(check))
      if !check.isSafe { throw ExitCode(Failure.Status.findings.rawValue) }
    }
  }

  private static let limit = 20

  private func human(_ check: MoveCheck) -> String {
    var text = ""
    for kind in MoveCheck.Problem.Kind.allCases {
      let own = check.problems.filter { $0.kind == kind }
      for problem in own.prefix(MoveCheckCommand.limit) {
        text += "\(problem.path.printable): \(problem.message.printable) [\(kind.rawValue)]\n"
      }
      if own.count > MoveCheckCommand.limit {
        text += "and \(own.count - MoveCheckCommand.limit) more [\(kind.rawValue)]\n"
      }
    }
    for note in check.notes.prefix(MoveCheckCommand.limit) { text += "note: \(note.printable)\n" }
    text += "Old site   \(check.feeds) feeds, \(check.pages) pages in sitemaps\n"
    return text
      + (check.isSafe
        ? "The move is safe: no subscriber sees an entry twice, and no address is dead.\n"
        : "The move is not safe: \(check.problems.count) problems.\n")
  }

  private func json(_ check: MoveCheck) -> String {
    var out = JSONWriter()
    out.raw("{")
    var members = JSONMembers(depth: 1)
    members.next("safe", to: &out)
    out.raw(check.isSafe ? "true" : "false")
    members.list("problems", check.problems, to: &out) { problem, out in
      out.object([("kind", problem.kind.rawValue), ("path", problem.path), ("message", problem.message)])
    }
    members.list("notes", check.notes, to: &out) { note, out in out.string(note) }
    members.next("feeds", to: &out)
    out.raw("\(check.feeds)")
    members.next("pages", to: &out)
    out.raw("\(check.pages)\n}\n")
    return out.text
  }
}
