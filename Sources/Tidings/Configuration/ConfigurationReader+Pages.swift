import ContentCorpus
import Documents
import LocalFiles
import Pages
import YAMLReading

/// What the configuration says of pages for people, and of servers.
extension ConfigurationReader {
  static func pages(_ nodes: inout ConfigurationNodes, inFolder: (String) -> String) throws -> PageSettings {
    var pages = PageSettings()
    pages.isEnabled = nodes.flag("pages.enabled") ?? false
    pages.entries = nodes.count("pages.entries", atLeast: 0) ?? pages.entries
    pages.language = language("pages.language", &nodes)
    if let given = nodes.text("pages.templates"), let node = nodes.node("pages.templates") {
      pages.templates = inFolder(given)
      try read(inFolder(given), into: &pages, node, &nodes)
    }
    return pages
  }

  /// A site's own templates (`subscribe.mustache`), words (`strings/de.json`) and files (`subscribe.css`).
  private static func read(
    _ folder: String, into pages: inout PageSettings, _ node: YAMLNode, _ nodes: inout ConfigurationNodes
  ) throws {
    guard try LocalFile.kind(folder) == .folder else {
      nodes.fail(node, "There is no folder \(folder)")
      return
    }
    let files = try FolderListing(folder, "", stamps: false, include: { _ in true })
    let words =
      try LocalFile.kind(folder + "/strings") == .folder
      ? FolderListing(folder, "strings", stamps: false, include: { $0.hasSuffix(".json") }) : nil
    for case .file(let path, _) in files.entries + (words?.entries ?? []) {
      let bytes = try LocalFile.read(folder + "/" + path, limit: FileLimit.configuration).bytes
      let text = String(decoding: bytes, as: UTF8.self)
      if path.hasSuffix(".mustache") {
        pages.templateTexts[String(path.dropLast(".mustache".count))] = text
      } else if path.hasPrefix("strings/") {
        let language = path.dropFirst("strings/".count).dropLast(".json".count).lowercased()
        pages.stringTexts[language] = text
        if (try? PageStrings(language, replacing: [language: text])) == nil {
          nodes.fail(SourceLocation(path: folder + "/" + path), "The file is no JSON object of texts")
        }
      } else if [PageFiles.style.name, PageFiles.script.name].contains(path) {
        pages.fileTexts[path] = text
      }
    }
    do throws(TemplateProblem) {
      _ = try PageTemplates(replacing: pages.templateTexts)
    } catch {
      let place = SourceLocation(
        path: "\(folder)/\(error.template).mustache", line: error.line, column: error.column)
      nodes.fail(place, "The template cannot be read: \(error.message)")
    }
  }

  static func hosting(_ nodes: inout ConfigurationNodes) -> HostingSettings {
    var hosting = HostingSettings()
    for (text, node) in nodes.list("hosting.compressed") ?? [] {
      if let format = DocumentFormat(rawValue: text), format.isTwin {
        hosting.compressed.append(format)
      } else {
        nodes.fail(node, "'\(text)' is none of gzip, brotli")
      }
    }
    hosting.compressed = [.gzip, .brotli].filter(hosting.compressed.contains)
    for (text, node) in nodes.list("hosting.headers") ?? [] {
      if let file = HeaderFile(rawValue: text) {
        hosting.headers.append(file)
      } else {
        nodes.fail(node, "'\(text)' is none of \(HeaderFile.allCases.map(\.rawValue).joined(separator: ", "))")
      }
    }
    hosting.headers = HeaderFile.allCases.filter(hosting.headers.contains)
    hosting.maximumAge = nodes.count("hosting.maximumAge", atLeast: 0) ?? hosting.maximumAge
    return hosting
  }
}
