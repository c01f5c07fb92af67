import HTMLParsing

/// HTML by the table of elements: read as browsers read it, walked as a tree, written by us, so that what comes out is
/// balanced, safe, and needs no other document and no script to be read.
///
/// The walk is a loop, not a recursion: hostile nesting costs memory in proportion, never the stack.
struct TreeHTMLCleaner {
  let addresses: URLPolicy
  let policy: ContentPolicy
  let tree: HTMLTree
  var out: [UInt8] = []
  private var open: [OpenElement] = []
  private var tables = TableStructure()
  /// Addresses of pictures and frames that stand there already, so that fallbacks do not repeat them.
  private var shown: Set<String> = []
  /// How many elements with fallbacks for scripts are open.
  private var fallbacks = 0

  /// An element whose children are being written.
  private struct OpenElement {
    /// As it was written; `nil` for one of which only the content is.
    var name: String?
    var isFallback = false
    /// What is written at its end, before its end tag.
    var tail: [UInt8] = []
  }

  init(_ tree: HTMLTree, base: URIReference, policy: ContentPolicy) {
    self.tree = tree
    self.policy = policy
    addresses = URLPolicy(base: base, links: policy.links)
  }

  /// Through the parser, which reads anything.
  static func clean(_ html: [UInt8], base: URIReference, policy: ContentPolicy = ContentPolicy()) -> [UInt8] {
    var cleaner = TreeHTMLCleaner(HTMLReader.fragment(html), base: base, policy: policy)
    cleaner.out.reserveCapacity(html.count)
    cleaner.write(childrenOf: HTMLTree.fragment)
    return cleaner.out.trimmingSpace
  }

  private mutating func write(childrenOf root: HTMLTree.Node) {
    var node = tree.firstChild(root)
    while node != HTMLTree.none {
      let isEntered = enter(node)
      let child = tree.firstChild(node)
      if isEntered, child != HTMLTree.none {
        node = child
        continue
      }
      if isEntered { leave() }
      while tree.next(node) == HTMLTree.none, tree.parent(node) != root {
        leave()
        node = tree.parent(node)
      }
      node = tree.next(node)
    }
  }

  /// Nesting beyond this is flattened: no reader shows it, and some fall over it.
  private static let depthLimit = 200

  // MARK: Elements

  /// Writes a node's beginning; `true` where its children are wanted, and ``leave()`` after them.
  private mutating func enter(_ node: HTMLTree.Node) -> Bool {
    switch tree.kind(node) {
    case .text:
      if fallbacks == 0 { HTMLText.append(tree.text(node), to: &out) }
      return false
    case .element: return enterElement(node)
    default: return false
    }
  }

  private mutating func enterElement(_ node: HTMLTree.Node) -> Bool {
    switch tree.namespace(node) {
    case .svg: return enterDrawing(node)
    case .mathML: return enterFormula(node)
    case .html: break
    }
    let element = tree.element(node)
    let fate = ElementTable.fate(of: element)
    if fate == .dropped || HiddenContent.isHidden(node, tree) { return false }
    switch fate {
    case .picture: return enterPicture(node)
    case .embed: return enterEmbed(node)
    case .player: return enterPlayer(node)
    case .control: return enterControl(node)
    case .fallback:
      fallbacks += 1
      open.append(OpenElement(isFallback: true))
      return true
    case .script:
      if let page = scriptPage(node) { writeLink(to: page, title: nil) }
      return false
    case .math, .title, .opened, .dropped:
      if let page = componentPage(node) { writeLink(to: page, title: tree.attribute(node, "playlabel")) }
      open.append(OpenElement())
      return true
    case .kept: return enter(node, element, as: element == .other ? tree.name(node) : element.name)
    case .renamed(let name): return enter(node, element, as: name)
    }
  }

  private mutating func enter(_ node: HTMLTree.Node, _ element: KnownElement, as name: String) -> Bool {
    // Of fallbacks only what can be seen counts.
    guard fallbacks == 0 || element == .picture, canStand(node, element, name) else {
      open.append(OpenElement())
      return true
    }
    if element == .picture, !holdsPicture(node) { return enterBarePicture(node) }
    if element == .source || element == .track { return enterSource(node, element) }
    var attributes = publishedAttributes(of: node, element)
    if element == .a, tree.attribute(node, "href") != nil, attributes.allSatisfy({ $0.name != "href" }),
      policy.links != nil, isContentLink(node)
    {
      open.append(OpenElement())
      return true
    }
    if element == .code {
      attributes.removeAll { $0.name == "class" }
      if let language = CodeLanguage.of(node, tree) { attributes.append(("class", language)) }
    }
    let written = name == "p" && hasBlock(node) ? "div" : name
    begin(written, attributes)
    guard !ElementNames.void.contains(element) else { return false }
    open.append(OpenElement(name: written))
    if written == "pre" { keepFirstLineFeed(node) }
    return true
  }

