/// A file that changed whenever it was read: somebody writes to it.
public struct FileChangingError: Error, Sendable, CustomStringConvertible {
  public let path: String

  public var description: String { "\(path) is being written to: it changed while it was read, several times" }
}
