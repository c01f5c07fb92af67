import CLibXML2
import Glibc

/// A page that a site generator made: its content, and what it says of itself.
public struct BuiltPage: Sendable {
  /// HTML, not cleaned; `nil` where no selector chooses anything, and where the page only leads to another one.
  public private(set) var content: [UInt8]?
  /// `link rel="canonical"`, as it is written.
  public private(set) var canonical: String?
  /// Whether a robots directive asks search engines to pass it over.
  public private(set) var isNoIndex = false
  /// What relative addresses are relative to, where it is not the page (`base href`), as it is written.
  public private(set) var base: String?
  /// Whether it only leads to another page, as a generator writes for a former address.
  public private(set) var isRedirect = false

  /// Which parts of pages are content.
  public struct Selection: Sendable, Hashable {
    /// The first one that chooses anything counts, and of what it chooses the first.
    public var content: [ElementSelector]
    /// What is left out of it.
    public var omitted: [ElementSelector]

    public init(content: [ElementSelector], omitted: [ElementSelector]) {
      self.content = content
      self.omitted = omitted
    }
  }

  /// - Parameters:
  ///   - html: the page; what is no UTF-8 in it is replaced.
  ///   - title: of the entry, that stands beside the content there: a heading in it that says the same is left out.
  public init(_ html: [UInt8], _ selection: Selection, title: String = "") {
    let text = UTF8Text.firstInvalid(in: html) == nil ? html : Array(String(decoding: html, as: UTF8.self).utf8)
    _ = unsafe HTMLTree.withRoot(text) { root in
      unsafe readHead(root)
      guard !isRedirect, let chosen = unsafe BuiltPage.first(selection.content, in: root) else { return }
      unsafe BuiltPage.remove(in: chosen) { node in selection.omitted.contains { unsafe $0.matches(node) } }
      var isOver = false
      unsafe BuiltPage.remove(in: chosen) { node in
        guard !isOver, unsafe strcmp(node.name, "h1") == 0 else { return false }
        isOver = true
        return unsafe BuiltPage.isHeading(node, title)
      }
      content = unsafe BuiltPage.html(in: chosen)
    }
  }

  private mutating func readHead(_ root: xmlNodePtr) {
    var node: xmlNodePtr? = unsafe root
    while let current = unsafe node {
      switch unsafe current.elementName {
      case "link":
        let relations = unsafe current.attribute("rel")?.lowercased().split(whereSeparator: \.isWhitespace) ?? []
        if canonical == nil, relations.contains("canonical") { canonical = unsafe current.attribute("href") }
      case "meta":
        let content = unsafe current.attribute("content")?.lowercased() ?? ""
        if unsafe current.attribute("name")?.lowercased() == "robots" {
          let directives = content.split { $0 == "," || $0.isWhitespace }
          if directives.contains("noindex") || directives.contains("none") { isNoIndex = true }
        }
        if unsafe current.attribute("http-equiv")?.lowercased() == "refresh", content.contains("url=") {
          isRedirect = true
        }
      case "base": if base == nil { base = unsafe current.attribute("href") }
      default: break
      }
      unsafe node = current.next(below: root)
    }
  }

  /// The first element that the first fitting selector chooses.
  private static func first(_ selectors: [ElementSelector], in root: xmlNodePtr) -> xmlNodePtr? {
    for selector in selectors {
      var node: xmlNodePtr? = unsafe root
      while let current = unsafe node {
        if unsafe selector.matches(current) { return unsafe current }
        unsafe node = current.next(below: root)
      }
    }
    return nil
  }

  /// Takes elements out of the tree.
  private static func remove(in root: xmlNodePtr, where isRemoved: (xmlNodePtr) -> Bool) {
    var node = unsafe root.next(below: root)
    while let current = unsafe node {
      guard unsafe current.pointee.type == XML_ELEMENT_NODE, unsafe isRemoved(current) else {
        unsafe node = current.next(below: root)
        continue
      }
      unsafe node = current.nextBeside(below: root)
      unsafe xmlUnlinkNode(current)
      unsafe xmlFreeNode(current)
    }
  }

  /// Whether a heading says what the title says, but for the mark of a link to itself.
  private static func isHeading(_ node: xmlNodePtr, _ title: String) -> Bool {
    guard let raw = unsafe xmlNodeGetContent(node) else { return false }
    defer { unsafe tidings_xml_free(raw) }
    let text = unsafe String(cString: UnsafeRawPointer(raw).assumingMemoryBound(to: CChar.self))
    let marks: Set<Character> = ["#", "¶", "§", " ", "🔗"]
    func bare(_ text: String) -> String {
      String(PlainText.fold(text).reversed().drop { marks.contains($0) }.reversed()).lowercased()
    }
    return bare(text) == bare(title)
  }

  /// What stands in an element.
  private static func html(in root: xmlNodePtr) -> [UInt8] {
    guard let buffer = unsafe xmlBufferCreate() else { return [] }
    defer { unsafe xmlBufferFree(buffer) }
    guard let out = unsafe xmlOutputBufferCreateBuffer(buffer, nil) else { return [] }
    var child = unsafe root.pointee.children
    while let node = unsafe child {
      unsafe htmlNodeDumpFormatOutput(out, root.pointee.doc, node, "UTF-8", 0)
      unsafe child = node.pointee.next
    }
    unsafe xmlOutputBufferClose(out)
    return unsafe Array(UnsafeBufferPointer(start: xmlBufferContent(buffer), count: Int(xmlBufferLength(buffer))))
  }
}
