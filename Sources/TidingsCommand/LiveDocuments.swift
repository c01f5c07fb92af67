import LiveSite
import LocalFiles
import Markup
import TidingsCore
import Validation

/// Documents from their addresses, as `validate` reports them.
struct LiveDocuments {
  private let documents: [LiveSite.Document]
  /// What was fetched, by its address.
  let bodies: [String: [UInt8]]

  init(_ documents: [LiveSite.Document]) {
    self.documents = documents
    bodies = Dictionary(documents.filter { !$0.body.isEmpty }.map { ($0.verdict.path, $0.body) }) { first, _ in first }
  }

  /// Verdicts by address, with what is wrong between those of one host.
  func validated() -> [DocumentFiles.Validated] {
    var order: [String] = []
    var verdicts: [String: Verdict] = [:]
    func add(_ verdict: Verdict) {
      if let known = verdicts[verdict.path] {
        verdicts[verdict.path] = Verdict(
          path: known.path, format: known.format ?? verdict.format,
          findings: (known.findings + verdict.findings).sorted())
      } else {
        order.append(verdict.path)
        verdicts[verdict.path] = verdict
      }
    }
    for document in documents { add(document.verdict) }
    let facts = documents.compactMap(\.facts)
    for (origin, members) in Dictionary(grouping: facts, by: { LiveDocuments.origin(of: $0.path) }).sorted(by: {
      $0.key < $1.key
    })
    where members.count > 1 {
      let bodies = bodies
      let set = DocumentSet(members, in: origin, baseAddress: origin) { bodies[$0] }
      for (path, findings) in Dictionary(grouping: set.findings, by: \.location.path) {
        // What was not looked at may well be there.
        let proven = findings.filter { $0.rule != "set.reference.present" && $0.rule != "set.hub" }
        add(Verdict(path: path, format: nil, findings: proven))
      }
    }
    return order.compactMap { verdicts[$0] }.map { DocumentFiles.Validated(verdict: $0) }
  }

  func lines(of path: String, _ numbers: Set<Int>) -> [Int: String]? {
    bodies[path].map { SourceText($0).lines(numbers) }
  }

  /// Keeps what was fetched: `https://a.example/feed.xml` as `a.example/feed.xml`.
  func save(in folder: String) throws {
    for (address, body) in bodies.sorted(by: { $0.key < $1.key }) {
      let reference = URIReference(address)
      let host = (reference.authority ?? "").replacing(":", with: "_")
      let path = reference.decodedPath.split(separator: "/").filter { $0 != ".." && $0 != "." }.map(String.init)
      let isFolder = reference.path.isEmpty || reference.path.hasSuffix("/")
      var place = [host] + path + (isFolder ? ["index.html"] : [])
      let name =
        place.removeLast()
        + (reference.query.map { "_" + URIReference.encodedPath($0).replacing("/", with: "_") } ?? "")
      let handle = try FolderHandle(([folder] + place).joined(separator: "/"), creates: true)
      try handle.write(body, to: ".\(name).new")
      try handle.rename(".\(name).new", to: name)
    }
  }

  /// Scheme, host and port, with a slash.
  private static func origin(of address: String) -> String {
    let reference = URIReference(address)
    return "\(reference.scheme ?? "https")://\(reference.authority ?? "")/"
  }
}
