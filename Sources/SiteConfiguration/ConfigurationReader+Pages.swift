import ContentCorpus
import DataFormats
import HTMLPages
import LocalFiles
import SiteSettings
import TidingsCore

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
    for path in try paths(in: folder, &nodes) {
      let bytes = try LocalFile.read(folder + "/" + path, limit: FileLimit.configuration).bytes
      let text = String(decoding: bytes, as: UTF8.self)
      if path.hasSuffix(".mustache") {
        pages.templateTexts[String(path.dropLast(".mustache".count))] = text
      } else if path.hasPrefix("strings/") {
        let language = path.dropFirst("strings/".count).dropLast(".json".count).lowercased()
        pages.stringTexts[language] = text
        if (try? PageStrings(language, replacing: [language: text])) == nil {
          nodes.fail(SourceLocation(path: folder + "/" + path), "The file is not a JSON object of texts")
        }
      } else if [PageFiles.style.name, PageFiles.script.name].contains(path) {
        pages.fileTexts[path] = text
      }
    }
    do throws(TemplateError) {
      _ = try PageTemplates(replacing: pages.templateTexts)
    } catch {
      let place = SourceLocation(
        path: "\(folder)/\(error.template).mustache", line: error.line, column: error.column)
      nodes.fail(place, "The template cannot be read: \(error.message)")
    }
  }

  /// The files that count, also where something else stands in the place of one: reading it says so, and the built-in one is not taken
  /// without a word.
  private static func paths(in folder: String, _ nodes: inout ConfigurationNodes) throws -> [String] {
    var entries = try FolderListing(folder, "", stamps: false, include: isTemplate).entries
    let words = folder + "/" + wordFolder
    if try LocalFile.isThere(words) {
      guard try LocalFile.kind(words) == .folder else { throw SystemError.noFolder("list", words) }
      entries += try FolderListing(folder, wordFolder, stamps: false, include: { $0.hasSuffix(".json") }).entries
    }
    var paths: [String] = []
    for entry in entries {
      switch entry {
      case .file(let path, _) where FileNameText.hasBytes(path), .link(let path) where FileNameText.hasBytes(path):
        nodes.fail(
          SourceLocation(path: folder + "/" + path), "The file's name is no UTF-8, so nothing can name it; rename it")
      case .folder(let path) where FileNameText.hasBytes(path): continue
      case .file(let path, _), .link(let path): paths.append(path)
      case .folder(let path):
        let name = String(path.lastSegment)
        if path.contains("/") ? name.hasSuffix(".json") : isTemplate(name) { paths.append(path) }
      }
    }
    return paths
  }

  private static let wordFolder = "strings"

  private static func isTemplate(_ name: String) -> Bool {
    name.hasSuffix(".mustache") || name == PageFiles.style.name || name == PageFiles.script.name
  }

  static func hosting(_ nodes: inout ConfigurationNodes) -> HostingSettings {
    var hosting = HostingSettings()
    for (text, node) in nodes.list("hosting.compressed") ?? [] {
      if let format = DocumentFormat(rawValue: text), format.isCompressedVariant {
        hosting.compressed.append(format)
      } else {
        nodes.fail(node, "'\(text)' is not one of gzip, brotli")
      }
    }
    hosting.compressed = [.gzip, .brotli].filter(hosting.compressed.contains)
    for (text, node) in nodes.list("hosting.headers") ?? [] {
      if let file = HeaderFile(rawValue: text) {
        hosting.headers.append(file)
      } else {
        nodes.fail(node, "'\(text)' is not one of \(HeaderFile.allCases.map(\.rawValue).joined(separator: ", "))")
      }
    }
    hosting.headers = HeaderFile.allCases.filter(hosting.headers.contains)
    hosting.maximumAge = nodes.count("hosting.maximumAge", atLeast: 0) ?? hosting.maximumAge
    return hosting
  }
}
