import ArgumentParser
import Tidings

struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Show the keys of tidings.yaml: each with its meaning and default.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human
    /// A page of the documentation.
    case markdown
    /// JSON Schema, for editors.
    case schema
  }

  @Option(help: "Format of the list.")
  var format = Format.human

  @Argument(help: ArgumentHelp("A key or a group of keys, such as feeds; all by default.", valueName: "key"))
  var key: String?

  func run() async throws {
    try await Failure.reporting {
      switch format {
      case .markdown: Terminal.write(ConfigurationReference.text)
      case .schema: Terminal.write(ConfigurationSchema.text)
      case .human: Terminal.write(try wanted().map(text).joined())
      }
    }
  }

  private func wanted() throws -> [ConfigurationKey] {
    guard let key else { return ConfigurationKey.all }
    let found = ConfigurationKey.all.filter { $0.name == key || $0.name.hasPrefix(key + ".") }
    guard found.isEmpty else { return found }
    let hint = ConfigurationKey.nearest(key).map { "; did you mean \($0)?" } ?? ""
    throw Failure(.noInput, "there is no key \(key)\(hint)")
  }

  private func text(_ key: ConfigurationKey) -> String {
    let style = Style(isColoured: Terminal.isColoured)
    let standard = key.standard.map { $0.isEmpty ? "" : "; without it: \($0)" } ?? "; must be given"
    let kind = key.kind.words.filter { $0 != "`" }
    return "\(style.bold(key.name)) (\(kind)\(standard))\n  \(key.sentence)\n"
  }
}
