import Foundation
import Synchronization

/// What the machine needs at least: plain system calls, and nothing done with the bytes.
///
///     TidingsBenchmarks limit CORPUS MADE TO    read every file of CORPUS, then write as many bytes as the files of MADE have
///                                               to TO, by two threads
///     TidingsBenchmarks walk CORPUS             list all folders and look at each file's status
enum SystemLimit {
  static func readAndWrite(_ corpus: String, made: String, to target: String) throws {
    let sources = walk(corpus)
    inTwo(sources.count) { index in
      let buffer = UnsafeMutableRawPointer.allocate(byteCount: 1 << 20, alignment: 16)
      defer { unsafe buffer.deallocate() }
      let file = unsafe open(sources[index].path, O_RDONLY)
      while unsafe read(file, buffer, 1 << 20) > 0 {}
      close(file)
    }
    let files = walk(made)
    for folder in Set(files.map { ($0.path as NSString).deletingLastPathComponent }) {
      try FileManager.default.createDirectory(
        atPath: target + folder.dropFirst(made.count), withIntermediateDirectories: true)
    }
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    inTwo(files.count) { index in
      let path = target + files[index].path.dropFirst(made.count)
      let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
      var left = files[index].size
      while left > 0 { left -= unsafe write(file, zeros, min(left, zeros.count)) }
      close(file)
    }
  }

  /// All files below a folder, with their sizes.
  @discardableResult
  static func walk(_ folder: String) -> [(path: String, size: Int)] {
    var files: [(path: String, size: Int)] = []
    var folders = [folder]
    while let folder = folders.popLast() {
      guard let stream = unsafe opendir(folder) else { continue }
      defer { unsafe closedir(stream) }
      while let entry = unsafe readdir(stream) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
          unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        guard name != ".", name != ".." else { continue }
        let path = folder + "/" + name
        if unsafe entry.pointee.d_type == UInt8(DT_DIR) {
          folders.append(path)
          continue
        }
        var status = stat()
        if unsafe lstat(path, &status) == 0 { files.append((path, Int(status.st_size))) }
      }
    }
    return files
  }

  private static func inTwo(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let next = Shared()
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      while true {
        let index = next.index.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }

  private final class Shared: Sendable {
    let index = Atomic<Int>(0)
  }
}
