import Platform
import Synchronization
import TidingsCore

/// The compiled schemas, lent to one thread at a time: libxml2 does not promise that two may share one.
final class SchemaPool: Sendable {
  static let shared = SchemaPool()

  private struct Cache: @unchecked Sendable {
    // A schema is moved in and out under the lock and never seen by two threads.
    var free: [DocumentFormat: [RelaxNGSchema]] = [:]
  }

  private let shelf = Mutex(Cache())

  /// Where a document departs from the schema of its format; none for a format without a schema.
  func violations(in utf8: [UInt8], format: DocumentFormat) -> [RelaxNGSchema.Violation] {
    guard let source = SchemaPool.source(of: format) else { return [] }
    // Compiling under the lock: libxml2 fills tables of its own while it does, and not safely for two threads.
    let lent = shelf.withLock { BorrowedSchema($0.free[format]?.popLast() ?? RelaxNGSchema(source)) }.schema
    guard let lent else { return [.init(line: 1, message: "The schema of \(format.rawValue) cannot be compiled")] }
    let violations = lent.violations(in: utf8)
    let returned = BorrowedSchema(lent)
    shelf.withLock { $0.free[format, default: []].append(contentsOf: [returned.schema].compactMap { $0 }) }
    return violations
  }

  private struct BorrowedSchema: @unchecked Sendable {
    let schema: RelaxNGSchema?

    init(_ schema: RelaxNGSchema?) { self.schema = schema }
  }

  private static func source(of format: DocumentFormat) -> [UInt8]? {
    switch format {
    case .rss: PackageResources.rss_rng
    case .atom: PackageResources.atom_rng
    case .sitemap: PackageResources.sitemap_rng
    case .sitemapIndex: PackageResources.sitemap_index_rng
    case .opml: PackageResources.opml_rng
    default: nil
    }
  }
}
