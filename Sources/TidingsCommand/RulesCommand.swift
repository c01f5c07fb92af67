import ArgumentParser
import Tidings

struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Show the rules behind findings: each with its reason, source, remedy and an example.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human
    case json
    /// One JSON object a line.
    case jsonl
    /// A page of the documentation.
    case markdown
  }

  @Option(help: "Format of the list.")
  var format = Format.human

  @Argument(help: ArgumentHelp("A rule, such as rss.guid.unique; all by default.", valueName: "id"))
  var id: String?

  func run() async throws {
    try await Failure.reporting {
      var rules = RuleCatalog.all
      if let id {
        guard let rule = RuleCatalog.rule(id) else {
          let hint = RuleCatalog.nearest(id).map { "; did you mean \($0)?" } ?? ""
          throw Failure(.noInput, "there is no rule \(id)\(hint)")
        }
        rules = [rule]
      }
      Terminal.write(
        RuleOutput(
          rules: rules, isDetailed: id != nil, style: Style(isColoured: format == .human && Terminal.isColoured)
        ).text(format))
    }
  }
}