  /// Ends the element that was entered last.
  private mutating func leave() {
    guard let element = open.popLast() else { return }
    if element.isFallback { fallbacks -= 1 }
    out += element.tail
    guard let name = element.name else { return }
    out += "</".utf8
    out += name.utf8
    out.append(UInt8(ascii: ">"))
  }

  private mutating func begin(_ name: String, _ attributes: [(name: String, value: String)]) {
    out.append(UInt8(ascii: "<"))
    out += name.utf8
    for attribute in attributes {
      out.append(UInt8(ascii: " "))
      out += attribute.name.utf8
      out += "=\"".utf8
      HTMLText.append(attribute.value, to: &out)
      out.append(UInt8(ascii: "\""))
    }
    out.append(UInt8(ascii: ">"))
  }

  /// A line feed behind `<pre>` is none (HTML Living Standard, section 13.1.2.5): one that counts needs another before it.
  private mutating func keepFirstLineFeed(_ node: HTMLTree.Node) {
    let child = tree.firstChild(node)
    if child != HTMLTree.none, tree.kind(child) == .text, tree.text(child).first == 0x0A { out.append(0x0A) }
  }

  private func isContentLink(_ node: HTMLTree.Node) -> Bool {
    policy.links?.target(of: tree.attribute(node, "href") ?? "") == .missing
  }

  // MARK: Structure

  /// Whether HTML allows an element at its place; where it does not, its content stands there without it.
  private mutating func canStand(_ node: HTMLTree.Node, _ element: KnownElement, _ name: String) -> Bool {
    guard open.count < TreeHTMLCleaner.depthLimit else { return false }
    switch element {
    case .a: return !open.contains { $0.name == "a" }
    case .table: return tables.isSound(node, tree)
    case .li: return !isOpen(["li"])
    case .dd, .dt: return !isOpen(["dd", "dt"])
    case .h1, .h2, .h3, .h4, .h5, .h6:
      let parent = open.last { $0.name != nil }?.name ?? ""
      return !(parent.utf8.count == 2 && parent.hasPrefix("h") && parent != "hr")
    case .source, .track: return true
    default:
      if TableStructure.parts.contains(element) { return tables.canStand(node, tree) }
      // What a program asks with inside a table stands outside of it.
      return name != "div" || element == .div
        || !TableStructure.parts.contains(tree.element(tree.parent(node)))
          && tree.element(tree.parent(node)) != .table
    }
  }

  /// Whether one of some list items is open that a new one would end (HTML Living Standard, section 13.2.6.4.7).
  private func isOpen(_ names: Set<String>) -> Bool {
    for element in open.reversed() {
      guard let name = element.name else { continue }
      if names.contains(name) { return true }
      if ElementNames.special.contains(name) { return false }
    }
    return false
  }

  /// Whether an element below is one that would end the paragraph, so that its end tag would be one too many.
  private func hasBlock(_ paragraph: HTMLTree.Node) -> Bool {
    var node = tree.following(paragraph, below: paragraph)
    while node != HTMLTree.none {
      if ElementNames.endsParagraph.contains(tree.element(node)) { return true }
      node = tree.following(node, below: paragraph)
    }
    return false
  }

  // MARK: Attributes

  private func publishedAttributes(of node: HTMLTree.Node, _ element: KnownElement) -> [(name: String, value: String)] {
    tree.attributes(node).compactMap { name, value in
      guard ElementTable.keeps(name, of: element), let published = published(value, name) else { return nil }
      return (name, published)
    }
  }

  private func published(_ value: String, _ attribute: String) -> String? {
    if attribute == "href" { return addresses.publishedLink(value) }
    if ElementNames.addressAttributes.contains(attribute) { return addresses.published(value) }
    return attribute == "srcset" ? addresses.publishedCandidates(value) : value
  }

  // MARK: Pictures

  private mutating func enterPicture(_ node: HTMLTree.Node) -> Bool {
    let picture = PictureAddress(node, tree, addresses)
    writePicture(node, picture)
    return false
  }

