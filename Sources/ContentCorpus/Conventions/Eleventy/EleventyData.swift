import Documents
import LocalFiles
import YAMLReading

extension Convention {
  /// 11ty.dev/docs/data-template-dir: `posts/posts.json`, `posts/posts.11tydata.json`. Tags there are marks of a collection, and
  /// no topics.
  mutating func readFolderData(_ corpus: String) throws -> [Finding] {
    for (folder, path) in files(corpus, { $0.hasSuffix(".json") }) {
      let name = path.lastSegment
      guard !folder.isEmpty, [".json", ".11tydata.json"].contains(where: { name == folder.lastSegment + $0 }),
        let (bytes, _) = try? LocalFile.read(corpus + "/" + path),
        let values = try? YAMLReader.read(String(decoding: bytes, as: UTF8.self)).mapping
      else { continue }
      let kept = values.filter { $0.key != "tags" }
      defaults.append(Defaults(path: folder, values: YAMLNode(.mapping(kept), line: 1, column: 1)))
    }
    return []
  }
}
