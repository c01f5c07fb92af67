/// The insertion modes before and around the body (HTML Living Standard, sections 13.2.6.4.1 to 13.2.6.4.6).
extension TreeBuilder {
  mutating func initial(_ token: Tokenizer.Token) {
    switch token {
    case .text:
      _ = takeSpace()
      if tokenizer.text.isEmpty { return }
    case .comment: return insertComment(in: HTMLTree.root)
    case .doctype:
      isQuirky = tokenizer.doctype.isQuirky
      tree.append(tree.add(HTMLTree.Entry(kind: .doctype)), to: HTMLTree.root)
      mode = .beforeHTML
      return
    default: break
    }
    isQuirky = true
    mode = .beforeHTML
    process(token)
  }

  mutating func beforeHTML(_ token: Tokenizer.Token) {
    switch token {
    case .doctype: return
    case .comment: return insertComment(in: HTMLTree.root)
    case .text:
      _ = takeSpace()
      if tokenizer.text.isEmpty { return }
    case .startTag where tag == .html:
      let node = makeElement()
      tree.append(node, to: HTMLTree.root)
      push(node)
      mode = .beforeHead
      return
    case .endTag where !([.head, .body, .html, .br] as ElementSet).contains(tag): return
    default: break
    }
    insertElement(.html)
    mode = .beforeHead
    process(token)
  }

  mutating func beforeHead(_ token: Tokenizer.Token) {
    switch token {
    case .doctype: return
    case .comment: return insertComment()
    case .text:
      _ = takeSpace()
      if tokenizer.text.isEmpty { return }
    case .startTag where tag == .html: return inBody(token)
    case .startTag where tag == .head:
      head = insertElement()
      mode = .inHead
      return
    case .endTag where !([.head, .body, .html, .br] as ElementSet).contains(tag): return
    default: break
    }
    head = insertElement(.head)
    mode = .inHead
    process(token)
  }

  private static let noscriptHead: ElementSet = [.basefont, .bgsound, .link, .meta, .noframes, .style]

  mutating func inHead(_ token: Tokenizer.Token) {
    switch token {
    case .doctype: return
    case .comment: return insertComment()
    case .text:
      insertText(takeSpace())
      if tokenizer.text.isEmpty { return }
    case .startTag:
      switch tag {
      case .html: return inBody(token)
      case .base, .basefont, .bgsound, .link, .meta: return insertVoid()
      case .title: return insertRaw(.rcdata)
      case .noframes, .style: return insertRaw(.rawText)
      case .script: return insertRaw(.script)
      case .noscript:
        insertElement()
        mode = .inHeadNoscript
        return
      case .template:
        insertElement()
        formatting.append(nil)
        mayHaveFrameset = false
        mode = .inTemplate
        templateModes.append(.inTemplate)
        return
      case .head: return
      default: break
      }
    case .endTag:
      switch tag {
      case .head:
        pop()
        mode = .afterHead
        return
      case .body, .html, .br: break
      case .template: return endTemplate()
      default: return
      }
    default: break
    }
    pop()
    mode = .afterHead
    process(token)
  }

  mutating func endTemplate() {
    guard isOpen(.template) else { return }
    generateAllImpliedEnds()
    popUntil(.template)
    clearFormattingToMarker()
    _ = templateModes.popLast()
    resetMode()
  }

  mutating func inHeadNoscript(_ token: Tokenizer.Token) {
    switch token {
    case .doctype: return
    case .comment: return inHead(token)
    case .text:
      insertText(takeSpace())
      if tokenizer.text.isEmpty { return }
    case .startTag:
      if tag == .html { return inBody(token) }
      if TreeBuilder.noscriptHead.contains(tag) { return inHead(token) }
      if tag == .head || tag == .noscript { return }
    case .endTag:
      if tag == .noscript {
        pop()
        mode = .inHead
        return
      }
      if tag != .br { return }
    case .end: break
    }
    pop()
    mode = .inHead
    process(token)
  }

  mutating func afterHead(_ token: Tokenizer.Token) {
    switch token {
    case .doctype: return
    case .comment: return insertComment()
    case .text:
      insertText(takeSpace())
      if tokenizer.text.isEmpty { return }
    case .startTag:
      switch tag {
      case .html: return inBody(token)
      case .body:
        insertElement()
        mayHaveFrameset = false
        mode = .inBody
        return
      case .frameset:
        insertElement()
        mode = .inFrameset
        return
      case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
        guard head != HTMLTree.none else { break }
        push(head)
        inHead(token)
        if let index = open.lastIndex(of: head) { removeFromStack(at: index) }
        return
      case .head: return
      default: break
      }
    case .endTag:
      switch tag {
      case .template: return endTemplate()
      case .body, .html, .br: break
      default: return
      }
    case .end: break
    }
    insertElement(.body)
    mode = .inBody
    process(token)
  }

