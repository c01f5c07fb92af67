import DataFormats
import Foundation
import Syndication
import TidingsCore

/// A line that one command of `tidings part` reads, and another, or the engine between them, wrote.
package struct PartLine {
  private let root: YAMLValue

  /// A line that no such command wrote.
  package struct Damaged: Error, CustomStringConvertible {
    package let description: String
  }

  package init(_ bytes: [UInt8]) throws {
    let outcome = JSONReader.read(bytes)
    if let problem = outcome.problem {
      throw Damaged(
        description:
          "a line is none of 'tidings part' (\(problem.message)): \(String(decoding: bytes.prefix(80), as: UTF8.self))")
    }
    root = outcome.document.root
  }

  func text(_ name: YAMLKey) -> String? { root[name].flatMap { $0.isNull ? nil : $0.text } }
  func number(_ name: YAMLKey) -> Int? { text(name).flatMap { Int($0) } }
  func flag(_ name: YAMLKey) -> Bool { text(name) == "true" }
  func texts(_ name: YAMLKey) -> [String] { root[name]?.sequence?.compactMap(\.text) ?? [] }
  func instant(_ name: YAMLKey) -> Timestamp? { text(name).flatMap { Int64($0) }.map { Timestamp(microseconds: $0) } }

  /// Bytes that are written as base64 (RFC 4648).
  func bytes(_ name: YAMLKey) -> [UInt8]? { text(name).flatMap { Data(base64Encoded: $0) }.map { Array($0) } }

  /// What cannot be missing.
  func needed<Value>(_ value: Value?, _ name: String) throws -> Value {
    guard let value else { throw Damaged(description: "a line of 'tidings part' has no '\(name)'") }
    return value
  }
}

/// Lines that come in pieces.
package struct PartLineReader {
  private var rest: [UInt8] = []

  package init() {}

  /// - Parameters:
  ///   - piece: what has come.
  ///   - take: is given each line that is whole, without its end.
  package mutating func read(_ piece: [UInt8], _ take: ([UInt8]) throws -> Void) rethrows {
    var start = 0
    while let end = piece[start...].firstIndex(of: 0x0A) {
      if rest.isEmpty {
        if end > start { try take(Array(piece[start..<end])) }
      } else {
        rest += piece[start..<end]
        let line = rest
        rest = []
        try take(line)
      }
      start = end + 1
    }
    rest += piece[start...]
  }

  package mutating func finish(_ take: ([UInt8]) throws -> Void) rethrows {
    guard !rest.isEmpty else { return }
    let line = rest
    rest = []
    try take(line)
  }

  /// The lines of bytes that are at hand.
  static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: 0x0A).map(Array.init)
  }
}

/// Lines on their way out: a JSON object each, whose member `t` says what it is.
package struct PartOutput {
  private var buffer: [UInt8] = []
  private let take: ([UInt8]) -> Void

  /// - Parameter take: is given whole lines.
  package init(_ take: @escaping ([UInt8]) -> Void) { self.take = take }

  mutating func line(_ type: String, _ write: (inout PartObject) throws -> Void = { _ in }) rethrows {
    var object = PartObject(type)
    try write(&object)
    buffer += object.bytes
    if buffer.count > 1 << 16 { flush() }
  }

  /// A line as it stands.
  mutating func raw(_ line: [UInt8]) {
    buffer += line
    buffer.append(0x0A)
    if buffer.count > 1 << 16 { flush() }
  }

  package mutating func flush() {
    if !buffer.isEmpty { take(buffer) }
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func finding(_ finding: Finding, line: Int = 0) {
    self.line("finding") { out in
      out.text("rule", finding.rule)
      out.text("severity", finding.severity.rawValue)
      out.text("message", finding.message)
      out.text("remedy", finding.remedy)
      out.text("path", finding.location.path)
      out.number("line", line > 0 ? line : finding.location.line)
      out.number("column", finding.location.column)
    }
  }
}

/// One line as it is written.
struct PartObject {
  private var out = JSONWriter(capacity: 768)

  init(_ type: String) { out.raw("{\"t\":\"\(type)\"") }

  /// The line with its end.
  var bytes: [UInt8] {
    var out = out
    out.raw("}\n")
    return out.bytes
  }

  private mutating func name(_ name: String) { out.raw(",\"\(name)\":") }

  mutating func text(_ name: String, _ value: String?) {
    guard let value else { return }
    self.name(name)
    out.string(value)
  }

  mutating func number(_ name: String, _ value: Int) {
    self.name(name)
    out.raw(String(value))
  }

  mutating func instant(_ name: String, _ value: Timestamp?) {
    guard let value else { return }
    self.name(name)
    out.raw(String(value.microseconds))
  }

  mutating func flag(_ name: String, _ value: Bool) {
    self.name(name)
    out.raw(value ? "true" : "false")
  }

  mutating func texts(_ name: String, _ values: [String]) {
    self.name(name)
    out.raw("[")
    for (index, value) in values.enumerated() {
      if index > 0 { out.raw(",") }
      out.string(value)
    }
    out.raw("]")
  }

  mutating func numbers(_ name: String, _ values: [Int64]) {
    self.name(name)
    out.raw("[" + values.map(String.init).joined(separator: ",") + "]")
  }

  mutating func bytes(_ name: String, _ value: [UInt8]) {
    self.name(name)
    out.raw("\"" + Data(value).base64EncodedString() + "\"")
  }
}
