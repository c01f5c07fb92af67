/// The insertion modes of tables (HTML Living Standard, sections 13.2.6.4.9 to 13.2.6.4.15).
extension TreeBuilder {
  mutating func inTable(_ token: Tokenizer.Token) {
    switch token {
    case .text:
      guard ElementGroups.fosterTargets.contains(currentElement) else { break }
      tableText = []
      originalMode = mode
      mode = .inTableText
      return process(token)
    case .comment: return insertComment()
    case .doctype: return
    case .startTag:
      if tableStart() { return }
    case .endTag:
      switch tag {
      case .table:
        guard isInScope(.table, ElementGroups.tableScope) else { return }
        popUntil(.table)
        return resetMode()
      case .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: return
      case .template: return endTemplate()
      default: break
      }
    case .end: return inBody(token)
    }
    foster(token)
  }

  /// By the rules of the body, but in front of the table.
  private mutating func foster(_ token: Tokenizer.Token) {
    fostersParents = true
    inBody(token)
    fostersParents = false
  }

  /// Whether the start tag at hand is dealt with.
  private mutating func tableStart() -> Bool {
    switch tag {
    case .caption:
      clearStack(backTo: ElementGroups.tableContext)
      formatting.append(nil)
      insertElement()
      mode = .inCaption
    case .colgroup:
      clearStack(backTo: ElementGroups.tableContext)
      insertElement()
      mode = .inColumnGroup
    case .col:
      clearStack(backTo: ElementGroups.tableContext)
      insertElement(.colgroup)
      mode = .inColumnGroup
      process(.startTag)
    case .tbody, .tfoot, .thead:
      clearStack(backTo: ElementGroups.tableContext)
      insertElement()
      mode = .inTableBody
    case .td, .th, .tr:
      clearStack(backTo: ElementGroups.tableContext)
      insertElement(.tbody)
      mode = .inTableBody
      process(.startTag)
    case .table:
      guard isInScope(.table, ElementGroups.tableScope) else { return true }
      popUntil(.table)
      resetMode()
      process(.startTag)
    case .style, .script, .template: inHead(.startTag)
    case .input:
      guard attribute("type")?.lowercased() == "hidden" else { return false }
      insertVoid()
    case .form:
      guard !isOpen(.template), form == HTMLTree.none else { return true }
      form = insertElement()
      pop()
    default: return false
    }
    return true
  }

  mutating func inTableText(_ token: Tokenizer.Token) {
    if token == .text {
      tableText.append(tokenizer.text)
      return
    }
    let isSpace = tableText.allSatisfy {
      tree.text[Int($0.lowerBound)..<Int($0.upperBound)].allSatisfy(\.isHTMLSpace)
    }
    let own = tokenizer.text
    for range in tableText {
      tokenizer.text = range
      if isSpace { insertText(range) } else { foster(.text) }
    }
    tokenizer.text = own
    tableText = []
    mode = originalMode
    process(token)
  }

  mutating func inCaption(_ token: Tokenizer.Token) {
    switch token {
    case .endTag where tag == .caption:
      _ = endCaption()
    case .startTag where ElementGroups.tableParts.contains(tag), .endTag where tag == .table:
      if endCaption() { process(token) }
    case .endTag
    where ([.body, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr] as ElementSet).contains(tag):
      break
    default: inBody(token)
    }
  }

  private mutating func endCaption() -> Bool {
    guard isInScope(.caption, ElementGroups.tableScope) else { return false }
    generateImpliedEnds()
    popUntil(.caption)
    clearFormattingToMarker()
    mode = .inTable
    return true
  }

  mutating func inColumnGroup(_ token: Tokenizer.Token) {
    switch token {
    case .text:
      insertText(takeSpace())
      if tokenizer.text.isEmpty { return }
    case .comment: return insertComment()
    case .doctype: return
    case .startTag:
      switch tag {
      case .html: return inBody(token)
      case .col: return insertVoid()
      case .template: return inHead(token)
      default: break
      }
    case .endTag:
      switch tag {
      case .colgroup:
        guard currentElement == .colgroup else { return }
        pop()
        mode = .inTable
        return
      case .col: return
      case .template: return endTemplate()
      default: break
      }
    case .end: return inBody(token)
    }
    guard currentElement == .colgroup else { return }
    pop()
    mode = .inTable
    process(token)
  }

  mutating func inTableBody(_ token: Tokenizer.Token) {
    switch token {
    case .startTag where tag == .tr:
      clearStack(backTo: ElementGroups.tableBodyContext)
      insertElement()
      mode = .inRow
    case .startTag where ElementGroups.cells.contains(tag):
      clearStack(backTo: ElementGroups.tableBodyContext)
      insertElement(.tr)
      mode = .inRow
      process(token)
    case .endTag where ElementGroups.tableBodies.contains(tag):
      guard isInScope(tag, ElementGroups.tableScope) else { return }
      clearStack(backTo: ElementGroups.tableBodyContext)
      pop()
      mode = .inTable
    case .startTag where ([.caption, .col, .colgroup, .tbody, .tfoot, .thead] as ElementSet).contains(tag),
      .endTag where tag == .table:
      guard isInScope(oneOf: ElementGroups.tableBodies, ElementGroups.tableScope) else { return }
      clearStack(backTo: ElementGroups.tableBodyContext)
      pop()
      mode = .inTable
      process(token)
    case .endTag where ([.body, .caption, .col, .colgroup, .html, .td, .th, .tr] as ElementSet).contains(tag): break
    default: inTable(token)
    }
  }

  mutating func inRow(_ token: Tokenizer.Token) {
    switch token {
    case .startTag where ElementGroups.cells.contains(tag):
      clearStack(backTo: ElementGroups.tableRowContext)
      insertElement()
      mode = .inCell
      formatting.append(nil)
    case .endTag where tag == .tr: _ = endRow()
    case .startTag where ([.caption, .col, .colgroup, .tbody, .tfoot, .thead, .tr] as ElementSet).contains(tag),
      .endTag where tag == .table:
      if endRow() { process(token) }
    case .endTag where ElementGroups.tableBodies.contains(tag):
      guard isInScope(tag, ElementGroups.tableScope), endRow() else { return }
      process(token)
    case .endTag where ([.body, .caption, .col, .colgroup, .html, .td, .th] as ElementSet).contains(tag): break
    default: inTable(token)
    }
  }

  private mutating func endRow() -> Bool {
    guard isInScope(.tr, ElementGroups.tableScope) else { return false }
    clearStack(backTo: ElementGroups.tableRowContext)
    pop()
    mode = .inTableBody
    return true
  }

  mutating func inCell(_ token: Tokenizer.Token) {
    switch token {
    case .endTag where ElementGroups.cells.contains(tag):
      guard isInScope(tag, ElementGroups.tableScope) else { return }
      generateImpliedEnds()
      popUntil(tag)
      clearFormattingToMarker()
      mode = .inRow
    case .startTag where ElementGroups.tableParts.contains(tag):
      guard isInScope(oneOf: ElementGroups.cells, ElementGroups.tableScope) else { return }
      closeCell()
      process(token)
    case .endTag where ([.body, .caption, .col, .colgroup, .html] as ElementSet).contains(tag): break
    case .endTag where ElementGroups.fosterTargets.contains(tag):
      guard isInScope(tag, ElementGroups.tableScope) else { return }
      closeCell()
      process(token)
    default: inBody(token)
    }
  }

  private mutating func closeCell() {
    generateImpliedEnds()
    popUntil(oneOf: ElementGroups.cells)
    clearFormattingToMarker()
    mode = .inRow
  }
}
