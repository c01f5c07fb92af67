/// Elements that the parser, or a reader of its tree, treats in a way of their own.
package enum KnownElement: UInt8, CaseIterable, Sendable {
  /// Any other.
  case other
  case a, abbr, acronym, address, annotationXML, applet, area, article, aside, audio, b, base, basefont, bdi, bdo
  case bgsound, big, blink, blockquote, body, br, button, canvas, caption, center, circle, cite, code, col
  case colgroup, data, datalist, dd, del, desc, details, dfn, dialog, dir, div, dl, dt, em, embed, fieldset
  case figcaption, figure, font, footer, foreignObject, form, frame, frameset, g, h1, h2, h3, h4, h5, h6, head
  case header, hgroup, hr, html, i, iframe, image, img, input, ins, isindex, kbd, keygen, label, legend, li, link
  case listing, main, malignmark, map, mark, marquee, math, menu, menuitem, meta, meter, mglyph, mi, mn, mo, ms
  case mtext, nav, nobr, noembed, noframes, noscript, object, ol, optgroup, option, output, p, param, path
  case picture, plaintext, portal, pre, progress, q, rb, rp, rt, rtc, ruby, s, samp, script, search, section
  case select, slot, small, source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td
  case template, textarea, tfoot, th, thead, time, title, tr, track, tt, u, ul, `var`, video, wbr, xmp

  /// As the tree has it: in lower case but for one of SVG.
  package var name: String { KnownElement.names[Int(rawValue)] }

  private static let names = allCases.map { $0 == .annotationXML ? "annotation-xml" : String(describing: $0) }
}
