/// Files that pages and feeds refer to.
public enum PageFiles {
  public struct File: Sendable {
    public let name: String
    public let bytes: [UInt8]
  }

  /// The look of the pages.
  public static let style = File(name: "subscribe.css", bytes: PackageResources.pages_css)
  /// What makes them handier where scripts run.
  public static let script = File(name: "subscribe.js", bytes: PackageResources.pages_js)

  /// What makes the pages of a preview renew themselves.
  package static let statusScript = PackageResources.status_js

  /// The style sheet that makes feeds readable in a browser.
  public static func feedStyle(_ templates: PageTemplates, _ strings: PageStrings) -> [UInt8] {
    templates.page("feed.css", ["css": strings.cssContext, "t": strings.cssContext, "dir": strings.direction])
  }
}
