import TidingsCore

extension String {
  /// Hands on a path as the system takes it: with the bytes that its names have, be they UTF-8 or not.
  @unsafe func withSystemPath<Value>(_ body: (UnsafePointer<CChar>) throws -> Value) rethrows -> Value {
    guard FileNameText.hasBytes(self) else { return unsafe try withCString(body) }
    let bytes = FileNameText.bytes(self).map { CChar(bitPattern: $0) } + [0]
    return unsafe try bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return unsafe try withCString(body) }
      return unsafe try body(start)
    }
  }
}
