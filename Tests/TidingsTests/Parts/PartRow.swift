import Foundation

/// A line of a step, by its members.
struct PartRow {
  private var members: [String: Any]

  init(_ members: [String: Any]) { self.members = members }

  init(_ line: String) {
    members = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] ?? [:]
  }

  var type: String { self["t"] ?? "" }
  var bytes: [UInt8] {
    (try? JSONSerialization.data(withJSONObject: members, options: [.withoutEscapingSlashes, .sortedKeys])).map(
      Array.init) ?? []
  }
  var line: String { String(decoding: bytes, as: UTF8.self) }
  var content: [UInt8]? { self["content"].flatMap { Data(base64Encoded: $0) }.map(Array.init) }

  subscript(_ name: String) -> String? {
    get { members[name] as? String }
    set { members[name] = newValue }
  }

  mutating func set(_ name: String, _ value: Any) { members[name] = value }

  func has(_ name: String) -> Bool { members[name] != nil }
  func value(_ name: String) -> Any? { members[name] }
  func number(_ name: String, or other: Int = 0) -> Int { (members[name] as? NSNumber)?.intValue ?? other }
  func flag(_ name: String) -> Bool { (members[name] as? NSNumber)?.boolValue ?? false }
  func texts(_ name: String) -> [String] { members[name] as? [String] ?? [] }
  func numbers(_ name: String) -> [Int] { (members[name] as? [NSNumber])?.map(\.intValue) ?? [] }
  func only(_ names: [String]) -> PartRow { PartRow(members.filter { names.contains($0.key) }) }
  func adding(_ others: [String: Any?]) -> PartRow {
    PartRow(members.merging(others.compactMapValues { $0 }) { _, new in new })
  }
}
