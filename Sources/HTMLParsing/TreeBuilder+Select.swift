/// The insertion modes of `select` and `template` (HTML Living Standard, sections 13.2.6.4.16 to 13.2.6.4.18).
extension TreeBuilder {
  mutating func inSelect(_ token: Tokenizer.Token) {
    switch token {
    case .text: insertText(tokenizer.text)
    case .comment: insertComment()
    case .doctype: break
    case .startTag: selectStart()
    case .endTag: selectEnd()
    case .end: inBody(token)
    }
  }

  private mutating func selectStart() {
    switch tag {
    case .html: inBody(.startTag)
    case .option:
      if currentElement == .option { pop() }
      insertElement()
    case .optgroup:
      if currentElement == .option { pop() }
      if currentElement == .optgroup { pop() }
      insertElement()
    case .hr:
      if currentElement == .option { pop() }
      if currentElement == .optgroup { pop() }
      insertVoid()
    case .select: endSelect()
    case .input, .keygen, .textarea:
      guard isInSelectScope(.select) else { return }
      endSelect()
      process(.startTag)
    case .script, .template: inHead(.startTag)
    default: break
    }
  }

  private mutating func selectEnd() {
    switch tag {
    case .optgroup:
      if currentElement == .option, open.count > 1, tree.element(open[open.count - 2]) == .optgroup { pop() }
      if currentElement == .optgroup { pop() }
    case .option: if currentElement == .option { pop() }
    case .select: endSelect()
    case .template: endTemplate()
    default: break
    }
  }

  private mutating func endSelect() {
    guard isInSelectScope(.select) else { return }
    popUntil(.select)
    resetMode()
  }

  private static let endsSelect: ElementSet = [.caption, .table, .tbody, .tfoot, .thead, .tr, .td, .th]

  mutating func inSelectInTable(_ token: Tokenizer.Token) {
    switch token {
    case .startTag where TreeBuilder.endsSelect.contains(tag):
      popUntil(.select)
      resetMode()
      process(token)
    case .endTag where TreeBuilder.endsSelect.contains(tag):
      guard isInScope(tag, ElementGroups.tableScope) else { return }
      popUntil(.select)
      resetMode()
      process(token)
    default: inSelect(token)
    }
  }

  mutating func inTemplate(_ token: Tokenizer.Token) {
    switch token {
    case .text, .comment, .doctype: inBody(token)
    case .startTag:
      let next: Mode
      switch tag {
      case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title: return inHead(token)
      case .caption, .colgroup, .tbody, .tfoot, .thead: next = .inTable
      case .col: next = .inColumnGroup
      case .tr: next = .inTableBody
      case .td, .th: next = .inRow
      default: next = .inBody
      }
      _ = templateModes.popLast()
      templateModes.append(next)
      mode = next
      process(token)
    case .endTag: if tag == .template { endTemplate() }
    case .end:
      guard isOpen(.template) else { return }
      popUntil(.template)
      clearFormattingToMarker()
      _ = templateModes.popLast()
      resetMode()
      process(token)
    }
  }
}
