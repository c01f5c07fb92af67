import CLibXML2
import Glibc

/// Whether the parts of HTML tables stand where HTML allows them (HTML Living Standard, section 4.9).
///
/// Browsers move what does not belong into a table out of it; a table that holds such things is written without its
/// tags, so that nothing moves and nothing is lost.
struct TableStructure {
  /// Verdicts on tables by their node, which are looked at once.
  private var known: [UInt: Bool] = [:]

  static let parts: Set<String> = ["caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"]

  private static let children: [String: Set<String>] = [
    "table": ["caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr"],
    "thead": ["tr"], "tbody": ["tr"], "tfoot": ["tr"], "tr": ["td", "th"], "colgroup": ["col"],
  ]

  /// Whether a table has nothing in it but rows, cells and the like, each in its place.
  mutating func isSound(_ table: xmlNodePtr) -> Bool {
    let key = UInt(bitPattern: table)
    if let verdict = known[key] { return verdict }
    let verdict = unsafe TableStructure.holdsOnlyParts(table)
    known[key] = verdict
    return verdict
  }

  /// Whether a part belongs to a sound table.
  mutating func canStand(_ part: xmlNodePtr) -> Bool {
    var node = unsafe part
    while let parent = unsafe node.pointee.parent, unsafe parent.pointee.type == XML_ELEMENT_NODE {
      let name = unsafe String(cString: parent.name)
      guard let allowed = TableStructure.children[name], unsafe allowed.contains(String(cString: node.name)) else {
        return false
      }
      if name == "table" { return unsafe isSound(parent) }
      unsafe node = parent
    }
    return false
  }

  /// The nesting is that of the parts, four deep at most.
  private static func holdsOnlyParts(_ node: xmlNodePtr) -> Bool {
    guard let allowed = unsafe children[String(cString: node.name)] else { return true }
    var child = unsafe node.pointee.children
    while let current = unsafe child {
      switch unsafe current.pointee.type {
      case XML_ELEMENT_NODE:
        guard unsafe allowed.contains(String(cString: current.name)), unsafe holdsOnlyParts(current) else {
          return false
        }
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
        if unsafe xmlIsBlankNode(current) == 0 { return false }
      default: break
      }
      unsafe child = current.pointee.next
    }
    return true
  }
}
