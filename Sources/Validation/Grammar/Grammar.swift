/// What may stand where in the documents of one format, as a table that is read once over a document.
///
/// It says what the RELAX NG schemas say, and more: it knows the elements of the extensions, and reports the exact place.
/// The schemas stay as a second opinion.
struct Grammar: Sendable {
  /// How often something stands in its parent.
  enum Occurrence: Sendable {
    case one, optional, many, several

    var isRequired: Bool { self == .one || self == .several }
    var isSingle: Bool { self == .one || self == .optional }
  }

  /// The vocabularies that rules are made for.
  enum Vocabulary: String, Sendable, CaseIterable {
    case rss, atom, media, sitemap, opml
    case `extension`
  }

  /// What an element of an extension is about.
  enum Place: Sendable {
    case feed, entry
  }

  struct Child: Sendable {
    let name: XMLTree.Name
    let occurrence: Occurrence
    /// The name of the shape.
    let shape: String
    /// The W3C Feed Validator's name for its absence.
    let event: String
  }

  struct Attribute: Sendable {
    let name: XMLTree.Name
    let isRequired: Bool
    let value: ValueType
    let event: String
  }

  enum Content: Sendable {
    /// Child elements only.
    case elements
    /// Text without elements in it.
    case text(ValueType)
    /// Text and elements; the shape says which.
    case mixed
    /// Neither text nor elements.
    case empty
    /// Anything, unseen.
    case any
  }

  struct Shape: Sendable {
    var vocabulary: Vocabulary
    var attributes: [Attribute] = []
    var children: [Child] = []
    var content = Content.elements
    /// Whether elements of other namespaces may stand in it.
    var isOpen = true
    /// Whether those stand ahead of its own.
    var isForeignFirst = false
    /// Whether attributes that are not listed may stand in it.
    var hasFreeAttributes = false
  }

  let shapes: [Shape]
  /// By the root's name.
  let roots: [XMLTree.Name: Int]
  /// For extension elements, which may stand in any element that is open.
  let extensions: [XMLTree.Name: Int]
  /// Extension elements of which one may stand in an element.
  let singles: Set<XMLTree.Name>
  /// Extension elements that stand in a feed only, or in an entry only.
  let places: [XMLTree.Name: Place]
  /// Namespaces all of whose elements are known.
  let closedNamespaces: Set<String>
  /// Namespaces whose elements are known, and to which more are added from time to time.
  let growingNamespaces: Set<String>
  /// For each shape, the numbers of its children's shapes.
  let childShapes: [[Int16]]

  /// - Parameters:
  ///   - shapes: by name; `extensions` names those that stand in every open element.
  init(
    roots: [XMLTree.Name: String], shapes named: [String: Shape], extensions: [XMLTree.Name: String] = [:],
    singles: Set<XMLTree.Name> = [], places: [XMLTree.Name: Place] = [:], closedNamespaces: Set<String>,
    growingNamespaces: Set<String> = []
  ) {
    let names = named.keys.sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    let shapes = names.compactMap { named[$0] }
    self.shapes = shapes
    childShapes = shapes.map { shape in shape.children.map { Int16(numbers[$0.shape] ?? -1) } }
    self.roots = roots.compactMapValues { numbers[$0] }
    self.extensions = extensions.compactMapValues { numbers[$0] }
    self.singles = singles
    self.places = places
    self.closedNamespaces = closedNamespaces
    self.growingNamespaces = growingNamespaces
  }
}

/// A place where a document departs from the grammar of its format.
struct GrammarViolation: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    /// An element that has no place there.
    case element
    /// An element that the specification of a growing namespace does not have.
    case unlisted
    /// A second element where one may stand.
    case once
    /// An element that is missing.
    case required
    /// An attribute that has no place there.
    case attribute
    /// An attribute that is missing.
    case requiredAttribute
    /// Text where there are elements only.
    case text
    /// A value that is none of its type.
    case value
  }

  let kind: Kind
  let vocabulary: Grammar.Vocabulary
  let offset: Int
  let message: String
  /// The attribute that it is about, without its prefix.
  var attribute: String?
  var event: String?
  var related: [Int] = []
  /// What to write, where the document's own words show it.
  var remedy: String?
}

// Words to write tables with.
extension Grammar.Child {
  static func atom(_ local: String, _ occurrence: Grammar.Occurrence, _ shape: String? = nil) -> Self {
    .init(
      name: .init(namespace: Namespaces.atom, local: local), occurrence: occurrence, shape: shape ?? local,
      event: "MissingElement")
  }

  static func plain(
    _ local: String, _ occurrence: Grammar.Occurrence, _ shape: String? = nil, event: String = "MissingElement"
  ) -> Self {
    .init(
      name: .init(namespace: "", local: local), occurrence: occurrence, shape: shape ?? local, event: event)
  }

  static func of(
    _ namespace: String, _ local: String, _ occurrence: Grammar.Occurrence, _ shape: String
  ) -> Self {
    .init(
      name: .init(namespace: namespace, local: local), occurrence: occurrence, shape: shape, event: "MissingElement")
  }
}

extension Grammar.Attribute {
  static func required(_ local: String, _ value: ValueType = .any, event: String = "MissingAttribute") -> Self {
    .init(name: .init(namespace: "", local: local), isRequired: true, value: value, event: event)
  }

  static func optional(_ local: String, _ value: ValueType = .any) -> Self {
    .init(name: .init(namespace: "", local: local), isRequired: false, value: value, event: "MissingAttribute")
  }
}
