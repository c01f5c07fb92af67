/// How the content of files is read.
public enum ContentReading {
  /// Raised whenever the same file may come to mean something else to a reader: what was remembered of it under another number
  /// says nothing of whether it has changed.
  public static let version = 6
}
