import ArgumentParser
import Markup

struct ElementsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elements", abstract: "Show what happens to each element of HTML in an entry.", shouldDisplay: false)

  func run() async throws { Terminal.write(ContentPage.text) }
}
