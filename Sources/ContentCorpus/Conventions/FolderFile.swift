import LocalFiles

/// A content file that speaks of the folder that it lies in.
enum FolderFile {
  /// - Throws: ``ItemRejection`` where its front matter cannot be read, `SystemError` where the file cannot.
  static func front(_ path: String, in corpus: String, of convention: Convention) throws -> FrontMatter {
    let (bytes, stamp) = try LocalFile.read(corpus + "/" + path, limit: FileLimit.content)
    let file = try SourceFile(path: path, bytes: bytes, stamp: stamp, generator: convention.generator)
    return try FrontMatter(of: file, fields: .fields(of: convention.generator))
  }
}
