package import LocalFiles
import Platform

/// Which program this is: another build of the code may make something else of the same content, and its cache is not ours.
package enum ProgramIdentity {
  /// The linker's build id where there is one, which is the same on every machine that has the same program; else the
  /// digest of the whole program.
  package static let digest: ContentDigest = {
    let program = ProgramFile.path
    if let id = (try? LocalFile.head(program, count: headSize) ?? nil).flatMap(buildID) { return ContentDigest(id) }
    return (try? LocalFile.read(program)).map { ContentDigest($0.bytes) } ?? ContentDigest(high: 0, low: 0)
  }()

  private static let headSize = 8192
  /// An ELF note of type 3 by GNU: lengths of the name and of the id, the type, the name.
  private static let mark: [UInt8] = [4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0] + Array("GNU\0".utf8)

  static func buildID(in head: [UInt8]) -> [UInt8]? {
    guard let start = head.firstRange(of: mark)?.upperBound, start + 20 <= head.endIndex else { return nil }
    return Array(head[start..<(start + 20)])
  }
}
