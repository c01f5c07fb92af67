import Foundation

/// Documents that were looked at once, and must not change unseen.
public enum Golden {
  /// Whether the bytes are those of the golden file. With RECORD_GOLDEN set in the environment they become it: look at
  /// the difference before you commit it.
  public static func matches(_ bytes: [UInt8], _ name: String) throws -> Bool {
    let path = Fixtures.path("golden/" + name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
    return try Fixtures.bytes("golden/" + name) == bytes
  }
}
