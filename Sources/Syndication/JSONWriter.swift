/// Writes JSON (RFC 8259) straight into bytes. Members stand in the order in which they are written.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

  package mutating func raw(_ text: String) { bytes += text.utf8 }

  package mutating func raw(_ plain: [UInt8]) { bytes += plain }

  package mutating func string(_ text: String) {
    var copy = text
    copy.withUTF8 { unsafe quote($0) }
  }

  package mutating func string(bytes text: [UInt8]) {
    unsafe text.withUnsafeBufferPointer { unsafe quote($0) }
  }

  /// `"name": ` on a line of its own.
  package mutating func name(_ name: String, depth: Int) {
    for _ in 0..<depth { bytes += "  ".utf8 }
    string(name)
    bytes += ": ".utf8
  }

  private mutating func quote(_ text: UnsafeBufferPointer<UInt8>) { unsafe JSONWriter.quote(text, to: &bytes) }

  /// Text as a string (RFC 8259, section 7).
  static func quote(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var start = 0
    var index = 0
    while true {
      index = unsafe ByteScan.next(.json, in: text, from: index)
      guard index < text.count else { break }
      unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      unsafe escape(text[index], to: &out)
      index += 1
      start = index
    }
    unsafe out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    out.append(UInt8(ascii: "\""))
  }

  private static func escape(_ byte: UInt8, to out: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): out.append("\\\"")
    case UInt8(ascii: "\\"): out.append("\\\\")
    case 0xA: out.append("\\n")
    case 0xD: out.append("\\r")
    case 0x9: out.append("\\t")
    default: out += "\\u00".utf8 + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
    }
  }

  private static let hex = Array("0123456789abcdef".utf8)
}

/// An object or a list whose members come one by one, with commas and lines in between.
package struct JSONMembers {
  private var isFirst = true
  private let depth: Int

  /// - Parameter depth: of the members.
  package init(depth: Int) { self.depth = depth }

  package mutating func next(_ name: String, to out: inout JSONWriter) {
    separate(&out)
    out.name(name, depth: depth)
  }

  package mutating func string(_ name: String, _ value: String?, to out: inout JSONWriter) {
    guard let value else { return }
    next(name, to: &out)
    out.string(value)
  }

  /// A list of objects, one a line; nothing where it is empty.
  package mutating func list<Value>(
    _ name: String, _ values: [Value], to out: inout JSONWriter, _ write: (Value, inout JSONWriter) -> Void
  ) {
    guard !values.isEmpty else { return }
    next(name, to: &out)
    out.raw("[")
    for (index, value) in values.enumerated() {
      if index > 0 { out.raw(", ") }
      write(value, &out)
    }
    out.raw("]")
  }

  private mutating func separate(_ out: inout JSONWriter) {
    out.raw(isFirst ? "\n" : ",\n")
    isFirst = false
  }
}

extension JSONWriter {
  /// An object of strings on one line; members without a value are left out.
  package mutating func object(_ members: [(name: String, value: String?)]) {
    raw("{")
    var isFirst = true
    for case (let name, let value?) in members {
      if !isFirst { raw(", ") }
      isFirst = false
      string(name)
      raw(": ")
      string(value)
    }
    raw("}")
  }
}
