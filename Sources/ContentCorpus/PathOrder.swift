import LocalFiles

/// Looks things up that are in the order of their paths.
enum PathOrder {
  /// The position of the first of `count` things whose path does not come before another.
  static func firstPosition(notBefore path: String, of count: Int, _ pathAt: (Int) -> String) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if FileTree.precedes(pathAt(middle), path) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The position of the thing with a path, if there is one.
  static func position(of path: String, of count: Int, _ pathAt: (Int) -> String) -> Int? {
    let position = firstPosition(notBefore: path, of: count, pathAt)
    return position < count && pathAt(position) == path ? position : nil
  }
}
