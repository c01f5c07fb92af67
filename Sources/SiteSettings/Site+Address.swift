import Foundation
import Markup

extension Site {
  /// A base address: absolute, without query and fragment.
  package static func baseAddress(_ text: String) -> String? {
    // A host in another script is taken in its ASCII form (RFC 5891): ids and addresses are made from it.
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    let reference = URIReference(isPlain ? text : URL(string: text)?.absoluteString ?? text)
    guard reference.isWeb, reference.query == nil, reference.fragment == nil else { return nil }
    let address = reference.resolved(against: reference).description
    return address.hasSuffix("/") ? address : address + "/"
  }
}
