import HTMLParsing
import TidingsCore

extension SourceFile {
  /// The pages that the body names by their files, each once, and where.
  var linkMentions: [LinkMention] {
    let marks = marks
    var seen: Set<ContentReference> = []
    var mentions = marks.links.compactMap { reference, offset -> LinkMention? in
      let bare = ContentReference(reference.kind, reference.path)
      guard seen.insert(bare).inserted else { return nil }
      return mention(bare, offset - bodyStart)
    }
    for link in LinkCollector.links(in: body(marks, of: bytes[bodyStart...])) {
      let reference = ContentReference(.file, ContentReference(.file, link).path)
      guard seen.insert(reference).inserted else { continue }
      let place = bytes[bodyStart...].byteRange(of: Array(link.utf8))?.lowerBound
      mentions.append(mention(reference, (place ?? bodyStart) - bodyStart))
    }
    return mentions
  }

  private func mention(_ reference: ContentReference, _ offset: Int) -> LinkMention {
    let place = location(inBody: offset)
    return LinkMention(
      reference: reference, line: Int32(clamping: place.line), column: Int32(clamping: place.column))
  }
}
