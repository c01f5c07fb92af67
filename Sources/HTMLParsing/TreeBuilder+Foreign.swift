/// SVG and MathML (HTML Living Standard, section 13.2.6.5).
extension TreeBuilder {
  /// Whether the current node is of SVG or MathML.
  var isInForeign: Bool { !open.isEmpty && tree.namespace(current) != .html }

  /// Whether a token is for the rules of foreign content (section 13.2.6).
  func isForeign(_ token: Tokenizer.Token) -> Bool {
    guard isInForeign, token != .end else { return false }
    let entry = tree.entries[Int(current)]
    if entry.namespace == .mathML, ElementGroups.mathText.contains(entry.known) {
      if token == .text { return false }
      if token == .startTag, tag != .mglyph, tag != .malignmark { return false }
    }
    if entry.namespace == .mathML, entry.known == .annotationXML, token == .startTag, tag == .svg { return false }
    if isHTMLIntegrationPoint(current), token == .startTag || token == .text { return false }
    return true
  }

  private func isHTMLIntegrationPoint(_ node: HTMLTree.Node) -> Bool {
    let entry = tree.entries[Int(node)]
    if entry.namespace == .svg { return entry.known == .foreignObject || entry.known == .desc || entry.known == .title }
    guard entry.known == .annotationXML else { return false }
    let encoding = tree.attribute(node, "encoding")?.lowercased()
    return encoding == "text/html" || encoding == "application/xhtml+xml"
  }

  private func isTextIntegrationPoint(_ node: HTMLTree.Node) -> Bool {
    tree.namespace(node) == .mathML && ElementGroups.mathText.contains(tree.entries[Int(node)].known)
  }

  mutating func processForeign(_ token: Tokenizer.Token) {
    switch token {
    case .text:
      let range = tokenizer.text
      if mayHaveFrameset,
        !tree.text[Int(range.lowerBound)..<Int(range.upperBound)].allSatisfy(\.isHTMLSpace)
      {
        mayHaveFrameset = false
      }
      insertText(range)
    case .comment: insertComment()
    case .doctype, .end: break
    case .startTag:
      let isFont = tag == .font && (["color", "face", "size"].contains { attribute($0) != nil })
      guard ElementGroups.endsForeign.contains(tag) || isFont else { return insertForeign(tree.namespace(current)) }
      leaveForeign()
      process(token, in: mode)
    case .endTag: endForeign()
    }
  }

  private mutating func leaveForeign() {
    while open.count > 1, tree.namespace(current) != .html, !isTextIntegrationPoint(current),
      !isHTMLIntegrationPoint(current)
    { pop() }
  }

  private mutating func endForeign() {
    if tag == .p || tag == .br {
      leaveForeign()
      return process(.endTag, in: mode)
    }
    let wanted = tree.names[tokenizer.name]
    for index in open.indices.reversed() {
      if index == 0 { return }
      let entry = tree.entries[Int(open[index])]
      if entry.namespace == .html { return process(.endTag, in: mode) }
      if tree.names[entry.name].elementsEqual(wanted, by: { $0.lowercasedASCII == $1 }) {
        while open.count > index { pop() }
        return
      }
    }
  }

  mutating func insertForeign(_ namespace: HTMLTree.Namespace) {
    let node = makeElement(namespace)
    adjust(node)
    insert(node, at: place())
    guard !tokenizer.isSelfClosing, open.count < TreeBuilder.maximumDepth else { return }
    push(node)
  }

  /// Names that have capitals in SVG, and one of MathML (section 13.2.6.5).
  private mutating func adjust(_ node: HTMLTree.Node) {
    let entry = tree.entries[Int(node)]
    if entry.namespace == .svg, let name = TreeBuilder.elementNames[tree.names[entry.name]] {
      tree.entries[Int(node)].name = tree.names.number(of: name[...])
      if name.elementsEqual("foreignObject".utf8) { tree.entries[Int(node)].known = .foreignObject }
    }
    for index in Int(entry.start)..<Int(entry.end) {
      let name = tree.names[tree.attributes[index].name]
      if entry.namespace == .mathML, name.elementsEqual("definitionurl".utf8) {
        tree.attributes[index].name = tree.names.number(of: Array("definitionURL".utf8)[...])
      } else if entry.namespace == .svg, let adjusted = TreeBuilder.attributeNames[name] {
        tree.attributes[index].name = tree.names.number(of: adjusted[...])
      }
    }
  }

  private static let elementNames = lowercased(
    """
    altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
    feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient
    radialGradient textPath
    """)

  private static let attributeNames = lowercased(
    """
    attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode filterUnits
    glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust
    limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength
    patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
    primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant
    specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX
    targetY textLength viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan
    """)

  private static func lowercased(_ names: String) -> [[UInt8]: [UInt8]] {
    Dictionary(
      uniqueKeysWithValues: names.split(whereSeparator: \.isWhitespace).map {
        (Array($0.lowercased().utf8), Array($0.utf8))
      })
  }
}
