import HTMLParsing

/// The words of a tree in their order, as numbers, each with the node that it stands in; and signs of what is there that has no words:
/// pictures, frames, what a program puts in the place of a mark.
struct WordStream {
  private(set) var words: [UInt64] = []
  /// Of each word the text node that it begins in; of a sign the element.
  private(set) var nodes: [HTMLTree.Node] = []
  /// Of each word the block that it stands in.
  private(set) var blocks: [HTMLTree.Node] = []

  /// The number of a sign; no word has it.
  static let sign: UInt64 = 1

  /// A character that stands for a mark that only a generator knows the meaning of.
  package static let mark = Array("\u{F0002}".utf8)

  var count: Int { words.count }

  /// - Parameter limit: of words; the rest is not looked at.
  init(_ tree: HTMLTree, in root: HTMLTree.Node, limit: Int = 1_000_000) {
    var node = tree.following(root, below: root)
    var walker = Walker()
    while node != HTMLTree.none, words.count < limit {
      switch tree.kind(node) {
      case .text:
        let block = WordStream.block(of: node, tree, &walker)
        if block != walker.block { flush(&walker) }
        walker.block = block
        read(tree.text(node), node, &walker)
      case .element:
        let element = tree.element(node)
        if WordStream.skipped.contains(element) || tree.namespace(node) != .html || HiddenContent.isHidden(node, tree) {
          flush(&walker)
          if WordStream.signs.contains(element) || tree.namespace(node) != .html { add(node, node) }
          node = tree.followingBeside(node, below: root)
          continue
        }
        if WordStream.signs.contains(element) {
          flush(&walker)
          add(node, node)
        } else if !WordStream.inline.contains(element) {
          flush(&walker)
          walker.block = HTMLTree.none
        }
      default: break
      }
      node = tree.following(node, below: root)
    }
    flush(&walker)
  }

  /// What of a word has been read.
  private struct Walker {
    var hash: UInt64 = 0
    var node = HTMLTree.none
    var block = HTMLTree.none
  }

  private static func block(of node: HTMLTree.Node, _ tree: HTMLTree, _ walker: inout Walker) -> HTMLTree.Node {
    var parent = tree.parent(node)
    while parent != HTMLTree.none, inline.contains(tree.element(parent)), tree.parent(parent) != HTMLTree.none {
      parent = tree.parent(parent)
    }
    return parent
  }

  private mutating func add(_ node: HTMLTree.Node, _ block: HTMLTree.Node) {
    words.append(WordStream.sign)
    nodes.append(node)
    blocks.append(block)
  }

  private mutating func flush(_ walker: inout Walker) {
    guard walker.node != HTMLTree.none else { return }
    words.append(walker.hash <= WordStream.sign ? 2 : walker.hash)
    nodes.append(walker.node)
    blocks.append(walker.block)
    (walker.hash, walker.node) = (0, HTMLTree.none)
  }

  private mutating func read(_ text: ArraySlice<UInt8>, _ node: HTMLTree.Node, _ walker: inout Walker) {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      var scalar = UInt32(byte)
      var length = 1
      if byte >= 0x80 { (scalar, length) = WordStream.scalar(text, index) }
      index += length
      if scalar == 0xF0002 {
        flush(&walker)
        add(node, walker.block)
        continue
      }
      guard WordStream.isInWord(scalar) else {
        flush(&walker)
        continue
      }
      if walker.node == HTMLTree.none { (walker.node, walker.hash) = (node, 0xCBF2_9CE4_8422_2325) }
      let lower = scalar >= 0x41 && scalar <= 0x5A ? scalar | 0x20 : scalar
      walker.hash = (walker.hash ^ UInt64(lower)) &* 0x0000_0100_0000_01B3
    }
  }

  /// Well-formed UTF-8 is expected.
  private static func scalar(_ text: ArraySlice<UInt8>, _ index: Int) -> (UInt32, Int) {
    let first = UInt32(text[index])
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard index + length <= text.endIndex else { return (0xFFFD, 1) }
    var scalar = first & (0x7F >> UInt32(length))
    for offset in 1..<length { scalar = scalar << 6 | UInt32(text[index + offset] & 0x3F) }
    return (scalar, length)
  }

  /// Letters, digits, and signs of scripts that have no spaces; quotes, dashes and the like are written in many ways.
  private static func isInWord(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0..<0xC0, 0x2000...0x206F, 0x3000...0x3003, 0x3008...0x3020, 0xFE00...0xFE0F, 0xFF0C, 0xFF1A, 0xFF1B, 0xFFFD:
      false
    default: true
    }
  }

  static let inline: ElementSet = [
    .a, .abbr, .acronym, .b, .bdi, .bdo, .big, .cite, .code, .data, .del, .dfn, .em, .font, .i, .ins, .kbd, .label,
    .mark,
    .nobr, .q, .rp, .rt, .ruby, .s, .samp, .small, .span, .strike, .strong, .sub, .sup, .time, .tt, .u, .`var`, .wbr,
  ]

  static let skipped: ElementSet = [
    .script, .style, .template, .noscript, .head, .svg, .math, .iframe, .object, .video, .audio, .button, .select,
    .textarea, .canvas, .datalist,
  ]

  /// What shows something without words.
  static let signs: ElementSet = [.img, .iframe, .video, .audio, .object, .embed, .math, .canvas]
}
