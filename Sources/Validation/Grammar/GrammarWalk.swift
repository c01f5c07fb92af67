/// Goes once over a document and reports where it departs from its grammar.
struct GrammarWalk {
  private let grammar: Grammar
  private let tree: XMLTree
  /// For each shape, the slot of each of the document's names: the position among the shape's children.
  private var childSlots: [[Int16]]
  private var attributeSlots: [[Int16]]
  private var shapeOf: [Int16]
  /// For each of the document's names, the shape of an extension element; -1 for none, -2 where the namespace has no such
  /// element, -3 for a name of no or of the document's own namespace, -4 where a namespace that grows has no such element.
  private var foreign: [Int16] = []
  /// Whether one of a name may stand in an element, for extension elements.
  private let isSingle: [Bool]
  /// What the elements of a name are about, for extension elements.
  private let places: [Grammar.Place?]
  private(set) var departures: [GrammarViolation] = []

  private static let noSlot: Int16 = -1
  private static let unseen: Int16 = -1
  /// More than this nobody made by hand.
  private static let limit = 1_000_000

  static func departures(of tree: XMLTree, from grammar: Grammar) -> [GrammarViolation] {
    guard let root = tree.root, let shape = grammar.roots[tree.name(root)] else { return [] }
    var walk = GrammarWalk(grammar, tree)
    walk.shapeOf[root] = Int16(shape)
    for element in tree.nodes.indices {
      guard walk.departures.count < limit else { break }
      let shape = Int(walk.shapeOf[element])
      if shape >= 0 { walk.visit(element, shape) }
    }
    return walk.departures
  }

  private init(_ grammar: Grammar, _ tree: XMLTree) {
    self.grammar = grammar
    self.tree = tree
    childSlots = Array(repeating: [], count: grammar.shapes.count)
    attributeSlots = childSlots
    shapeOf = Array(repeating: GrammarWalk.unseen, count: tree.nodes.count)
    isSingle = tree.names.map(grammar.singles.contains)
    places = tree.names.map { grammar.places[$0] }
    foreign = tree.names.map { name in
      if let shape = grammar.extensions[name] { return Int16(shape) }
      if name.namespace.isEmpty { return -3 }
      if grammar.growingNamespaces.contains(name.namespace) { return -4 }
      return grammar.closedNamespaces.contains(name.namespace) ? -2 : -1
    }
  }

  private mutating func prepare(_ number: Int) {
    guard childSlots[number].isEmpty else { return }
    let shape = grammar.shapes[number]
    childSlots[number] = tree.names.map { name in
      shape.children.firstIndex { $0.name == name }.map(Int16.init) ?? GrammarWalk.noSlot
    }
    attributeSlots[number] = tree.names.map { name in
      shape.attributes.firstIndex { $0.name == name }.map(Int16.init) ?? GrammarWalk.noSlot
    }
  }

  private mutating func visit(_ element: Int, _ number: Int) {
    prepare(number)
    checkAttributes(element, number)
    switch grammar.shapes[number].content {
    case .any: return
    case .text(let type):
      checkChildren(element, number)
      if case .any = type { return }
      check(tree.text[tree.nodes[element].text].trimmed, type, element)
    case .mixed: checkChildren(element, number)
    case .elements, .empty:
      checkChildren(element, number)
      if let text = straightText(element) {
        let message = "The text '\(text)' has no place in \(label(element))"
        add(.text, number, element, message, "UnexpectedText")
      }
    }
  }

  private mutating func checkAttributes(_ element: Int, _ number: Int) {
    var seen: UInt64 = 0
    for attribute in tree.attributes[tree.nodes[element].attributes] {
      let slot = attributeSlots[number][attribute.name]
      if slot >= 0 {
        seen |= 1 << UInt64(slot)
        let known = grammar.shapes[number].attributes[Int(slot)]
        if case .any = known.value { continue }
        check(
          tree.attributeText[attribute.value], known.value, element, attribute: known.name.local)
      } else if isMisplaced(attribute.name, of: element, number) {
        let local = tree.names[attribute.name].local
        let message = "The attribute \(local) has no place in \(label(element))"
        let meant = meantAttribute(local, in: number)
        add(
          .attribute, number, element, message, "UnexpectedAttribute", attribute: local,
          remedy: meant.map { "Write \($0): capitals count." })
      }
    }
    for (slot, known) in grammar.shapes[number].attributes.enumerated()
    where known.isRequired && seen & (1 << UInt64(slot)) == 0 && !hasMisspelt(known.name.local, element) {
      let message = "There is no \(known.name.local) in \(label(element))"
      let remedy = "Add \(known.name.local)=\"…\" to <\(label(element))>."
      add(.requiredAttribute, number, element, message, known.event, remedy: remedy)
    }
  }

