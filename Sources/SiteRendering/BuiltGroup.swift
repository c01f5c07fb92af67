package import TidingsCore

/// What was made of a group of documents.
package struct BuiltGroup: Sendable {
  package var documents: [BuiltDocument]
  package var contentFindings: [Finding] = []
  package var documentFindings: [Finding] = []

  package init(documents: [BuiltDocument], contentFindings: [Finding] = [], documentFindings: [Finding] = []) {
    self.documents = documents
    self.contentFindings = contentFindings
    self.documentFindings = documentFindings
  }
}
