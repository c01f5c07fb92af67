import Foundation
import LocalFiles
import Testing
import TidingsCore

@testable import PublishingLedger

/// The quick reading of an item's line is that of a parser of JSON, or none.
@Suite struct RowLineTests {
  private let rows: [LedgerRow] = {
    var rows: [LedgerRow] = []
    for number in 0..<32 {
      rows.append(
        LedgerRow(
          key: number & 1 == 0 ? "k\(number)" : "ké\(number)", id: "tag:a.example,2026:\(number)/ü",
          path: "a/\(number).md",
          first: number & 2 == 0 ? .unknown : Timestamp(microseconds: 1_600_000_000_123_400),
          meaning: ContentDigest(Array("\(number)".utf8)), modified: Timestamp(microseconds: 1_700_000_000_000_000),
          claimed: number & 4 == 0 ? nil : Timestamp(microseconds: 1_650_000_000_000_001),
          addresses: (0...number % 3).map { "https://a.example/\(number)/\($0)/" },
          topics: number & 8 == 0 ? [] : ["topic/a", "topic/ß"],
          withdrawn: number & 16 == 0 ? nil : Timestamp(microseconds: 1_750_000_000_000_000),
          reading: number & 16 == 0 ? 0 : 1004))
    }
    return rows
  }()

  private func line(_ row: LedgerRow) -> [UInt8] { Array(LedgerLines.line(row).dropLast()) }

  @Test func readsWhatIsWritten() throws {
    for row in rows {
      let bytes = line(row)
      let read = RowLine.row(bytes, bytes.indices)
      // Keys that Unicode may write in two ways are for the slow reading.
      #expect(row.key.utf8.allSatisfy { $0 < 0x80 } ? read == row : read == nil)
      #expect(try LedgerLines.read(bytes).rows[row.key] == row)
      // In another order it says the same.
      let text = String(decoding: bytes, as: UTF8.self).dropFirst().dropLast()
      let turned = try #require(text.range(of: ",\"id\":"))
      let other = "{" + text[turned.lowerBound...].dropFirst() + "," + text[..<turned.lowerBound] + "}"
      #expect(try LedgerLines.read(other).rows[row.key] == row)
    }
  }

  @Test func whatIsNotWholeIsNone() throws {
    let bytes = line(rows[30])
    for count in 0..<bytes.count { #expect(RowLine.row(bytes, 0..<count) == nil) }
    for index in bytes.indices {
      for byte in [0x00, 0x22, 0x5C, 0x5D, 0x7D, 0x0A] as [UInt8] where bytes[index] != byte {
        var changed = bytes
        changed[index] = byte
        // Whatever is taken is what a parser takes.
        if let read = RowLine.row(changed, changed.indices) {
          #expect(try LedgerLines.read(LedgerLines.line(read)).rows[read.key] == read)
        }
      }
    }
    let escaped = LedgerRow(
      key: "a", id: "i\"\\", path: "ü\"", first: .unknown, meaning: .none, modified: .unknown, addresses: ["x"])
    #expect(RowLine.row(line(escaped), line(escaped).indices) == nil)
    #expect(try LedgerLines.read(line(escaped)).rows["a"] == escaped)
  }
}
