public import Documents
import LocalFiles

/// Reads a corpus folder: every `.md`, `.markdown` and `.html` file with front matter is an item.
public struct CorpusReader: Sendable {
  public let folder: String
  public let settings: CorpusSettings

  public init(folder: String, settings: CorpusSettings) {
    self.folder = folder
    self.settings = settings
  }

  /// Reads all files.
  ///
  /// - Parameters:
  ///   - jobs: files read at a time.
  ///   - progress: told how many files there are once that is known.
  /// - Throws: `SystemError` where the folder cannot be listed. A file that cannot be read is a finding.
  public func read(jobs: Int, progress: @Sendable (Int) -> Void = { _ in }) async throws -> Corpus {
    let listing = try FileTree.list(folder, excluding: settings.excludedFolders, include: SourceFile.isContent)
    progress(listing.files.count)
    let reader = ItemReader(settings: settings)
    let outcomes = try await Parallel.map(listing.files.count, jobs: jobs, stride: 16) { index in
      reader.outcome(listing.files[index], in: folder)
    }
    var assembly = CorpusAssembly(capacity: outcomes.count)
    for link in listing.links {
      assembly.findings.append(
        ContentRules.linkSkipped.finding(at: SourceLocation(path: link), "A link was not followed"))
    }
    for outcome in outcomes { assembly.add(outcome) }
    return assembly.corpus(folder: folder, fileCount: listing.files.count, settings: settings)
  }

  /// An item in full, read again from its file.
  ///
  /// - Throws: ``CorpusChanged`` where the file is not the one that the record was read from.
  public func item(_ record: ItemRecord) throws -> Item {
    guard let (bytes, stamp) = try? LocalFile.read(folder + "/" + record.path), stamp == record.stamp,
      let item = ItemReader(settings: settings).item(record, bytes: bytes)
    else { throw CorpusChanged(path: record.path) }
    return item
  }

  /// What one file gives, by itself: its item, if it is one, and what is wrong with it.
  public func inspect(_ path: String) -> (item: Item?, topics: [Topic], findings: [Finding]) {
    do {
      let (bytes, stamp) = try LocalFile.read(folder + "/" + path)
      let (outcome, item) = ItemReader(settings: settings).item(path: path, bytes: bytes, stamp: stamp)
      return (item, outcome.mentions.map(\.term.topic), outcome.findings)
    } catch {
      return (nil, [], [ItemReader.unreadable(path, error)])
    }
  }
}

/// A content file changed between two looks at it. Nothing is wrong with it: the work has to be begun anew.
public struct CorpusChanged: Error, Sendable, CustomStringConvertible {
  public let path: String

  public var description: String { "\(path) changed while it was being read; run again" }
}

extension ItemReader {
  func outcome(_ path: String, in folder: String) -> Outcome {
    do {
      let (bytes, stamp) = try LocalFile.read(folder + "/" + path)
      return outcome(path: path, bytes: bytes, stamp: stamp)
    } catch {
      return Outcome(findings: [ItemReader.unreadable(path, error)])
    }
  }

  static func unreadable(_ path: String, _ error: any Error) -> Finding {
    ContentRules.unreadable.finding(at: SourceLocation(path: path), "\(error)")
  }
}
