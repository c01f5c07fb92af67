import ContentCorpus
import DataFormats
import LocalFiles
import Markup
import SiteConventions
import SiteSettings
import TidingsCore

/// What the configuration says of content: whose it is, and what its fields mean.
extension ConfigurationReader {
  private enum Choice: String, CaseIterable {
    case auto
    case medigy
    case hugo
    case jekyll
    case zola
    case eleventy
    case html
    case wordpress
  }

  /// A site generator's configuration beside this one, or beside the content.
  static func generator(_ nodes: inout ConfigurationNodes, folder: String) throws -> GeneratorSite? {
    let choice = nodes.choice("corpus.convention", Choice.self) ?? .auto
    guard choice != .medigy else { return nil }
    if choice == .wordpress { return try export(&nodes, folder: folder) }
    let wanted = Convention.Generator(rawValue: choice.rawValue)
    let environment = nodes.text("corpus.environment") ?? "production"
    let configurations = nodes.list("corpus.configurations")?.map(\.text) ?? []
    let content = nodes.node("corpus.path")?.text.map { $0.hasPrefix("/") ? $0 : folder + "/" + $0 }
    // Where only the content is the corpus, the whole site is around it, and all of the content is read.
    if let content {
      if let site = try GeneratorSite.find(
        in: content, wanted, environment: environment, configurations: configurations)
      {
        return site
      }
      if var site = try GeneratorSite.find(in: folder, wanted, environment: environment, configurations: configurations)
        ?? GeneratorSite.find(in: content + "/..", wanted, environment: environment, configurations: configurations)
      {
        site.convention.contentFolders = []
        site.convention.hugo.mounts = []
        return site
      }
    } else if let site = try GeneratorSite.find(
      in: folder, wanted, environment: environment, configurations: configurations)
    {
      return site
    }
    return wanted.map { generator in
      var convention = Convention(generator)
      if generator == .hugo || generator == .zola, content == nil { convention.contentFolders = ["content"] }
      return GeneratorSite(convention: convention)
    }
  }

  /// The exports that `corpus.path` names, one or several.
  private static func export(_ nodes: inout ConfigurationNodes, folder: String) throws -> GeneratorSite? {
    let types = nodes.list("corpus.postTypes")?.map(\.text)
    let paths = nodes.list("corpus.path")?.map(\.text) ?? []
    guard let node = nodes.node("corpus.path"), let place = try WordPressSite.place(paths, in: folder) else {
      nodes.fail(
        nodes.node("corpus.path") ?? nodes.node("corpus.convention"),
        paths.isEmpty
          ? "'corpus.path' names no export of WordPress's, such as export.xml"
          : "There is no export of WordPress's at \(paths.joined(separator: ", ")), or they are in several folders")
      return nil
    }
    do {
      return try WordPressSite.site(place, postTypes: types)
    } catch let problem as CorpusUnreadableError {
      throw CorpusUnreadableError(problem.finding.relocated(under: place.folder))
    } catch let problem as SystemError where problem.isNotFound {
      nodes.fail(node, problem.description)
      return nil
    }
  }

  /// The folder of the corpus; of exports that they lie in.
  static func corpusFolder(
    _ nodes: inout ConfigurationNodes, _ generator: GeneratorSite?, folder: String, inFolder: (String) -> String
  ) throws -> String? {
    guard generator?.convention.generator == .wordpress else {
      let isExport = nodes.node("corpus.convention")?.text == "wordpress"
      return isExport ? nil : nodes.text("corpus.path").map(inFolder)
    }
    let own = try WordPressSite.place(nodes.list("corpus.path")?.map(\.text) ?? [], in: folder)?.folder
    return own == folder ? nil : own
  }

  /// Files of records.
  static func records(_ nodes: inout ConfigurationNodes, inFolder: (String) -> String) -> [String] {
    let files = nodes.list("corpus.records") ?? []
    guard let first = files.first else { return [] }
    let choice = nodes.node("corpus.convention")?.text
    if let choice, choice == "html" || choice == "wordpress" {
      nodes.fail(first.node, "Records hold items, and corpus.convention: \(choice) takes its items from elsewhere")
    }
    for (text, node) in files where text == "-" {
      nodes.fail(node, "Standard input is named on the command line: --records -")
    }
    return files.map { inFolder($0.text) }
  }

