package import ContentCorpus
import Markup
package import Syndication
import TidingsCore

extension Person {
  /// Somebody whom a site's data names, with what of it can be published.
  package init(_ author: Item.Author) {
    self.init(
      name: PlainText.fold(author.name), email: author.email.flatMap { EmailAddress.isValid($0) ? $0 : nil },
      address: author.address.map { URIReference($0) }.flatMap { $0.isWeb ? $0.description : nil })
  }

  /// A name, or a name with an address: `jane@example.org (Jane Doe)`.
  package init(text: String) {
    let parts = PersonText.parts(of: text)
    self.init(name: PlainText.fold(parts?.name ?? text), email: parts?.email)
  }
}
