/// A piece of a document that gives way to another.
struct TextEdit {
  /// The bytes that go; an empty range where something is put in.
  var range: Range<Int>
  var replacement: [UInt8]
  /// The rule that is broken there.
  let rule: String
  /// Where it begins in the decoded text, whatever the document's encoding makes of that.
  let textOffset: Int

  init(_ range: Range<Int>, _ replacement: String, _ rule: String) {
    self.init(range, Array(replacement.utf8), rule)
  }

  init(_ range: Range<Int>, _ replacement: [UInt8], _ rule: String) {
    self.range = range
    self.replacement = replacement
    self.rule = rule
    textOffset = range.lowerBound
  }
}

extension [TextEdit] {
  /// Those that can be made together, in order: of two that overlap the first.
  var compatible: [TextEdit] {
    var end = 0
    var kept: [TextEdit] = []
    for edit in sorted(by: { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) })
    where edit.range.lowerBound >= end {
      kept.append(edit)
      end = edit.range.upperBound
    }
    return kept
  }

  /// Text with all edits made, which are in order.
  func applied(to text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var start = 0
    for edit in self {
      out += text[start..<edit.range.lowerBound]
      out += edit.replacement
      start = edit.range.upperBound
    }
    return out + text[start...]
  }

  /// Text of the same length in which what is edited is blank, so that the rest can be validated as it was.
  func blanked(in text: [UInt8]) -> [UInt8] {
    var out = text
    for edit in self {
      // What stands in a value must not make another fault of it there.
      let filler = edit.replacement.isEmpty || edit.replacement.first == 0x20 ? UInt8(ascii: " ") : UInt8(ascii: "_")
      for index in edit.range { out[index] = filler }
    }
    return out
  }

  /// Where places stood before the edits were made.
  ///
  /// - Parameter offsets: in order.
  func origins(of offsets: [Int]) -> [Int] {
    var shift = 0
    var next = startIndex
    return offsets.map { offset in
      while next < endIndex, self[next].range.lowerBound + shift + self[next].replacement.count <= offset {
        shift += self[next].replacement.count - self[next].range.count
        next += 1
      }
      let isInside = next < endIndex && self[next].range.lowerBound + shift <= offset
      return isInside ? self[next].range.lowerBound : offset - shift
    }
  }
}
