import Platform

extension ArraySlice<UInt8> {
  /// The first place of some bytes. The standard library's search among elements of any kind makes an object for each step.
  package func byteRange(of pattern: [UInt8]) -> Range<Int>? {
    guard let first = pattern.first else { return startIndex..<startIndex }
    let offset: Int? = unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var start = 0
      while start + pattern.count <= bytes.count,
        let found = unsafe memchr(base + start, Int32(first), bytes.count - pattern.count + 1 - start)
      {
        let place = unsafe UnsafeRawPointer(found) - base
        if unsafe bytes[place..<(place + pattern.count)].elementsEqual(pattern) { return place }
        start = place + 1
      }
      return nil
    }
    return offset.map { (startIndex + $0)..<(startIndex + $0 + pattern.count) }
  }
}

extension [UInt8] {
  package func byteRange(of pattern: [UInt8]) -> Range<Int>? { self[...].byteRange(of: pattern) }
}
