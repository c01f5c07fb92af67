import LocalFiles
import SiteOutput
public import SiteSettings
import TidingsCore

/// The documents that lie in an output folder, by its manifest.
public enum DocumentDigests {
  /// - Parameters:
  ///   - output: the folder.
  ///   - configuration: of the site, whose address is theirs.
  /// - Returns: SHA-256 in lower-case hexadecimal by address; empty where no manifest can be read.
  /// - Throws: `SystemError` where the manifest is there and the system does not give it.
  public static func published(in output: String, _ configuration: Configuration) throws -> [String: String] {
    guard let file = try LocalFile.readIfThere(output + "/" + Manifest.fileName),
      let manifest = try? Manifest(reading: file.bytes)
    else { return [:] }
    let addresses = SiteAddresses(configuration)
    return Dictionary(manifest.rows.map { (addresses.document($0.path), $0.sha256) }) { first, _ in first }
  }
}
