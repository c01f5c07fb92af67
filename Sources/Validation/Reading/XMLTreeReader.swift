/// Reads XML into a tree: the common kind at speed (``FastXMLReader``), any other through libxml2 (``LibXML2Reader``), with the same
/// result.
package enum XMLTreeReader {
  /// Why a document is not well-formed, or is refused.
  struct Fault: Error {
    enum Kind {
      case syntax, entityDeclaration, depth
      /// More attributes or elements than a document has that is meant for reading.
      case size
      /// An entity that XML has not, such as `&nbsp;`.
      case entity
      /// An `&` that begins no reference.
      case ampersand
      /// A character that XML has not.
      case character
      /// Something before the XML declaration.
      case lateDeclaration
    }
    var kind = Kind.syntax
    var message: String
    var offset: Int
  }

  /// What was read; with a fault, what came before it.
  struct Reading {
    var tree: XMLTree
    var fault: Fault?
    /// The offset of a document type declaration.
    var doctype: Int?
    /// Where a namespace is declared whose name is no address.
    var namespaces: [Int] = []
    /// Prefixes that are declared nowhere, where they first stand.
    var undeclared: [(prefix: String, offset: Int)] = []
  }

  /// - Parameter utf8: the document in UTF-8, whatever its declaration says.
  static func read(_ utf8: [UInt8]) -> Reading {
    guard utf8.count < Int(Int32.max), let tree = FastXMLReader.read(utf8, elementLimit: elementLimit(utf8.count))
    else { return LibXML2Reader.read(utf8) }
    return Reading(tree: tree)
  }

  /// More elements than a document of some bytes has that is meant for reading. Ten bytes an element are fewer than any
  /// format has; it keeps the memory in proportion to the document.
  static func elementLimit(_ bytes: Int) -> Int { max(500_000, bytes / 10) }

  /// Whether the reader of common XML says of a document what libxml2 says, or nothing.
  package static func readersAgree(on utf8: [UInt8]) -> Bool {
    guard let tree = FastXMLReader.read(utf8, elementLimit: elementLimit(utf8.count)) else { return true }
    let reading = LibXML2Reader.read(utf8)
    return reading.fault == nil && reading.doctype == nil && reading.tree == tree
  }
}
