import DataFormats
import Markup
import Platform
import TidingsCore
import Validation

// What libFuzzer calls with every input it thinks of: the validator must come to an end, and what it says must be in order;
// the fast readers of front matter, HTML and XML must say what the whole parsers say.
//
//     .ci/fuzz [SECONDS [validate|yaml|html|xml|markdown|page]]

private let validator = Validator(now: Timestamp(secondsSinceEpoch: 1_790_000_000))

@_cdecl("LLVMFuzzerTestOneInput")
public func validate(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
  let verdict = validator.validate(bytes, path: "input", address: "https://example.org/input")
  let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
  for finding in verdict.findings {
    // Columns count characters, and every document has fewer of them than twice its bytes (UTF-16 has the fewest).
    precondition(finding.location.line >= 1 && finding.location.line <= lines, "\(finding)")
    precondition(finding.location.column >= 1 && finding.location.column <= 3 * size + 1, "\(finding)")
    precondition(!finding.message.isEmpty && !finding.rule.isEmpty)
  }
  let again = validator.validate(bytes, path: "input", address: "https://example.org/input")
  precondition(again == verdict, "The same bytes got two verdicts")
  return 0
}

/// Text is well-formed UTF-8 by the time that it is read.
private func text(_ data: UnsafePointer<UInt8>, _ size: Int) -> [UInt8]? {
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
  return UTF8Text.firstInvalid(in: bytes) == nil ? bytes : nil
}

private func readFrontMatter(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard let bytes = unsafe text(data, size) else { return -1 }
  precondition(YAMLReader.readersAgree(on: bytes), "Yams reads it otherwise")
  return 0
}

private func clean(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard let bytes = unsafe text(data, size) else { return -1 }
  precondition(
    Body.cleanersAgree(on: bytes, page: "https://example.org/news/"), "The parser makes something else of it")
  return 0
}

private func readXML(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard let bytes = unsafe text(data, size) else { return -1 }
  precondition(XMLTreeReader.readersAgree(on: bytes), "libxml2 reads it otherwise")
  return 0
}

private func readContent(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard let bytes = unsafe text(data, size) else { return -1 }
  readMarkdown(bytes)
  return 0
}

private func readPage(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard let bytes = unsafe text(data, size) else { return -1 }
  findPost(bytes)
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ test: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// SwiftPM takes this for the program's `main`, and libFuzzer's own is left out.
@_cdecl("TidingsFuzzing_main")
public func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
  var count = count
  var arguments = unsafe arguments
  switch unsafe getenv("TIDINGS_FUZZ").map({ unsafe String(cString: $0) }) {
  case "yaml": return unsafe runDriver(&count, &arguments, readFrontMatter)
  case "html": return unsafe runDriver(&count, &arguments, clean)
  case "xml": return unsafe runDriver(&count, &arguments, readXML)
  case "markdown": return unsafe runDriver(&count, &arguments, readContent)
  case "page": return unsafe runDriver(&count, &arguments, readPage)
  default: return unsafe runDriver(&count, &arguments, validate)
  }
}
