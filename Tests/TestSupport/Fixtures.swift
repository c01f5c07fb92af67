import Foundation

/// The files under Tests/Fixtures, and the repository that they lie in.
public enum Fixtures {
  /// The root of the repository.
  public static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  public static let folder = repository + "/Tests/Fixtures"

  public static func path(_ relative: String) -> String { folder + "/" + relative }

  public static func bytes(_ relative: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(relative))))
  }

  /// The names in a folder of fixtures, sorted.
  public static func names(in relative: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(relative)).sorted()
  }
}
