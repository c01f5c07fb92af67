import HTMLParsing

/// Pages that this program wrote: reports and the like, wherever they lie.
package enum OwnPage {
  /// They say so at their beginning.
  package static func isOne(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(20_000).byteRange(of: Array("<meta name=\"generator\" content=\"Tidings".utf8)) != nil
  }
}
