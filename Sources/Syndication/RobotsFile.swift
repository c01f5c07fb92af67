/// `robots.txt` (RFC 9309) that lets everybody in and names the sitemaps.
public enum RobotsFile {
  public static func document(sitemaps: [String]) -> [UInt8] {
    var text = "User-agent: *\nDisallow:\n"
    for address in sitemaps { text += "\nSitemap: \(address)" }
    return Array((text + "\n").utf8)
  }
}
