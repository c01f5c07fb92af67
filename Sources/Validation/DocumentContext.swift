import TidingsCore

/// A document that is being validated: its text, what it was parsed to, and where it is said to be served.
struct DocumentContext {
  let path: String
  let format: DocumentFormat
  /// The document in UTF-8.
  let utf8: [UInt8]
  /// Bytes of the document as it lies in the file.
  let size: Int
  /// Of XML formats.
  let xml: XMLTree
  /// Of RSS and Atom.
  let feed: FeedView?
  /// Of JSON formats.
  let json: JSONTree?
  /// The address at which the document is found, if it is known.
  let address: String?
  /// Namespaces that its own elements were in instead of the format's.
  var moved: [NamespaceRepair.Moved] = []
  /// Where an XML document departs from the grammar of its format.
  let departures: [GrammarViolation]
  /// What is wrong with the HTML that it carries.
  let htmlFaults: [HTMLContentRules.Found]
  /// Addresses in it that have a fault.
  let faultyAddresses: [AddressRules.Place]
  /// The present, against which dates are held; `nil` for no such check.
  let now: Timestamp?

  /// The byte offset of an attribute, by its name without prefix; of the element where it cannot be known.
  func place(of attribute: String, in element: XMLTree.Element) -> Int {
    place(of: attribute, at: xml.nodes[element].offset)
  }

  /// The same, by the place of the start tag.
  func place(of attribute: String, at offset: Int) -> Int { StartTag.offset(of: attribute, in: utf8, at: offset) }

  /// The object at the root of JSON.
  var object: JSONTree.Value? { json?.root }

  /// The items of a JSON Feed.
  var jsonItems: JSONTree.Children { object?["items"].elements ?? .none }
}