  private mutating func writePicture(_ node: HTMLTree.Node, _ picture: PictureAddress) {
    guard let source = picture.source else { return }
    // What stands in for it comes once.
    if fallbacks > 0 || picture.isLazy, shown.contains(source) { return }
    if picture.isPlaceholder, fallbackBehind(node) { return }
    shown.insert(source)
    var attributes: [(name: String, value: String)] = []
    var written: Set<String> = []
    for (name, value) in tree.attributes(node) where ElementTable.keeps(name, of: .img) {
      switch name {
      case "src": attributes.append(("src", source))
      case "srcset": if let set = picture.candidates { attributes.append(("srcset", set)) } else { continue }
      case "sizes": if picture.candidates == nil { continue } else { attributes.append((name, value)) }
      default: attributes.append((name, value))
      }
      written.insert(name)
    }
    if !written.contains("src") { attributes.insert(("src", source), at: 0) }
    if !written.contains("srcset"), let set = picture.candidates { attributes.append(("srcset", set)) }
    if !written.contains("sizes"), picture.candidates != nil, let sizes = tree.attribute(node, "data-sizes"),
      sizes != "auto"
    {
      attributes.append(("sizes", sizes))
    }
    if !written.contains("alt") { attributes.append(("alt", "")) }
    begin("img", attributes)
  }

  /// Whether a fallback with a picture stands behind a placeholder.
  private func fallbackBehind(_ node: HTMLTree.Node) -> Bool {
    var next = tree.next(node)
    while next != HTMLTree.none, tree.kind(next) == .text, tree.text(next).allSatisfy({ $0 <= 0x20 }) {
      next = tree.next(next)
    }
    guard next != HTMLTree.none, tree.element(next) == .noscript else { return false }
    var inner = tree.following(next, below: next)
    while inner != HTMLTree.none {
      if tree.element(inner) == .img { return PictureAddress(inner, tree, addresses).source != nil }
      inner = tree.following(inner, below: next)
    }
    return false
  }

  /// Whether a `picture` has an `img` with an address.
  private func holdsPicture(_ node: HTMLTree.Node) -> Bool {
    var inner = tree.following(node, below: node)
    while inner != HTMLTree.none {
      if tree.element(inner) == .img, PictureAddress(inner, tree, addresses).source != nil { return true }
      inner = tree.following(inner, below: node)
    }
    return false
  }

  /// A `picture` of which only the sources have addresses: the last one, which the others are better forms of.
  private mutating func enterBarePicture(_ node: HTMLTree.Node) -> Bool {
    var child = tree.lastChild(node)
    var alternative = ""
    while child != HTMLTree.none {
      if tree.element(child) == .img { alternative = tree.attribute(child, "alt") ?? "" }
      if tree.element(child) == .source {
        let picture = PictureAddress(child, tree, addresses)
        if let source = picture.source, !(fallbacks > 0 && shown.contains(source)) {
          shown.insert(source)
          begin("img", [("src", source), ("alt", alternative)])
          return false
        }
      }
      child = tree.previous(child)
    }
    return false
  }

  /// A source of a picture or a recording, where it has an address and stands in one.
  private mutating func enterSource(_ node: HTMLTree.Node, _ element: KnownElement) -> Bool {
    let parent = open.last { $0.name != nil }?.name ?? ""
    var attributes = publishedAttributes(of: node, element)
    if element == .source {
      let picture = PictureAddress(node, tree, addresses)
      attributes.removeAll {
        $0.name == "src" || $0.name == "srcset" || $0.name == "sizes" && picture.candidates == nil
      }
      if parent == "picture" {
        guard let set = picture.candidates else { return false }
        attributes.insert(("srcset", set), at: 0)
      } else {
        guard let source = picture.source else { return false }
        attributes.insert(("src", source), at: 0)
      }
    }
    let isPlace =
      element == .source ? ["picture", "video", "audio"].contains(parent) : ["video", "audio"].contains(parent)
    guard isPlace, attributes.contains(where: { $0.name.hasPrefix("src") }) else { return false }
    begin(element.name, attributes)
    return false
  }

  // MARK: Formulas and drawings

  private mutating func enterFormula(_ node: HTMLTree.Node) -> Bool {
    let name = tree.name(node)
    if MathMarkup.removed.contains(name) || fallbacks > 0 { return false }
    guard MathMarkup.elements.contains(name), open.count < TreeHTMLCleaner.depthLimit else {
      open.append(OpenElement())
      return true
    }
    begin(name, tree.attributes(node).filter { MathMarkup.attributes.contains($0.name) })
    open.append(OpenElement(name: name))
    return true
  }

