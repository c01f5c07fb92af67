/// Brackets that may begin links, images and notes.
struct BracketStack {
  struct Bracket {
    let node: MarkdownTree.Node
    let position: Int
    let isImage: Bool
    var isActive = true
    /// Whether another one stands behind it.
    var hasInner = false
    /// Whether a link, or an image, begins here or around it: no bare address becomes a link in one.
    var isInLink = false
    var isInImage = false
    /// How many delimiters there were.
    let delimiter: Int
  }

  private var all: [Bracket] = []
  /// So many from the bottom would not change if no more of them were links.
  private var settled = 0

  var last: Bracket? { all.last }

  var allowsAddresses: Bool { all.last.map { !$0.isInLink && !$0.isInImage } ?? true }

  mutating func removeAll() {
    all.removeAll(keepingCapacity: true)
    settled = 0
  }

  mutating func push(_ bracket: Bracket) {
    var bracket = bracket
    if let last = all.last {
      all[all.count - 1].hasInner = true
      (bracket.isInLink, bracket.isInImage) = (last.isInLink, last.isInImage)
    }
    if bracket.isImage { bracket.isInImage = true } else { bracket.isInLink = true }
    all.append(bracket)
  }

  mutating func pop() {
    all.removeLast()
    settled = min(settled, all.count)
  }

  /// No link stands in a link: those that are open begin none.
  ///
  /// An image that a link stands in is, as in cmark, no longer what bare addresses must not stand in.
  mutating func deactivate() {
    var position = all.count - 1
    var changes = false
    while position >= settled, all[position].isImage || all[position].isActive {
      if !all[position].isImage {
        all[position].isActive = false
        changes = true
      }
      position -= 1
    }
    let isInImage = position >= settled ? all[position].isInImage : settled > 0 && all[settled - 1].isInImage
    for index in (position + 1)..<all.count where all[index].isImage { all[index].isInImage = isInImage }
    if !changes { settled = all.count }
  }
}