  private enum GitChoice: String, CaseIterable {
    case auto
    case always = "true"
    case never = "false"
  }

  /// When dates of commits count; `nil` for never.
  static func gitUse(_ nodes: inout ConfigurationNodes, _ generator: GeneratorSite?) -> GitUse? {
    let own = generator?.gitUse
    switch nodes.choice("corpus.git", GitChoice.self) ?? .auto {
    case .always: return own == .first ? .first : .otherwise
    case .auto: return own
    case .never: return nil
    }
  }

  /// Which parts of built pages are content.
  static func selection(_ nodes: inout ConfigurationNodes) -> RenderedPage.Selection {
    RenderedPage.Selection(
      content: selectors("corpus.selector", &nodes) ?? [], omitted: selectors("corpus.omit", &nodes) ?? [])
  }

  /// The pages that entries take their content from.
  static func builtSite(
    _ nodes: inout ConfigurationNodes, _ selection: RenderedPage.Selection, inFolder: (String) -> String
  ) -> RenderedSite? {
    let dated =
      nodes.list("corpus.renderedDates")?.map { folder, _ in folder == "true" ? "" : folder.trimmingSlashes } ?? []
    return nodes.text("corpus.rendered").map { folder in
      var site = RenderedSite(folder: inFolder(folder), selection: selection)
      site.datedFolders = dated.filter { $0 != "false" }
      return site
    }
  }

  private static func selectors(_ name: String, _ nodes: inout ConfigurationNodes) -> [ElementSelector]? {
    nodes.list(name)?.compactMap { text, node in
      let selector = ElementSelector(text)
      if selector == nil {
        nodes.fail(node, "'\(text)' is not a selector such as article, .post, #content or main > div")
      }
      return selector
    }
  }

  static func mapping(_ nodes: inout ConfigurationNodes) -> [FieldMap.Meaning: [FieldPath]] {
    guard let node = nodes.node("mapping") else { return [:] }
    guard let pairs = node.mapping else {
      nodes.fail(node, "'mapping' is \(node.kindName), not a mapping")
      return [:]
    }
    var mapping: [FieldMap.Meaning: [FieldPath]] = [:]
    for pair in pairs {
      guard let meaning = FieldMap.Meaning(name: pair.key) else {
        let known = FieldMap.Meaning.allCases.map(\.name)
        let hint = Suggestion.of(pair.key, among: known).map { "did you mean '\($0)'?" }
        nodes.fail(
          pair.value, "Nothing is called '\(pair.key)'; \(hint ?? "there are " + known.joined(separator: ", "))")
        continue
      }
      mapping[meaning] = (pair.value.sequence ?? [pair.value]).compactMap { fieldPath($0, pair.key, &nodes) }
    }
    return mapping
  }

  /// A field: its path, or a mapping with `field` and `type`.
  private static func fieldPath(_ node: YAMLNode, _ meaning: String, _ nodes: inout ConfigurationNodes) -> FieldPath? {
    guard let name = node.text ?? node["field"]?.text, !name.split(separator: ".").isEmpty else {
      nodes.fail(
        node, "The field of '\(meaning)' is neither a path such as extra.link nor a mapping with 'field' and 'type'")
      return nil
    }
    for pair in node.mapping ?? [] where pair.key != "field" && pair.key != "type" {
      nodes.fail(pair.value, "A field has 'field' and 'type', and no '\(pair.key)'")
    }
    guard let type = node["type"] else { return FieldPath(name) }
    guard let kind = type.text.flatMap(FieldPath.Kind.init(rawValue:)) else {
      let known = FieldPath.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      nodes.fail(type, "The type of '\(name)' is not one of \(known)")
      return nil
    }
    return FieldPath(name, kind: kind)
  }
}