  /// A drawing says what its title says.
  private mutating func enterDrawing(_ node: HTMLTree.Node) -> Bool {
    guard fallbacks == 0, tree.name(node) == "svg", !HiddenContent.isHidden(node, tree),
      tree.attribute(node, "aria-hidden") != "true"
    else { return false }
    var child = tree.firstChild(node)
    while child != HTMLTree.none {
      if tree.isElement(child), tree.name(child) == "title" {
        var text = tree.firstChild(child)
        while text != HTMLTree.none {
          if tree.kind(text) == .text { HTMLText.append(tree.text(text), to: &out) }
          text = tree.next(text)
        }
        return false
      }
      child = tree.next(child)
    }
    if let label = tree.attribute(node, "aria-label") { HTMLText.append(label, to: &out) }
    return false
  }

  // MARK: Controls

  /// A box to tick.
  private mutating func enterControl(_ node: HTMLTree.Node) -> Bool {
    guard fallbacks == 0, tree.attribute(node, "type")?.lowercased() == "checkbox" else { return false }
    out += (tree.attribute(node, "checked") == nil ? "☐" : "☑").utf8
    let next = tree.next(node)
    // Some leave the gap to the style.
    if next != HTMLTree.none, tree.kind(next) == .text, let first = tree.text(next).first, first > 0x20 {
      out.append(0x20)
    }
    return false
  }

  // MARK: Frames and players

  private mutating func enterEmbed(_ node: HTMLTree.Node) -> Bool {
    let element = tree.element(node)
    if policy.embeds == .drop { return false }
    if element == .object {
      if writePictureObject(node) { return false }
      if holdsFallback(node) {
        open.append(OpenElement())
        return true
      }
    }
    guard let address = embeddedAddress(node, element), shown.insert(address).inserted else { return false }
    let frame = URIReference(address)
    let title = (tree.attribute(node, "title") ?? tree.attribute(node, "aria-label"))?.trimmed
    if policy.embeds == .keep, element == .iframe, Players.isKnown(frame) {
      var attributes = [("src", address)]
      for name in ["title", "width", "height", "allow", "allowfullscreen"] {
        if let value = tree.attribute(node, name) { attributes.append((name, value)) }
      }
      begin("iframe", attributes)
      out += "</iframe>".utf8
      return false
    }
    writeLink(to: Players.page(of: frame) ?? Players.Page(address: address), title: title)
    return false
  }

  private func embeddedAddress(_ node: HTMLTree.Node, _ element: KnownElement) -> String? {
    let names = element == .object ? ["data"] : ["src"] + PictureAddress.lazyNames
    for name in names {
      guard let value = tree.attribute(node, name), !value.trimmed.isEmpty, !value.hasPrefix("about:"),
        let address = addresses.published(value), URIReference(address).isWeb
      else { continue }
      return address
    }
    guard element == .object else { return nil }
    // Flash of former times: `<param name="movie" value="…">`.
    var child = tree.firstChild(node)
    while child != HTMLTree.none {
      if tree.element(child) == .param, ["movie", "src", "url"].contains(tree.attribute(child, "name")?.lowercased()),
        let value = tree.attribute(child, "value"), let address = addresses.published(value),
        URIReference(address).isWeb
      {
        return address
      }
      child = tree.next(child)
    }
    return nil
  }

  /// Whether there is something in an `object` that stands for it.
  private func holdsFallback(_ node: HTMLTree.Node) -> Bool {
    var child = tree.firstChild(node)
    while child != HTMLTree.none {
      if tree.isElement(child), tree.element(child) != .param { return true }
      if tree.kind(child) == .text, tree.text(child).contains(where: { $0 > 0x20 }) { return true }
      child = tree.next(child)
    }
    return false
  }

  /// Writes an `object` that is a picture; `false` where it is none.
  private mutating func writePictureObject(_ node: HTMLTree.Node) -> Bool {
    guard let type = tree.attribute(node, "type")?.lowercased(), type.hasPrefix("image/"),
      let data = tree.attribute(node, "data"), let source = addresses.published(data)
    else { return false }
    var attributes = [
      ("src", source), ("alt", tree.attribute(node, "title") ?? tree.attribute(node, "aria-label") ?? ""),
    ]
    for name in ["width", "height"] {
      if let value = tree.attribute(node, name) { attributes.append((name, value)) }
    }
    shown.insert(source)
    begin("img", attributes)
    return true
  }

