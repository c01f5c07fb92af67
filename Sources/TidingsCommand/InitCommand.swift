import ArgumentParser
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

  func run() async throws {
    try await Failure.reporting {
      let text = ConfigurationStarter.text(baseURL: baseURL, title: title)
      // What is written must be readable: the same reader judges the values that were given.
      _ = try ConfigurationReader.read(text: Array(text.utf8), named: ConfigurationReader.fileName)
      let path = try ContentFiles.create(ConfigurationReader.fileName, in: folder, text: text)
      Terminal.write("Wrote \(path). Set site.baseURL and site.title in it, then run: tidings build\n")
    }
  }
}
