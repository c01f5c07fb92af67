import ContentCorpus
import LocalFiles
package import SiteSettings
package import TidingsCore

/// Whether the site has a `robots.txt` of its own beside the one that is to be written.
package enum RobotsCheck {
  /// - Parameters:
  ///   - configuration: of the site.
  ///   - isOwn: whether a file is one that Tidings itself wrote.
  /// - Returns: one finding at most.
  /// - Throws: `SystemError` where it cannot be known.
  package static func findings(_ configuration: Configuration, isOwn: (String) -> Bool) throws -> [Finding] {
    guard configuration.robots else { return [] }
    let corpus = configuration.corpus
    let pages = corpus.convention.generator == .html ? corpus.path : nil
    let folders = [corpus.builtSite?.folder, corpus.generatorFolder, pages].compactMap { $0 }
    let path = try folders.map { $0 + "/" + DocumentFormat.robots.fileName }
      .first { try !isOwn($0) && LocalFile.isFile($0) }
    guard let path else { return [] }
    return [
      PublishRules.robotsTwice.finding(
        at: SourceLocation(path: path), "The site has a robots.txt, and 'robots' writes another one")
    ]
  }
}
