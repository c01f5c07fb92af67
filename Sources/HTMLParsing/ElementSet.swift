/// A set of elements, asked in one step.
package struct ElementSet: Sendable, ExpressibleByArrayLiteral {
  private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

  package init(arrayLiteral elements: KnownElement...) {
    self.init(elements)
  }

  package init(_ elements: some Sequence<KnownElement>) {
    for element in elements {
      let bit: UInt64 = 1 << (element.rawValue & 63)
      switch element.rawValue >> 6 {
      case 0: words.0 |= bit
      case 1: words.1 |= bit
      default: words.2 |= bit
      }
    }
  }

  package func contains(_ element: KnownElement) -> Bool {
    let word =
      switch element.rawValue >> 6 {
      case 0: words.0
      case 1: words.1
      default: words.2
      }
    return word & (1 << (element.rawValue & 63)) != 0
  }

  package func union(_ other: ElementSet) -> ElementSet {
    var result = self
    result.words.0 |= other.words.0
    result.words.1 |= other.words.1
    result.words.2 |= other.words.2
    return result
  }
}
