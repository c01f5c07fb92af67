extension YAMLDocument {
  /// A tree as a flat list.
  public convenience init(_ tree: YAMLNode) {
    var flat = Flattening()
    flat.append(tree)
    self.init(source: flat.source, nodes: flat.nodes)
  }
}

private struct Flattening {
  var source: [UInt8] = []
  var nodes: ContiguousArray<YAMLDocument.Node> = []

  mutating func append(_ tree: YAMLNode, key: String? = nil) {
    let index = nodes.count
    var node = YAMLDocument.Node(form: .mapping, line: Int32(clamping: tree.line), column: Int32(clamping: tree.column))
    if let key {
      (node.keyStart, node.keyEnd) = store(key)
      var name = key
      node.keyHash = name.withUTF8 { unsafe YAMLKey.hash($0) }
    }
    switch tree.content {
    case .scalar(let text, let isPlain):
      // A plain scalar that Yams put together from several lines is no word either.
      node.form = isPlain ? .plain : .quoted
      (node.start, node.end) = store(text)
      nodes.append(node)
    case .sequence(let entries):
      node.form = .sequence
      nodes.append(node)
      for entry in entries { append(entry) }
    case .mapping(let pairs):
      nodes.append(node)
      for pair in pairs { append(pair.value, key: pair.key) }
    }
    nodes[index].next = Int32(nodes.count)
  }

  private mutating func store(_ text: String) -> (start: Int32, end: Int32) {
    let start = Int32(source.count)
    source += text.utf8
    return (start, Int32(source.count))
  }
}
