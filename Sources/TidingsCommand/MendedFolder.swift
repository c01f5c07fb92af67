import LocalFiles
import TidingsCore
import Validation

/// The folder that `--fix` writes mended documents to, each whole or not at all, and never over a document that was given.
struct MendedFolder: Sendable {
  private let folder: String
  private let handle: FolderHandle
  /// Where each document goes, relative to the folder, by its path.
  private let places: [String: String]

  /// - Parameters:
  ///   - folder: it is made where it is missing.
  ///   - inputs: the documents.
  ///   - paths: files and folders as they were given.
  /// - Throws: ``Failure`` where two documents would go to one place, or one would go over a document that was given.
  init(_ folder: String, _ inputs: [DocumentFiles], _ paths: [String]) throws {
    self.folder = folder
    var places: [String: String] = [:]
    var taken: [String: String] = [:]
    let given = Set(inputs.map { LocalFile.absolutePath($0.path) })
    for input in inputs {
      let place = MendedFolder.place(of: input)
      if let other = taken[place], other != input.path {
        throw Failure(
          .usage,
          "\(other) and \(input.path) would both go to \(folder)/\(place): fix them one after the other, "
            + "or give the folder that both are in")
      }
      let target = LocalFile.absolutePath(folder + "/" + place)
      guard !given.contains(target) else {
        throw Failure(.usage, "\(folder)/\(place) is one of the documents: choose another folder for --output")
      }
      taken[place] = input.path
      places[input.path] = place
    }
    let output = LocalFile.absolutePath(folder) + "/"
    for path in paths where try ContentFiles.isFolder(path) {
      // The next run would take what is written for documents of the site.
      guard !output.hasPrefix(LocalFile.absolutePath(path) + "/") else {
        throw Failure(.usage, "\(folder) is in \(path), whose documents are fixed: choose a folder outside of it")
      }
    }
    self.places = places
    handle = try FolderHandle(folder, creates: true)
  }

  /// The path in the folder that was given, or the file's name.
  private static func place(of input: DocumentFiles) -> String {
    if let folder = input.folder, input.path.hasPrefix(folder) { return String(input.path.dropFirst(folder.count)) }
    return input.path.split(separator: "/").last.map(String.init) ?? input.path
  }

  /// Mends a document, and writes it where anything was mended.
  ///
  /// - Returns: `nil` where it is none that is validated.
  func mend(_ input: DocumentFiles, by validator: Validator) throws -> DocumentFiles.Validated? {
    guard let place = places[input.path], var validated = try input.validate(by: validator) else {
      return try input.validate(by: validator)
    }
    guard !validated.verdict.findings.isEmpty else { return validated }
    let (bytes, stamp) = try LocalFile.read(input.path)
    let mending = validator.mend(bytes, path: input.path, address: input.address)
    validated.mending = mending
    guard let mended = mending.bytes else { return validated }
    // By whatever links the two may be one.
    guard try handle.stamp(place) != stamp else {
      throw Failure(.usage, "\(folder)/\(place) is \(input.path) itself: choose another folder for --output")
    }
    validated.verdict = mending.verdict
    validated.facts = mending.facts
    let fresh = place + ".tidings-new"
    do {
      try handle.write(mended, to: fresh)
      try handle.rename(fresh, to: place)
    } catch {
      try? handle.remove(fresh)
      throw error
    }
    validated.written = folder + (folder.hasSuffix("/") ? "" : "/") + place
    return validated
  }

  /// A document that was written, by its path.
  func file(_ path: String) -> DocumentFiles { DocumentFiles(path: path, address: nil, isFound: true) }
}