  /// Whether an attribute that is not listed has no place in an element. Those in the namespace of an extension's element
  /// never have: no extension but those of Atom defines any for its own elements.
  private func isMisplaced(_ name: Int, of element: Int, _ number: Int) -> Bool {
    let namespace = tree.names[name].namespace
    if namespace.isEmpty { return !grammar.shapes[number].hasFreeAttributes }
    return namespace == tree.name(element).namespace && grammar.closedNamespaces.contains(namespace)
      && !GrammarWalk.extensible.contains(namespace)
  }

  /// Namespaces whose elements may have any attribute in a namespace, as Atom's have (RFC 4287, section 6.4.2).
  private static let extensible: Set = [
    Namespaces.atom, Namespaces.threading, Namespaces.history, Namespaces.tombstones, Namespaces.publishing,
    Namespaces.rss1,
  ]

  private mutating func checkChildren(_ element: Int, _ number: Int) {
    var seen: UInt64 = 0
    var child = tree.nodes[element].firstChild
    while child >= 0 {
      let name = tree.nodes[child].name
      let slot = childSlots[number][name]
      if slot >= 0 {
        let known = grammar.shapes[number].children[Int(slot)]
        if seen & (1 << UInt64(slot)) != 0, known.occurrence.isSingle {
          let first = tree.first(element, name).map { tree.nodes[$0].offset }
          let message = "There is a second \(label(child)) in \(label(element))"
          add(.once, number, child, message, "DuplicateElement", related: [first].compactMap { $0 })
        }
        seen |= 1 << UInt64(slot)
        shapeOf[child] = grammar.childShapes[number][Int(slot)]
      } else if case .mixed = grammar.shapes[number].content {
        shapeOf[child] = GrammarWalk.unseen
      } else {
        checkForeign(child, in: element, number, isLate: seen != 0)
      }
      child = tree.nodes[child].nextSibling
    }
    for (slot, known) in grammar.shapes[number].children.enumerated()
    where known.occurrence.isRequired && seen & (1 << UInt64(slot)) == 0 {
      let name = known.name.local
      let remedy = "Add <\(name)>…</\(name)> to <\(label(element))>."
      add(.required, number, element, "There is no \(name) in \(label(element))", known.event, remedy: remedy)
    }
  }

  private mutating func checkForeign(_ child: Int, in element: Int, _ number: Int, isLate: Bool) {
    let shape = foreign[tree.nodes[child].name]
    let isOpen = grammar.shapes[number].isOpen && !(isLate && grammar.shapes[number].isForeignFirst)
    // In Atom, what is in no namespace is foreign too (RFC 4287, section 6.1): a rule of its own warns.
    let isForeign = shape >= -1 || (shape == -3 && grammar.shapes[number].vocabulary == .atom)
    if isOpen, isForeign {
      shapeOf[child] = max(shape, -1)
      if shape >= 0, let place = places[tree.nodes[child].name] { checkPlace(child, in: element, place, Int(shape)) }
      if shape >= 0, isSingle[tree.nodes[child].name] { checkSingle(child, in: element, Int(shape)) }
      return
    }
    if shape == -4 {
      let what = "\(label(child)) is no element that its specification has in \(label(element))"
      departures.append(
        GrammarViolation(
          kind: .unlisted, vocabulary: .extension, offset: tree.nodes[child].offset, message: what,
          event: "UndefinedElement", remedy: meantExtension(tree.name(child)).map { "Write <\($0)>: capitals count." }))
      return
    }
    // In RDF any property may hold a resource in place of a text.
    if tree.name(child).namespace == Namespaces.rdf, tree.name(0).namespace == Namespaces.rdf {
      shapeOf[child] = GrammarWalk.unseen
      return
    }
    // An element of an extension is its own vocabulary's matter.
    let own = shape >= 0 ? grammar.shapes[Int(shape)].vocabulary : nil
    let vocabulary = own ?? (shape == -2 ? GrammarWalk.vocabulary(of: tree.name(child).namespace) : nil)
    departures.append(
      GrammarViolation(
        kind: .element, vocabulary: vocabulary ?? grammar.shapes[number].vocabulary, offset: tree.nodes[child].offset,
        message: "\(label(child)) has no place in \(label(element))", event: "UndefinedElement",
        remedy: (meantElement(tree.name(child), in: number) ?? meantExtension(tree.name(child))).map {
          "Write <\($0)>: capitals count."
        }))
  }

