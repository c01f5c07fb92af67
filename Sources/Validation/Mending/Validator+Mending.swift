import Codecs

extension Validator {
  /// Mends what can be mended in one way only, and validates the result.
  ///
  /// Every byte that is not part of a fault stays as it is. A round of edits counts only where the document breaks no rule
  /// after it that it did not break before, and no entry, id, title, link or date that a program reads is lost; edits of
  /// rules that fail this are refused, and reported.
  ///
  /// - Parameters:
  ///   - bytes: the document as it is served, in UTF-8, or in another encoding of one byte a letter.
  ///   - path: its name in findings.
  ///   - address: where it is found on the web, if that is known.
  public func mend(_ bytes: [UInt8], path: String, address: String? = nil) -> Mending {
    let isPacked = Gzip.isGzip(bytes)
    guard let plain = Validator.unpacked(bytes) else {
      return Mending(verdict: validate(bytes, path: path, address: address))
    }
    var mender = DocumentMender(validator: self, path: path, address: address, bytes: plain)
    mender.run()
    let (verdict, facts) = examine(mender.bytes, path: path, address: address)
    var mending = Mending(verdict: verdict, facts: facts)
    mending.refusals = mender.refusals
    guard mender.bytes != plain else { return mending }
    mending.edits = mender.edits
    mending.bytes = isPacked ? Gzip.compressed(mender.bytes) : mender.bytes
    return mending
  }
}