  /// Raw text, and its end.
  mutating func inText(_ token: Tokenizer.Token) {
    switch token {
    case .text: insertText(tokenizer.text)
    case .end:
      pop()
      mode = originalMode
      process(token)
    default:
      pop()
      mode = originalMode
    }
  }

  /// The mode that the stack asks for (section 13.2.4.1).
  mutating func resetMode() {
    for index in open.indices.reversed() {
      let isLast = index == 0
      let element = isLast ? context ?? tree.element(open[0]) : tree.element(open[index])
      switch element {
      case .select:
        mode = .inSelect
        for ancestor in open[..<index].reversed() where !isLast {
          let found = tree.element(ancestor)
          if found == .template { break }
          if found == .table {
            mode = .inSelectInTable
            break
          }
        }
        return
      case .td where !isLast, .th where !isLast: mode = .inCell
      case .tr: mode = .inRow
      case .tbody, .thead, .tfoot: mode = .inTableBody
      case .caption: mode = .inCaption
      case .colgroup: mode = .inColumnGroup
      case .table: mode = .inTable
      case .template: mode = templateModes.last ?? .inBody
      case .head where !isLast: mode = .inHead
      case .body: mode = .inBody
      case .frameset: mode = .inFrameset
      case .html: mode = head == HTMLTree.none ? .beforeHead : .afterHead
      default:
        if !isLast { continue }
        mode = .inBody
      }
      return
    }
  }

  // MARK: Behind the body

  mutating func afterBody(_ token: Tokenizer.Token) {
    switch token {
    case .text:
      let space = takeSpace()
      let rest = tokenizer.text
      tokenizer.text = space
      if !space.isEmpty { inBody(token) }
      tokenizer.text = rest
      if rest.isEmpty { return }
    case .comment: return insertComment(in: open[0])
    case .doctype: return
    case .startTag where tag == .html: return inBody(token)
    case .endTag where tag == .html:
      if context == nil { mode = .afterAfterBody }
      return
    case .end: return
    default: break
    }
    mode = .inBody
    process(token)
  }

  mutating func afterAfterBody(_ token: Tokenizer.Token) {
    switch token {
    case .comment: return insertComment(in: HTMLTree.root)
    case .doctype: return inBody(token)
    case .text:
      let space = takeSpace()
      let rest = tokenizer.text
      tokenizer.text = space
      if !space.isEmpty { inBody(token) }
      tokenizer.text = rest
      if rest.isEmpty { return }
    case .startTag where tag == .html: return inBody(token)
    case .end: return
    default: break
    }
    mode = .inBody
    process(token)
  }

  // MARK: Frames

  mutating func inFrameset(_ token: Tokenizer.Token) {
    switch token {
    case .text: insertSpaceOnly()
    case .comment: insertComment()
    case .startTag:
      switch tag {
      case .html: inBody(token)
      case .frameset: insertElement()
      case .frame: insertVoid()
      case .noframes: inHead(token)
      default: break
      }
    case .endTag where tag == .frameset:
      guard open.count > 1 else { return }
      pop()
      if context == nil, currentElement != .frameset { mode = .afterFrameset }
    default: break
    }
  }

  mutating func afterFrameset(_ token: Tokenizer.Token) {
    switch token {
    case .text: insertSpaceOnly()
    case .comment: insertComment()
    case .startTag where tag == .html: inBody(token)
    case .startTag where tag == .noframes: inHead(token)
    case .endTag where tag == .html: mode = .afterAfterFrameset
    default: break
    }
  }

  mutating func afterAfterFrameset(_ token: Tokenizer.Token) {
    switch token {
    case .comment: insertComment(in: HTMLTree.root)
    case .text:
      insertSpaceOnly()
    case .startTag where tag == .html: inBody(token)
    case .startTag where tag == .noframes: inHead(token)
    default: break
    }
  }

  private mutating func insertSpaceOnly() {
    let kept = tree.text[Int(tokenizer.text.lowerBound)..<Int(tokenizer.text.upperBound)].filter(\.isHTMLSpace)
    guard !kept.isEmpty else { return }
    let start = Int32(tree.text.count)
    tree.text += kept
    insertText(start..<Int32(tree.text.count))
  }
}