  /// `video` and `audio`.
  private mutating func enterPlayer(_ node: HTMLTree.Node) -> Bool {
    let element = tree.element(node)
    guard policy.embeds != .drop, let address = playedAddress(node) else { return false }
    if fallbacks > 0, shown.contains(address) { return false }
    shown.insert(address)
    var attributes = publishedAttributes(of: node, element).filter { $0.name != "controls" }
    if attributes.allSatisfy({ $0.name != "src" }), tree.attribute(node, "src") == nil,
      let lazy = firstAddress(of: node, PictureAddress.lazyNames)
    {
      attributes.insert(("src", lazy), at: 0)
    }
    // Without a script nothing else starts it.
    attributes.append(("controls", ""))
    begin(element.name, attributes)
    var child = tree.firstChild(node)
    open.append(OpenElement(name: element.name))
    while child != HTMLTree.none {
      let inner = tree.element(child)
      if inner == .source || inner == .track { _ = enterSource(child, inner) }
      child = tree.next(child)
    }
    writeAnchor(to: Players.Page(address: address), title: tree.attribute(node, "title"))
    leave()
    return false
  }

  /// The first address that may be published among some attributes.
  private func firstAddress(of node: HTMLTree.Node, _ names: [String]) -> String? {
    for name in names {
      if let address = tree.attribute(node, name).flatMap({ addresses.published($0) }) { return address }
    }
    return nil
  }

  /// What a player plays: its own address, else that of its first source with one.
  private func playedAddress(_ node: HTMLTree.Node) -> String? {
    let names = ["src"] + PictureAddress.lazyNames
    if let own = firstAddress(of: node, names) { return own }
    var child = tree.firstChild(node)
    while child != HTMLTree.none {
      if tree.element(child) == .source, let source = firstAddress(of: child, names) { return source }
      child = tree.next(child)
    }
    return nil
  }

  /// The page of what a script embeds.
  private func scriptPage(_ node: HTMLTree.Node) -> Players.Page? {
    guard policy.embeds != .drop, let source = tree.attribute(node, "src"), let address = addresses.published(source)
    else { return nil }
    let reference = URIReference(address)
    guard reference.host == "gist.github.com" || reference.host == "asciinema.org" else { return nil }
    if reference.host == "asciinema.org", reference.path.hasSuffix(".js") {
      return Players.page(of: URIReference(String(address.dropLast(3))))
    }
    return Players.page(of: reference)
  }

  /// Components that stand for a frame until somebody wants it.
  private func componentPage(_ node: HTMLTree.Node) -> Players.Page? {
    guard policy.embeds != .drop, tree.element(node) == .other, let id = tree.attribute(node, "videoid") else {
      return nil
    }
    switch tree.name(node) {
    case "lite-youtube", "youtube-video": return Players.page(of: URIReference("https://youtu.be/\(id)"))
    case "lite-vimeo": return Players.page(of: URIReference("https://player.vimeo.com/video/\(id)"))
    default: return nil
    }
  }

  /// A paragraph with a link, or the link alone where no paragraph can stand.
  private mutating func writeLink(to page: Players.Page, title: String?) {
    let parent = open.last { $0.name != nil }?.name
    let isBlock = parent.map { ElementNames.flow.contains($0) } ?? true
    if isBlock { out += "<p>".utf8 }
    writeAnchor(to: page, title: title)
    if isBlock { out += "</p>".utf8 }
  }

  private mutating func writeAnchor(to page: Players.Page, title: String?) {
    let isLinked = open.contains { $0.name == "a" }
    if !isLinked { begin("a", [("href", page.address)]) }
    let shownAddress = page.address.drop { $0 != ":" }.drop { $0 == ":" || $0 == "/" }
    let text = title?.trimmed ?? ""
    let words = text.isEmpty ? String(shownAddress) : text
    // A still picture says as much as a player does; its words are for those who see none.
    if let picture = page.picture {
      begin("img", [("src", picture), ("alt", words)])
    } else {
      HTMLText.append(words, to: &out)
    }
    if !isLinked { out += "</a>".utf8 }
  }
}

extension String {
  fileprivate var trimmed: String { PlainText.foldWhiteSpace(self) }
}

extension [UInt8] {
  /// Without white space at both ends.
  fileprivate var trimmingSpace: [UInt8] {
    guard let start = firstIndex(where: { $0 > 0x20 }), let end = lastIndex(where: { $0 > 0x20 }) else { return [] }
    return start == 0 && end == count - 1 ? self : Array(self[start...end])
  }
}
