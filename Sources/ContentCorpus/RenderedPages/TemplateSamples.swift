import LocalFiles
import Markup

extension ItemReader {
  /// What some pages of a built site show of its template: the same ones as long as the same files are there.
  func template(_ files: [CorpusListing.File], in folder: String) throws -> PageTemplate {
    guard let pages, pages.site.selection.content.isEmpty, !files.isEmpty else { return PageTemplate() }
    var samples: [PageTemplate.Sample] = []
    let step = max(1, files.count / TemplateSamples.looks)
    for index in stride(from: 0, to: files.count, by: step) where samples.count < TemplateSamples.count {
      let path = files[index].path
      guard let (bytes, stamp) = try sampleBytes(folder + "/" + path) else { continue }
      if let sample = sample(path: path, bytes: bytes, stamp: stamp) { samples.append(sample) }
    }
    try pages.trouble.check()
    return PageTemplate(samples)
  }

  /// - Returns: `nil` where there is no file that can be read: its own reading reports that.
  private func sampleBytes(_ path: String) throws -> (bytes: [UInt8], stamp: FileStamp)? {
    do {
      return try LocalFile.readIfThere(path, limit: FileLimit.content)
    } catch let error as SystemError where error.isOfFile {
      return nil
    }
  }
}

private enum TemplateSamples {
  /// Files that are looked at.
  static let looks = 96
  /// Pages that are read.
  static let count = 24
}
