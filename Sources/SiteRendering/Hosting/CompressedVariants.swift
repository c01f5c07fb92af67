import Codecs
package import SiteSettings
package import TidingsCore

/// Compressed forms of documents, for servers that send what lies beside a file (`gzip_static`, `precompressed`).
package enum CompressedVariants {
  /// The forms that a configuration wishes of a document.
  package static func formats(of document: Document, _ settings: HostingSettings) -> [DocumentFormat] {
    // What instructs servers how to serve is not served itself.
    document.format == .headers ? [] : settings.compressed
  }

  package static func variant(of document: Document, as format: DocumentFormat) -> Document {
    let bytes = format == .brotli ? Brotli.compressed(document.bytes) : Gzip.compressed(document.bytes)
    return Document(path: path(of: document.path, format), format: format, bytes: bytes)
  }

  package static func path(of path: String, _ format: DocumentFormat) -> String { path + format.fileName }
}
