import ArgumentParser
import ContentCorpus
import Tidings

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a commented tidings.yaml to start from.")

  @Argument(help: ArgumentHelp("The folder to write it in.", valueName: "folder"))
  var folder = "."

  @Option(help: "Address of the site's root.")
  var baseURL: String?

  @Option(help: "Name of the site.")
  var title: String?

  @Flag(help: "Write a JSON Schema beside it, by which editors complete it.")
  var schema = false

  func run() async throws {
    try await Failure.reporting {
      let known = try ConfigurationStarter.known(in: folder)
      let text = ConfigurationStarter.text(baseURL: baseURL, title: title, known: known)
      // What is written must be readable: the same reader judges the values that were given.
      _ = try ConfigurationReader.read(
        text: Array(text.utf8), named: ConfigurationReader.fileName,
        overrides: .init(
          baseURL: baseURL ?? known?.baseURL ?? "https://www.example.org/", title: title ?? known?.title ?? "Example"))
      let path = try ContentFiles.create(
        ConfigurationReader.fileName, in: folder, text: (schema ? ConfigurationSchema.modeline : "") + text)
      if schema {
        _ = try ContentFiles.create(ConfigurationSchema.fileName, in: folder, text: ConfigurationSchema.text)
      }
      let missing = [baseURL == nil ? "site.baseURL" : nil, title == nil ? "site.title" : nil].compactMap { $0 }
      let next =
        known.map { "It takes address, title and layout from \($0.generator.rawValue)'s configuration. Run" }
        ?? (missing.isEmpty ? "Run" : "Set \(missing.joined(separator: " and ")) in it, then run")
      Terminal.write("Wrote \(path). \(next): tidings build\n")
      if known?.generator == .jekyll {
        Terminal.write(
          "Documents go to _feeds, which Jekyll leaves alone; add tidings.yaml to 'exclude' in _config.yml, or it is copied too.\n"
        )
      }
    }
  }
}
