/// The insertion mode "in body" (HTML Living Standard, section 13.2.6.4.7).
extension TreeBuilder {
  mutating func inBody(_ token: Tokenizer.Token) {
    switch token {
    case .text: bodyText()
    case .comment: insertComment()
    case .doctype: break
    case .startTag: bodyStart()
    case .endTag: bodyEnd()
    case .end: if !templateModes.isEmpty { inTemplate(token) }
    }
  }

  private mutating func bodyText() {
    reconstructFormatting()
    if mayHaveFrameset {
      let range = tokenizer.text
      if !tree.text[Int(range.lowerBound)..<Int(range.upperBound)].allSatisfy(\.isHTMLSpace) { mayHaveFrameset = false }
    }
    insertText(tokenizer.text)
  }

  mutating func closeParagraph() {
    generateImpliedEnds(except: .p)
    popUntil(.p)
  }

  private mutating func closeOpenParagraph() {
    if isInScope(.p, ElementGroups.buttonScope) { closeParagraph() }
  }

  // MARK: Start tags

  private mutating func bodyStart() {
    switch tag {
    case .html:
      if !isOpen(.template) { mergeAttributes(into: open[0]) }
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title: inHead(.startTag)
    case .body:
      guard open.count > 1, tree.element(open[1]) == .body, !isOpen(.template) else { return }
      mayHaveFrameset = false
      mergeAttributes(into: open[1])
    case .frameset: startFrameset()
    case .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl, .fieldset, .figcaption,
      .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p, .search, .section, .summary, .ul:
      closeOpenParagraph()
      insertElement()
    case .h1, .h2, .h3, .h4, .h5, .h6:
      closeOpenParagraph()
      if ElementGroups.headings.contains(currentElement) { pop() }
      insertElement()
    case .pre, .listing:
      closeOpenParagraph()
      insertElement()
      skipsLineFeed = true
      mayHaveFrameset = false
    case .form:
      guard form == HTMLTree.none || isOpen(.template) else { return }
      closeOpenParagraph()
      let node = insertElement()
      if !isOpen(.template) { form = node }
    case .li: startItem([.li])
    case .dd, .dt: startItem([.dd, .dt])
    case .plaintext:
      closeOpenParagraph()
      insertElement()
      tokenizer.state = .plaintext
    case .button:
      if isInScope(.button) {
        generateImpliedEnds()
        popUntil(.button)
      }
      reconstructFormatting()
      insertElement()
      mayHaveFrameset = false
    case .a:
      if let index = formattingElement(.a), let node = formatting[index] {
        adoptionAgency(.a)
        removeFormatting(node)
        if let index = open.lastIndex(of: node) { removeFromStack(at: index) }
      }
      startFormatting()
    case .b, .big, .code, .em, .font, .i, .s, .small, .strike, .strong, .tt, .u: startFormatting()
    case .nobr:
      reconstructFormatting()
      if isInScope(.nobr) {
        adoptionAgency(.nobr)
        reconstructFormatting()
      }
      pushFormatting(insertElement())
    case .applet, .marquee, .object:
      reconstructFormatting()
      insertElement()
      formatting.append(nil)
      mayHaveFrameset = false
    case .table:
      if !isQuirky { closeOpenParagraph() }
      insertElement()
      mayHaveFrameset = false
      mode = .inTable
    case .area, .br, .embed, .img, .keygen, .wbr: startVoid()
    case .image:
      // As all browsers have it.
      tokenizer.name = UInt32(KnownElement.img.rawValue)
      startVoid()
    case .input:
      reconstructFormatting()
      insertVoid()
      if attribute("type")?.lowercased() != "hidden" { mayHaveFrameset = false }
    case .param, .source, .track: insertVoid()
    case .hr:
      closeOpenParagraph()
      insertVoid()
      mayHaveFrameset = false
    case .textarea:
      insertRaw(.rcdata)
      skipsLineFeed = true
      mayHaveFrameset = false
    case .xmp:
      closeOpenParagraph()
      reconstructFormatting()
      mayHaveFrameset = false
      insertRaw(.rawText)
    case .iframe:
      mayHaveFrameset = false
      insertRaw(.rawText)
    case .noembed: insertRaw(.rawText)
    case .select: startSelect()
    case .optgroup, .option:
      if currentElement == .option { pop() }
      reconstructFormatting()
      insertElement()
    case .rb, .rtc:
      if isInScope(.ruby) { generateImpliedEnds() }
      insertElement()
    case .rp, .rt:
      if isInScope(.ruby) { generateImpliedEnds(except: .rtc) }
      insertElement()
    case .math: startForeign(.mathML)
    case .svg: startForeign(.svg)
    case .caption, .col, .colgroup, .frame, .head, .tbody, .td, .tfoot, .th, .thead, .tr: break
    default:
      reconstructFormatting()
      insertElement()
    }
  }

