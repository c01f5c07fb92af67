import ArgumentParser
import ContentCorpus
import LocalFiles
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

  @Option(
    help: ArgumentHelp(
      "Folder of a built site whose pages are the content, or an export of WordPress.",
      valueName: "pages"))
  var site: String?

  @Flag(help: "Write a JSON Schema beside it, by which editors complete it.")
  var schema = false

  /// What was found of the site, and where.
  private func findings(_ known: ConfigurationTemplate.Known?) -> String {
    guard let known else { return "" }
    let files = known.sources.prefix(4).joined(separator: ", ") + (known.sources.count > 4 ? " and others" : "")
    let from = "\(known.generator.rawValue)'s configuration (\(files))"
    let found = [
      ("address", baseURL == nil ? known.baseURL : nil), ("title", title == nil ? known.title : nil),
    ].compactMap { name, value in value.map { "  \(name): \($0.printable)\n" } }
    let built =
      known.builtFolder.map { "Entries take their content from the pages in \($0.printable) (corpus.rendered).\n" }
      ?? ""
    if let site, known.generator == .wordpress {
      return "The posts in \(site.printable) are the content. It says of the site:\n" + found.joined()
    }
    if let site {
      return "The pages in \(site.printable) are the content. From its home page, feeds and sitemap:\n" + found.joined()
    }
    return built + "From \(from), which also defines the layout of the content:\n" + found.joined()
  }

  /// What is really missing, and the command that comes next.
  private func next(_ known: ConfigurationTemplate.Known?) -> String {
    if baseURL == nil, known?.baseURL == nil {
      return "There is no address of the site yet. Set site.baseURL in it and run: tidings build\n"
        + "Or run: tidings build --base-url https://www.example.org/\n"
    }
    let isUntitled = title == nil && known?.title == nil
    return (isUntitled ? "There is no title; the name of the host is used until site.title is set.\n" : "")
      + "Run: tidings build\n"
  }

  /// What the built site says beside the configuration. The build reports what is wrong with that, or with the content: it is no
  /// reason to write nothing.
  private func completed(_ known: ConfigurationTemplate.Known) async throws -> ConfigurationTemplate.Known {
    do {
      return try await ConfigurationTemplate.completed(known, in: folder, jobs: HostMachine.processors)
    } catch let error as SystemError {
      throw error
    } catch {
      return known
    }
  }

  func run() async throws {
    try await Failure.reporting {
      var known = try ConfigurationTemplate.known(in: folder, pages: site)
      if let found = known { known = try await completed(found) }
      if known == nil, let site {
        let isExport = WordPressRules.isExport(site)
        throw Failure(
          .noInput,
          isExport ? "there is no file \(site)" : "there is no page at \(site)/index.html; build the site first")
      }
      let text = ConfigurationTemplate.text(baseURL: baseURL, title: title, known: known)
      // What is written must be readable: the same reader validates the values that were given.
      _ = try ConfigurationReader.read(
        text: Array(text.utf8), named: ConfigurationReader.fileName,
        overrides: .init(
          baseURL: baseURL ?? known?.baseURL ?? "https://www.example.org/", title: title ?? known?.title ?? "Example"))
      let path = try ContentFiles.create(
        ConfigurationReader.fileName, in: folder, text: (schema ? ConfigurationSchema.modeline : "") + text)
      if schema {
        _ = try ContentFiles.create(ConfigurationSchema.fileName, in: folder, text: ConfigurationSchema.text)
      }
      let notes = (known?.notes ?? []).map { $0.printable + "\n" }.joined()
      Terminal.write("Wrote \(path).\n" + findings(known) + notes + next(known))
      if known?.generator == .jekyll {
        Terminal.write(
          "Documents go to _feeds, which Jekyll leaves alone; add tidings.yaml to 'exclude' in _config.yml, or it is copied too.\n"
        )
      }
    }
  }
}
