import ContentCorpus
import DataFormats
import LocalFiles

/// Persons whom a site's data describes, by the name that front matter calls them: `_data/authors.yml`.
enum AuthorData {
  /// - Parameters:
  ///   - folder: of the data.
  ///   - names: of files, without their endings, or of folders with a file for each person.
  /// - Throws: ``ConfigurationError`` where a file cannot be parsed, `SystemError` where one cannot be read.
  static func read(_ folder: String, names: [String] = ["authors", "people", "author"]) throws -> [String: Item.Author]
  {
    var people: [String: Item.Author] = [:]
    for name in names {
      for ending in endings {
        guard let root = try GeneratorSite.read(folder, "\(name).\(ending)") else { continue }
        for pair in root.mapping ?? [] { people[pair.key] = people[pair.key] ?? person(pair.value) }
      }
      let unnamed = try FileTree.unnamedFiles(in: folder + "/" + name)
      try GeneratorSite.refuse(
        unnamed: unnamed.filter { name in endings.contains { name.hasSuffix("." + $0) } }, in: folder + "/" + name)
      for file in try FileTree.filesIfThere(in: folder + "/" + name) {
        guard let dot = file.lastIndex(of: "."), endings.contains(String(file[file.index(after: dot)...])),
          let root = try GeneratorSite.read(folder + "/" + name, file)
        else { continue }
        people[String(file[..<dot])] = people[String(file[..<dot])] ?? person(root)
      }
    }
    return people
  }

  private static let endings = ["yml", "yaml", "json", "toml"]

  /// A name, or a mapping with a name.
  static func person(_ node: YAMLNode) -> Item.Author? {
    func field(_ names: [String]) -> String? {
      names.lazy.compactMap { node[$0]?.text }.first { !$0.isEmpty }
    }
    guard let name = node.text ?? field(["name", "display_name", "displayName", "full_name", "title"]) else {
      return nil
    }
    let parts = PersonText.parts(of: name)
    return Item.Author(
      name: parts?.name ?? name, email: field(["email"]) ?? parts?.email,
      address: field(["uri", "url", "website", "web", "homepage", "link", "site"]))
  }
}
