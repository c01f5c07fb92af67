import DataFormats
import TidingsCore

/// Which fields of front matter mean what, in order of preference.
public struct FieldMap: Sendable, Hashable {
  /// What a field can mean. A configuration names these under `mapping`.
  public enum Meaning: Int, Sendable, Hashable, CaseIterable {
    case id
    case title
    case summary
    case date
    case lastModified
    case publishDate
    case expiryDate
    case draft
    case status
    case robots
    case canonical
    case url
    case slug
    case folder
    case aliases
    case keywords
    case authors
    case original
    case originalLabel
    case via
    case viaLink
    case picture
    case pictureAlternative
    case attachment
    case related
    case language
    case translation
    case sourceFeed
    case attachmentLength
    case attachmentType

    public var name: String { "\(self)" }

    public init?(name: String) {
      guard let meaning = Meaning.allCases.first(where: { $0.name == name }) else { return nil }
      self = meaning
    }
  }

  /// By the meanings' numbers.
  private var fields: [[FieldPath]]
  /// Whether capitals in the names of fields mean nothing.
  private(set) var ignoresCase = false
  /// What the site's own configuration names fields for.
  private(set) var wished: [Meaning] = []

  /// The same map, for names with capitals and without.
  var ignoringCase: FieldMap {
    var map = self
    map.ignoresCase = true
    return map
  }

  init(_ fields: [Meaning: [FieldPath]]) {
    self.fields = Meaning.allCases.map { fields[$0] ?? [] }
  }

  /// The same map with other fields for some meanings.
  ///
  /// - Parameters:
  ///   - others: by meaning, in order of preference.
  ///   - areWished: whether the site's own configuration names them, so that a field that cannot be read is worth a word.
  public func replacing(_ others: [Meaning: [FieldPath]], areWished: Bool = false) -> FieldMap {
    var map = self
    for (meaning, paths) in others { map[meaning] = paths }
    if areWished { map.wished = others.keys.sorted { $0.rawValue < $1.rawValue } }
    return map
  }

  public subscript(meaning: Meaning) -> [FieldPath] {
    get { fields[meaning.rawValue] }
    set { fields[meaning.rawValue] = newValue }
  }
}

/// The field that a value came from.
public struct FieldOrigin: Sendable, Hashable {
  /// `link.original`; in words where it is no field.
  public let field: String
  /// 0 where it is none.
  public let line: Int
}

extension FrontMatter {
  /// For each meaning that a field has, which one it is.
  var origins: [FieldMap.Meaning: FieldOrigin] {
    var origins: [FieldMap.Meaning: FieldOrigin] = [:]
    for meaning in FieldMap.Meaning.allCases {
      for field in fields[meaning] where origins[meaning] == nil {
        guard let node = node(field), node.text?.trimmed.isEmpty != true, node.sequence?.isEmpty != true else {
          continue
        }
        origins[meaning] = FieldOrigin(field: field.name, line: node.line)
      }
    }
    return origins
  }
}

extension FrontMatter {
  /// Fields that the configuration names and that hold mappings, where the meaning is a text.
  var mappedMaps: [Finding] {
    fields.wished.flatMap { meaning -> [Finding] in
      // Persons and related pages are mappings.
      if meaning == .authors || meaning == .related { return [] }
      return fields[meaning].compactMap { field in
        guard let node = node(field), node.isMapping else { return nil }
        let keys = (node.tree.mapping ?? []).prefix(5).map { "\(field.name).\($0.key)" }
        let hint = keys.isEmpty ? "" : "; there is " + keys.joined(separator: ", ")
        return ContentRules.mappedMap.finding(
          at: location(node), "The field '\(field.name)', by 'mapping' the \(meaning.name), is a mapping\(hint)")
      }
    }
  }
}

extension FieldMap: CustomReflectable {
  /// All that is in it as one text: it is looked at in every build, to see whether the settings are those of the last one.
  public var customMirror: Mirror {
    let text = fields.map { paths in paths.map { $0.name + ":" + $0.kind.rawValue }.joined(separator: ",") }
    return Mirror(self, children: ["fields": text.joined(separator: ";")])
  }
}
