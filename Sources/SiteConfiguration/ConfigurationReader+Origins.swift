import DataFormats
import LocalFiles
import SiteConventions
public import SiteSettings

extension ConfigurationReader {
  /// Where the settings of a site were said, by the names of their keys: in its own configuration, else in its generator's. What nobody
  /// has said is not there.
  ///
  /// - Parameters:
  ///   - path: the file; `nil` where there is none.
  ///   - name: what the file is called.
  /// - Throws: what ``read(_:named:overrides:)`` throws.
  public static func origins(_ path: String?, named name: String? = nil) throws -> [String: SettingOrigin] {
    guard let path else { return [:] }
    let bytes = try LocalFile.read(path, limit: FileLimit.configuration).bytes
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let own = name ?? path
    guard let root = try? YAMLReader.read(String(decoding: bytes, as: UTF8.self)) else { return [:] }
    var nodes = ConfigurationNodes(root, path: own)
    let generator = try generator(&nodes, folder: folder)
    var origins = generator?.origins ?? [:]
    if let source = generator?.sources.first { origins["corpus.convention"] = SettingOrigin(path: source) }
    for key in ConfigurationKey.all {
      guard let node = nodes.node(key.name) else { continue }
      origins[key.name] = SettingOrigin(path: own, line: node.line)
    }
    return origins
  }
}
