import CLibXML2
import Platform

/// A RELAX NG schema of ours, as libxml2 compiled it. One thread uses it at a time.
@safe final class RelaxNGSchema {
  struct Violation {
    let line: Int
    let message: String
  }

  private let schema: xmlRelaxNGPtr

  /// - Parameter source: the schema in RELAX NG's XML syntax; `nil` where libxml2 cannot compile it.
  init?(_ source: [UInt8]) {
    _ = RelaxNGSchema.initialised
    let parser = unsafe source.withUnsafeBytes { bytes in
      unsafe xmlRelaxNGNewMemParserCtxt(bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count))
    }
    guard let parser = unsafe parser else { return nil }
    defer { unsafe xmlRelaxNGFreeParserCtxt(parser) }
    unsafe xmlRelaxNGSetParserStructuredErrors(parser, { _, _ in }, nil)
    guard let compiled = unsafe xmlRelaxNGParse(parser) else { return nil }
    unsafe schema = compiled
  }

  /// libxml2 would make its tables of types at the first use, and two threads can be the first.
  private static let initialised: Void = {
    xmlInitParser()
    xmlSchemaInitTypes()
    xmlRelaxNGInitTypes()
  }()

  deinit { unsafe xmlRelaxNGFree(schema) }

  /// Where a well-formed document departs from the schema, at most `limit` places.
  func violations(in utf8: [UInt8], limit: Int = 20) -> [Violation] {
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_BIG_LINES.rawValue
        | XML_PARSE_COMPACT.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        | XML_PARSE_HUGE.rawValue)
    let document = unsafe utf8.withUnsafeBytes { bytes in
      unsafe xmlReadMemory(bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, "UTF-8", options)
    }
    guard let document = unsafe document else { return [] }
    defer { unsafe xmlFreeDoc(document) }
    guard let context = unsafe xmlRelaxNGNewValidCtxt(schema) else { return [] }
    defer { unsafe xmlRelaxNGFreeValidCtxt(context) }
    let collector = Collector(limit: limit)
    return withExtendedLifetime(collector) {
      unsafe xmlRelaxNGSetValidStructuredErrors(
        context, { user, error in unsafe Collector.note(user, error) },
        Unmanaged.passUnretained(collector).toOpaque())
      let verdict = unsafe xmlRelaxNGValidateDoc(context, document)
      if verdict != 0, collector.violations.isEmpty {
        return [Violation(line: 1, message: "The document does not match its schema")]
      }
      return collector.violations
    }
  }

  private final class Collector {
    var violations: [Violation] = []
    let limit: Int

    init(limit: Int) { self.limit = limit }

    static func note(_ user: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<xmlError>?) {
      guard let user = unsafe user, let error = unsafe error else { return }
      let collector = unsafe Unmanaged<Collector>.fromOpaque(user).takeUnretainedValue()
      guard collector.violations.count < collector.limit else { return }
      let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
      let line = message.split(separator: "\n").first.map(String.init) ?? message
      collector.violations.append(unsafe Violation(line: Int(error.pointee.line), message: line))
    }
  }
}
