import DataFormats

/// What Jekyll publishes of what it reads.
extension Convention {
  /// Whether a file gives no page: data, styles, and what is only copied, but for HTML.
  ///
  /// - Parameter front: that of the file.
  func isNoPageOfJekyll(_ front: FrontMatter, _ place: ContentLocation) -> Bool {
    guard let own = place.jekyll else { return true }
    if own.collection == "posts" { return false }
    if front.isMissing { return !JekyllMarkup.isPage("." + own.ending) }
    // A permalink may make data of it, and a folder a page of anything.
    if let link = front.text(front.fields[.url]), front.node(front.fields[.url])?.bool != false {
      if link.hasSuffix("/") { return false }
      if let ending = JekyllMarkup.ending(of: link.lastSegment) { return !JekyllMarkup.isPage("." + ending) }
    }
    return !JekyllMarkup.isPage(JekyllMarkup.outputEnding(own.ending, jekyll))
  }

  /// `published: false`. Measured: of a page only its own says so, and nothing at all holds it back, too.
  func hidesInJekyll(_ front: FrontMatter, _ place: ContentLocation?) -> Bool {
    guard !jekyll.publishesUnpublished else { return false }
    let own = front.root["published"]
    if let own, own.isNull {
      return place?.jekyll?.collection == nil || front.inherited("published").map(isFalse) ?? true
    }
    guard let value = own ?? (place?.jekyll?.collection == nil ? nil : front.inherited("published")) else {
      return false
    }
    return isFalse(value)
  }

  /// To Jekyll, what stands in quotes is true, whatever it says: nobody who writes so means that.
  private func isFalse(_ value: YAMLValue) -> Bool {
    value.bool == false || !value.isPlain && ["false", "no", "off"].contains(value.text?.trimmed.lowercased())
  }

  /// Whether a page asks to be in no sitemap, or only leads elsewhere.
  func isUnlistedInJekyll(_ front: FrontMatter) -> Bool {
    front.node("sitemap")?.bool == false || jekyll.redirects && front.node("redirect_to") != nil
  }

  /// Whether a post is a page that jekyll-feed leaves out.
  func isNoEntryOfJekyll(_ front: FrontMatter) -> Bool { !jekyll.showsDrafts && front.node("draft")?.bool == true }

  /// How many posts are published, the newest.
  var postLimit: Int? { generator == .jekyll ? jekyll.postLimit : nil }

  /// Whether a document with a date that is still to come is published. Pages have no date that holds them back.
  func publishesFuture(_ place: ContentLocation?) -> Bool {
    publishesFuture || place?.jekyll?.collection.flatMap { jekyll.collections[$0]?.publishesFuture } ?? false
  }
}
