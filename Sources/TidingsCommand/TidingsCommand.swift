import ArgumentParser

@main
struct TidingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tidings",
    abstract: "Feeds and sitemaps from a folder of content.",
    discussion: """
      Exit status: 0 all is well, 1 there are findings of error level, 64 wrong use, \
      65 stopped since old entries would look new or much would be withdrawn, 66 no such input, \
      69 not built in, 73 cannot write, 74 cannot read, 75 try again later, 78 wrong configuration.
      """,
    version: "0.1.0",
    subcommands: [
      BuildCommand.self, ValidateCommand.self, TopicsCommand.self, InspectCommand.self, InitCommand.self,
      KeysCommand.self, ElementsCommand.self, RulesCommand.self, LedgerCommand.self, IDsCommand.self,
      RedirectsCommand.self, DiffCommand.self, MoveCheckCommand.self,
      NotifyCommand.self, LinksCommand.self, ServeCommand.self, PartCommand.self,
    ])

  /// Begins on the main thread, which is there whatever the system says.
  @MainActor static func main() async {
    Threads.check()
    do {
      var command = try parseAsRoot(SiteFlag.rewritten(Arguments.read()))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      guard exitCode(for: error).isSuccess else { exit(withError: error) }
      // Help and the version are output like any other: a disk that is full must not cut them off unnoticed.
      Terminal.write(fullMessage(for: error) + "\n")
      Terminal.leave(nil)
    }
  }
}
