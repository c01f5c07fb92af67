/// A file that names the headers with which a server serves the documents.
public enum HeaderFile: String, Sendable, Hashable, CaseIterable {
  case nginx
  case apache
  case caddy
  case netlify
  case cloudflare
  /// For tools that upload to object storage: the headers of each document.
  case json

  /// Where it lies in the output.
  package var path: String {
    switch self {
    case .nginx: "headers.nginx.conf"
    case .apache: "headers.apache.conf"
    case .caddy: "headers.caddy"
    // Both read the same file, and the same words.
    case .netlify, .cloudflare: "_headers"
    case .json: "headers.json"
    }
  }
}
