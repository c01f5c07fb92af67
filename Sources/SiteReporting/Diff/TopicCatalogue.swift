import Foundation
import LocalFiles
import SiteOutput
import TidingsCore

/// The topics of a folder of documents, by its `topics.json`.
struct TopicCatalogue {
  private struct File: Decodable {
    struct Feed: Decodable {
      let path, kind, label: String
      let taxonomy, language: String?
    }

    let feeds: [Feed]
  }

  private struct Name: Hashable {
    let label: String
    let taxonomy, language: String?
  }

  private let paths: [Name: Set<String>]

  /// - Parameter path: the folder, or its manifest; where there is no catalogue, no topic is known.
  init(_ path: String) throws {
    let isManifest = path.hasSuffix("/" + Manifest.fileName) || path == Manifest.fileName
    let folder = isManifest ? String(path.dropLast(Manifest.fileName.count)) : path.hasSuffix("/") ? path : path + "/"
    guard let bytes = try LocalFile.readIfThere(folder + DocumentFormat.catalogue.fileName)?.bytes,
      let file = try? JSONDecoder().decode(File.self, from: Data(bytes))
    else {
      paths = [:]
      return
    }
    paths = Dictionary(grouping: file.feeds.filter { $0.kind == "topic" }) {
      Name(label: $0.label, taxonomy: $0.taxonomy, language: $0.language)
    }.mapValues { Set($0.map(\.path)) }
  }

  /// Topics of one name that lie elsewhere. Of several with one name nothing can be known.
  static func moved(from old: TopicCatalogue, to new: TopicCatalogue) -> [PublicationDiff.Topic] {
    old.paths.compactMap { name, paths in
      guard paths.count == 1, let former = paths.first, let now = new.paths[name], now.count == 1, let path = now.first,
        path != former
      else { return nil }
      return PublicationDiff.Topic(label: name.label, formerPath: former, path: path)
    }.sorted { ($0.formerPath, $0.path) < ($1.formerPath, $1.path) }
  }
}
