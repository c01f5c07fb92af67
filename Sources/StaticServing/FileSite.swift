import Foundation
import LocalFiles
import TidingsCore

/// Folders as a web site: documents, and the pages of a site generator beside them.
public struct FileSite: Sendable {
  /// Looked at in their order.
  private let folders: [String]
  /// The path of the site's root on its host, with a slash at both ends.
  private let base: String

  /// - Parameters:
  ///   - folders: the output first, then others.
  ///   - base: the path of the site's root, with a slash at both ends.
  public init(folders: [String], base: String) {
    self.folders = folders
    self.base = base
  }

  /// The file at a path, with the headers that the web wants; `nil` where there is none.
  public func answer(_ inquiry: Inquiry) -> ServedResponse? {
    guard let path = relativePath(inquiry.path) else { return nil }
    for folder in folders {
      // Servers show an index, which may be a feed's: WordPress has its feeds at `feed/`.
      let isFolder = path.isEmpty || path.hasSuffix("/")
      for candidate in isFolder ? [path + "index.html", path + "index.xml"] : [path, path + ".html"] {
        let file = folder + "/" + candidate
        if isFile(file) { return answer(inquiry, file, name: candidate) }
      }
      // A folder's address ends in a slash: what is relative in its page depends on it.
      if !path.isEmpty, !path.hasSuffix("/"), isFile(folder + "/" + path + "/index.html") {
        return ServedResponse(308, [("Location", inquiry.path + "/")])
      }
    }
    return nil
  }

  /// What cannot be looked at is not shown: nothing depends on it but this answer.
  private func isFile(_ file: String) -> Bool { (try? LocalFile.isFile(file)) == true }

  /// A path below the folders; `nil` for one that could lead out of them.
  private func relativePath(_ path: String) -> String? {
    var path = path
    if path.hasPrefix(base) { path = "/" + path.dropFirst(base.count) }
    guard path.hasPrefix("/"), let decoded = path.dropFirst().removingPercentEncoding else { return nil }
    let segments = decoded.split(separator: "/", omittingEmptySubsequences: false)
    let isSafe = segments.allSatisfy { segment in
      !segment.hasPrefix(".") && !segment.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\\") }
    }
    return isSafe && !decoded.hasPrefix("/") ? decoded : nil
  }

  private func answer(_ inquiry: Inquiry, _ file: String, name: String) -> ServedResponse? {
    guard let stamp = try? LocalFile.stamp(file) else { return nil }
    let variant = variant(of: file, inquiry, than: stamp)
    guard let (bytes, _) = try? LocalFile.read(variant?.file ?? file) else { return nil }
    let head = (variant == nil ? Array(bytes.prefix(1024)) : (try? LocalFile.head(file, count: 1024)) ?? nil) ?? []
    let modified = stamp.modified / 1_000_000_000
    let digest = ContentDigest(bytes)
    let tag = "\"\(String(digest.high, radix: 16))\(String(digest.low, radix: 16))\""
    var headers = [
      ("Content-Type", FileTypes.contentType(of: name, head: head, for: inquiry)), ("ETag", tag),
      ("Last-Modified", HTTPDate.text(modified)),
      // A preview is never out of date.
      ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff"), ("Vary", "Accept, Accept-Encoding"),
    ]
    if name.hasSuffix(".json") { headers.append(("Access-Control-Allow-Origin", "*")) }
    if ConditionalRequest.isFresh(inquiry, tag: tag, modified: modified) { return ServedResponse(304, headers) }
    if let variant { headers.append(("Content-Encoding", variant.encoding)) }
    headers.append(("Content-Length", "\(bytes.count)"))
    return ServedResponse(200, headers, body: inquiry.method == "HEAD" ? [] : bytes)
  }

  /// The compressed form of a file that who asks takes, and that is not older than the file.
  private func variant(
    of file: String, _ inquiry: Inquiry, than stamp: FileStamp
  ) -> (file: String, encoding: String)? {
    guard let accepted = inquiry.headers["accept-encoding"] else { return nil }
    for (encoding, ending) in [("br", ".br"), ("gzip", ".gz")] where FileTypes.accepts(encoding, accepted) {
      if let variant = try? LocalFile.stamp(file + ending), variant.modified >= stamp.modified - 1_000_000_000 {
        return (file + ending, encoding)
      }
    }
    return nil
  }
}
