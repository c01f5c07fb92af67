/// What Eleventy reads.
extension Convention {
  func isEleventyContent(_ name: String) -> Bool {
    SourceFile.isContent(name) || EleventyRules.templates.contains(where: name.hasSuffix)
  }

  /// Whether a file without front matter may be a page there.
  func isTemplate(_ path: String) -> Bool { EleventyRules.templates.contains(where: path.hasSuffix) }

  /// Folders that hold no pages.
  func isEleventysOwn(_ path: String) -> Bool {
    let name = String(path.lastSegment)
    return ["node_modules", "_includes", "_layouts", "_data", "_site"].contains(name) || name.hasPrefix(".")
      || eleventy.ownFolders.contains(path) || eleventy.ignores(path)
  }
}