  private mutating func mergeAttributes(into node: HTMLTree.Node) {
    let entry = tree.entries[Int(node)]
    let own = Array(tree.attributes[Int(entry.start)..<Int(entry.end)])
    let names = Set(own.map(\.name))
    let range = tokenizer.attributes
    let new = tree.attributes[Int(range.lowerBound)..<Int(range.upperBound)].filter { !names.contains($0.name) }
    guard !new.isEmpty else { return }
    tree.entries[Int(node)].start = Int32(tree.attributes.count)
    tree.attributes += own + new
    tree.entries[Int(node)].end = Int32(tree.attributes.count)
  }

  private mutating func startFrameset() {
    guard mayHaveFrameset, open.count > 1, tree.element(open[1]) == .body else { return }
    tree.remove(open[1])
    while open.count > 1 { pop() }
    insertElement()
    mode = .inFrameset
  }

  private mutating func startItem(_ items: ElementSet) {
    mayHaveFrameset = false
    let passed: ElementSet = [.address, .div, .p]
    for node in open.reversed() {
      let element = tree.element(node)
      if items.contains(element) {
        generateImpliedEnds(except: element)
        popUntil(element)
        break
      }
      if isSpecial(node), !passed.contains(element) { break }
    }
    closeOpenParagraph()
    insertElement()
  }

  private mutating func startFormatting() {
    reconstructFormatting()
    pushFormatting(insertElement())
  }

  private mutating func startVoid() {
    reconstructFormatting()
    insertVoid()
    mayHaveFrameset = false
  }

  private mutating func startSelect() {
    reconstructFormatting()
    insertElement()
    mayHaveFrameset = false
    switch mode {
    case .inTable, .inCaption, .inTableBody, .inRow, .inCell: mode = .inSelectInTable
    default: mode = .inSelect
    }
  }

  private mutating func startForeign(_ namespace: HTMLTree.Namespace) {
    reconstructFormatting()
    insertForeign(namespace)
  }

  // MARK: End tags

  private mutating func bodyEnd() {
    switch tag {
    case .template: endTemplate()
    case .body:
      if isInScope(.body) { mode = .afterBody }
    case .html:
      guard isInScope(.body) else { return }
      mode = .afterBody
      process(.endTag)
    case .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .dir, .div, .dl, .fieldset,
      .figcaption, .figure, .footer, .header, .hgroup, .listing, .main, .menu, .nav, .ol, .pre, .search, .section,
      .summary, .ul:
      guard isInScope(tag) else { return }
      generateImpliedEnds()
      popUntil(tag)
    case .form: endForm()
    case .p:
      if !isInScope(.p, ElementGroups.buttonScope) { insertElement(.p) }
      closeParagraph()
    case .li:
      guard isInScope(.li, ElementGroups.listScope) else { return }
      generateImpliedEnds(except: .li)
      popUntil(.li)
    case .dd, .dt:
      guard isInScope(tag) else { return }
      generateImpliedEnds(except: tag)
      popUntil(tag)
    case .h1, .h2, .h3, .h4, .h5, .h6:
      guard isInScope(oneOf: ElementGroups.headings) else { return }
      generateImpliedEnds()
      popUntil(oneOf: ElementGroups.headings)
    case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u: adoptionAgency(tag)
    case .applet, .marquee, .object:
      guard isInScope(tag) else { return }
      generateImpliedEnds()
      popUntil(tag)
      clearFormattingToMarker()
    case .br:
      // As all browsers have it.
      tokenizer.name = UInt32(KnownElement.br.rawValue)
      tokenizer.attributes = 0..<0
      startVoid()
    default: anyOtherEndTag(of: tokenizer.name)
    }
  }

  private mutating func endForm() {
    if isOpen(.template) {
      guard isInScope(.form) else { return }
      generateImpliedEnds()
      popUntil(.form)
      return
    }
    let node = form
    form = HTMLTree.none
    guard node != HTMLTree.none, isInScope(node) else { return }
    generateImpliedEnds()
    if let index = open.lastIndex(of: node) { removeFromStack(at: index) }
  }

  mutating func anyOtherEndTag(of name: UInt32) {
    for index in open.indices.reversed() {
      let entry = tree.entries[Int(open[index])]
      if entry.namespace == .html, entry.name == name {
        generateImpliedEnds(except: entry.known == .other ? nil : entry.known)
        while open.count > index { pop() }
        return
      }
      if isSpecial(open[index]) { return }
    }
  }
}
