/// Where a setting of the site was said.
public struct SettingOrigin: Sendable, Hashable {
  /// The file; relative to the site's folder where it is a generator's.
  public let path: String
  /// `nil` where the file has no lines that people know, such as a page.
  public let line: Int?
  /// What says it there: `params.description`; `nil` where the setting's own name does.
  public let key: String?

  public init(path: String, line: Int? = nil, key: String? = nil) {
    (self.path, self.line, self.key) = (path, line, key)
  }
}

extension SettingOrigin: CustomStringConvertible {
  /// `hugo.toml:3, params.description`.
  public var description: String { path + (line.map { ":\($0)" } ?? "") + (key.map { ", " + $0 } ?? "") }
}