  /// The element of an extension that a name in other capitals stands for, with its customary prefix.
  private func meantExtension(_ name: XMLTree.Name) -> String? {
    let lowered = name.local.lowercased()
    let meant = grammar.extensions.keys.first {
      $0.namespace == name.namespace && $0 != name && $0.local.lowercased() == lowered
    }
    return meant.map { "\(Namespaces.prefixes[$0.namespace].map { $0 + ":" } ?? "")\($0.local)" }
  }

  /// The attribute of an element that a name in other capitals stands for.
  private func meantAttribute(_ name: String, in number: Int) -> String? {
    let lowered = name.lowercased()
    return grammar.shapes[number].attributes.map(\.name.local).first { $0 != name && $0.lowercased() == lowered }
  }

  private func meantElement(_ name: XMLTree.Name, in number: Int) -> String? {
    let lowered = name.local.lowercased()
    let known = grammar.shapes[number].children.map(\.name)
    return known.first { $0.namespace == name.namespace && $0 != name && $0.local.lowercased() == lowered }?.local
  }

  /// Whether an element has an attribute under its name in other capitals: it is reported there.
  private func hasMisspelt(_ name: String, _ element: Int) -> Bool {
    tree.attributes[tree.nodes[element].attributes].contains {
      tree.names[$0.name].namespace.isEmpty && tree.names[$0.name].local.lowercased() == name.lowercased()
    }
  }

  private mutating func checkPlace(_ child: Int, in element: Int, _ place: Grammar.Place, _ shape: Int) {
    let holder = tree.name(element)
    guard ["", Namespaces.atom, Namespaces.rss1].contains(holder.namespace) else { return }
    let others = place == .feed ? ["item", "entry"] : ["channel", "feed"]
    guard others.contains(holder.local) else { return }
    let isAtom = holder.namespace == Namespaces.atom
    let right = place == .feed ? (isAtom ? "feed" : "channel") : (isAtom ? "entry" : "item")
    add(
      .element, shape, child, "\(label(child)) has no place in \(label(element))", "UndefinedElement",
      remedy: "Move it into <\(right)>.")
  }

  private mutating func checkSingle(_ child: Int, in element: Int, _ shape: Int) {
    guard let first = tree.first(element, tree.nodes[child].name), first != child else { return }
    let message = "There is a second \(label(child)) in \(label(element))"
    add(.once, shape, child, message, "DuplicateElement", related: [tree.nodes[first].offset])
  }

  private mutating func check(
    _ value: ArraySlice<UInt8>, _ type: ValueType, _ element: Int, attribute: String? = nil
  ) {
    guard let fault = type.fault(in: value) else { return }
    let what = attribute.map { "The \($0) of \(label(element))" } ?? label(element)
    let shown = String(decoding: value.prefix(100), as: UTF8.self)
    add(
      .value, Int(shapeOf[element]), element, "\(what) \(fault.what): '\(shown)'", fault.event, attribute: attribute,
      remedy: type.remedy(for: value))
  }

  /// Text that stands in an element itself, if it is more than white space.
  private func straightText(_ element: Int) -> String? {
    var start = tree.nodes[element].text.lowerBound
    var child = tree.nodes[element].firstChild
    while true {
      let end = child >= 0 ? tree.nodes[child].text.lowerBound : tree.nodes[element].text.upperBound
      while start < end, tree.text[start].isXMLSpace { start += 1 }
      if start < end { return String(decoding: tree.text[start..<end].trimmed.prefix(40), as: UTF8.self) }
      guard child >= 0 else { return nil }
      start = tree.nodes[child].text.upperBound
      child = tree.nodes[child].nextSibling
    }
  }

  private static func vocabulary(of namespace: String) -> Grammar.Vocabulary? {
    switch namespace {
    case "": nil
    case Namespaces.atom: .atom
    case Namespaces.media: .media
    case Namespaces.rss1: .rss
    case Namespaces.sitemap, Namespaces.image, Namespaces.news, Namespaces.video: .sitemap
    default: .extension
    }
  }

  private func label(_ element: Int) -> String {
    let name = tree.name(element)
    let prefix = Namespaces.prefixes[name.namespace]
    return prefix.map { "\($0):\(name.local)" } ?? name.local
  }

  private mutating func add(
    _ kind: GrammarViolation.Kind, _ shape: Int, _ element: Int, _ message: String, _ event: String,
    related: [Int] = [],
    attribute: String? = nil, remedy: String? = nil
  ) {
    departures.append(
      GrammarViolation(
        kind: kind, vocabulary: grammar.shapes[shape].vocabulary, offset: tree.nodes[element].offset,
        message: message, attribute: attribute, event: event, related: related, remedy: remedy))
  }
}
