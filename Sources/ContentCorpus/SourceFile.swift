import Documents
import Glibc
import LocalFiles
import Markup

/// A content file, split into its front matter and its body.
struct SourceFile {
  /// Relative to the corpus folder.
  let path: String
  let stamp: FileStamp
  let bytes: [UInt8]
  /// The YAML between the fences.
  let frontMatter: Range<Int>
  let bodyLine: Int
  /// The offset at which the body begins.
  let bodyStart: Int

  /// A copy of the body: most files of a corpus are never asked for it.
  var body: Body {
    Body(Array(bytes[bodyStart...]), syntax: path.lowercased().hasSuffix(".html") ? .html : .markdown)
  }

  /// The line of the file at which the YAML starts.
  static let frontMatterLine = 2

  /// The names of content files.
  static func isContent(_ name: String) -> Bool {
    if name.utf8.last == UInt8(ascii: "d"), name.hasSuffix(".md") { return true }
    let lower = name.lowercased()
    return lower.hasSuffix(".md") || lower.hasSuffix(".markdown") || lower.hasSuffix(".html")
  }

  /// - Throws: ``Refusal`` where the file has no readable front matter.
  init(path: String, bytes: [UInt8], stamp: FileStamp) throws {
    func refusal(_ rule: Rule, offset: Int = 0) -> Refusal {
      Refusal(rule.finding(at: SourceLocation(path: path, offset: offset, in: bytes)))
    }
    if let invalid = UTF8Text.firstInvalid(in: bytes) { throw refusal(ContentRules.encoding, offset: invalid) }
    guard let opening = Fence.opening(of: bytes) else { throw refusal(ContentRules.frontMatterMissing) }
    guard let closing = Fence.closing(of: bytes, from: opening.end) else {
      throw refusal(ContentRules.frontMatterOpen, offset: opening.start)
    }
    self.path = path
    self.bytes = bytes
    self.stamp = stamp
    frontMatter = opening.end..<closing.start
    bodyStart = closing.end
    bodyLine = SourceFile.frontMatterLine + closing.linesBefore + 1
  }

  /// The place of an offset in the body.
  func location(inBody offset: Int) -> SourceLocation {
    SourceLocation(path: path, offset: offset, in: bytes[bodyStart...], firstLine: bodyLine)
  }
}

/// Why a file gives no item.
struct Refusal: Error {
  let finding: Finding

  init(_ finding: Finding) { self.finding = finding }
}

/// A line that begins or ends front matter: `---`, at the end also `...`, white space after it allowed.
private struct Fence {
  let start: Int
  /// The first byte after the line.
  let end: Int
  /// Lines between the opening fence and this one.
  var linesBefore = 0

  /// The first line of a file, after a byte order mark if there is one.
  static func opening(of bytes: [UInt8]) -> Fence? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let end = lineEnd(bytes, from: start)
    guard isFence(bytes[start..<end], UInt8(ascii: "-")) else { return nil }
    return Fence(start: start, end: end)
  }

  static func closing(of bytes: [UInt8], from start: Int) -> Fence? {
    var lineStart = start
    var lines = 0
    while lineStart < bytes.count {
      let end = lineEnd(bytes, from: lineStart)
      let first = bytes[lineStart]
      if first == UInt8(ascii: "-") || first == UInt8(ascii: "."), isFence(bytes[lineStart..<end], first) {
        return Fence(start: lineStart, end: end, linesBefore: lines)
      }
      lines += 1
      lineStart = end
    }
    return nil
  }

  private static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, let found = unsafe memchr(base + start, 0x0A, buffer.count - start) else {
        return buffer.count
      }
      return unsafe UnsafeRawPointer(found) - base + 1
    }
  }

  private static func isFence(_ line: ArraySlice<UInt8>, _ mark: UInt8) -> Bool {
    line.prefix(3).elementsEqual([mark, mark, mark])
      && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x9 || $0 == 0xD || $0 == 0xA }
  }
}
