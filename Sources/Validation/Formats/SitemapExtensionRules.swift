import TidingsCore

/// Rules on what Google and Bing add to sitemaps: images, news, videos, translations.
enum SitemapExtensionRules {
  static let all: [DocumentRule] = [
    deprecatedImage, deprecatedHint, newsAge, newsLanguage, videoPlayer, videoText, videoTags, alternateSelf,
    alternateReturn, alternateRelation, alternateUnique, namespace, videoPlaces, alternateRegion,
  ]

  private static let google = "Google Search Central, "

  private static let right = [
    "link": Namespaces.xhtml, "image": Namespaces.image, "news": Namespaces.news, "video": Namespaces.video,
  ]

  static let namespace = DocumentRule(
    Rule(
      "sitemap.extension.namespace", .error, "An extension of a sitemap is in its own namespace",
      reason: "Google compares it letter by letter, and ignores the elements.",
      reference: google + "Sitemap extensions",
      remedy: "Write the namespace exactly as on Google's page."), [.sitemap]
  ) { subject, report in
    let tree = subject.xml
    let url = tree.id("url", Namespaces.sitemap)
    guard url >= 0 else { return }
    let wrong = tree.names.map { name in
      right[name.local].map { $0 != name.namespace } ?? false && name.namespace != Namespaces.sitemap
        && !name.namespace.isEmpty
    }
    guard wrong.contains(true) else { return }
    for node in tree.nodes where wrong[node.name] && node.parent >= 0 && tree.nodes[node.parent].name == url {
      let name = tree.names[node.name]
      report(
        at: node.offset, "The namespace of \(name.local) is '\(name.namespace)'",
        remedy: right[name.local].map { "Write \($0)." })
    }
  }

  static let videoPlaces = DocumentRule(
    Rule(
      "sitemap.video.places", .error, "A video's restriction lists countries, its platform web, mobile or tv",
      reason: "Google ignores others, and shows the video where it must not be seen.",
      reference: google + "Video sitemaps", remedy: "Write codes of ISO 3166 with blanks between them: IE GB."),
    [.sitemap]
  ) { subject, report in
    for element in subject.xml.elements(named: "restriction", "platform", in: Namespaces.video) {
      let value = subject.xml.string(element)
      let words = value.split(separator: " ").map(String.init)
      let isCountry = subject.xml.name(element).local == "restriction"
      let known =
        isCountry ? words.allSatisfy(MediaRules.isCountry) : words.allSatisfy(["web", "mobile", "tv"].contains)
      if words.isEmpty || !known {
        report(
          at: subject.xml.nodes[element].offset, "'\(value)' is not a list of \(isCountry ? "countries" : "platforms")",
          remedy: isCountry ? nil : "Write web, mobile and tv with blanks between them.")
      }
    }
  }

  static let alternateRegion = DocumentRule(
    Rule(
      "sitemap.alternate.region", .error, "The region of a translation is a country of ISO 3166-1",
      reason: "Google ignores the translation: it knows neither EU nor UK.",
      reference: google + "Localized versions of your pages",
      remedy: "Write the country's two letters, or the language alone."),
    [.sitemap]
  ) { subject, report in
    for element in subject.xml.elements(named: "link", in: Namespaces.xhtml) {
      // A language alone is nearly all that there is.
      guard let value = subject.xml.attribute(element, "hreflang"), value.utf8.count > 3,
        LanguageRules.isLanguage(value)
      else { continue }
      for subtag in value.split(separator: "-").dropFirst() where subtag.utf8.count == 2 {
        guard !MediaRules.isCountry(String(subtag)) else { continue }
        report(
          at: subject.place(of: "hreflang", in: element), "'\(subtag)' in '\(value)' is not a country",
          remedy: subtag.uppercased() == "UK" ? "Write GB." : nil)
      }
    }
  }

  static let deprecatedImage = DocumentRule(
    Rule(
      "sitemap.image.deprecated", .info, "An image has a loc only",
      reason: "Google stopped reading caption, geo_location, title and license in 2022.",
      reference: google + "Spring cleaning: sitemap extension tags", remedy: "Remove the element."), [.sitemap]
  ) { subject, report in
    for element in subject.xml.elements(named: "caption", "geo_location", "title", "license", in: Namespaces.image) {
      report(at: subject.xml.nodes[element].offset, "image:\(subject.xml.name(element).local) is read by no crawler")
    }
  }

  static let deprecatedHint = DocumentRule(
    Rule(
      "sitemap.hint", .info, "changefreq and priority are left out",
      reason: "Google and Bing ignore both; lastmod is what they look at.",
      reference: google + "Build and submit a sitemap; Bing Webmaster Blog, 2023", remedy: "Keep an honest lastmod."),
    [.sitemap]
  ) { subject, report in
    guard let first = subject.xml.elements(named: "changefreq", "priority", in: Namespaces.sitemap).first else {
      return
    }
    report(
      at: subject.xml.nodes[first].offset, "The sitemap has \(subject.xml.name(first).local), which no crawler reads")
  }

  static let newsAge = DocumentRule(
    Rule(
      "sitemap.news.age", .warning, "News in a sitemap are of the last two days",
      reason: "Google looks at no others there.", reference: google + "News sitemaps",
      remedy: "Take the article out of the news sitemap; it stays in the other one."), [.sitemap]
  ) { subject, report in
    guard let now = subject.now else { return }
    for element in subject.xml.elements(named: "publication_date", in: Namespaces.news) {
      let text = subject.xml.string(element)
      guard let instant = DateFormats.w3c(text) else { continue }
      if instant < now.advanced(bySeconds: -172_800 - 86_400) {
        report(at: subject.xml.nodes[element].offset, "The article of \(text) is older than two days")
      }
    }
  }

  static let newsLanguage = DocumentRule(
    Rule(
      "sitemap.news.language", .warning, "The language of news is two or three letters, zh-cn or zh-tw",
      reason: "Google News knows no other.", reference: google + "News sitemaps", remedy: "Leave the region out."),
    [.sitemap]
  ) { subject, report in
    for element in subject.xml.elements(named: "language", in: Namespaces.news) {
      let value = subject.xml.string(element).lowercased()
      if value.contains("-"), value != "zh-cn", value != "zh-tw" {
        report(at: subject.xml.nodes[element].offset, "The language '\(value)' has a region")
      }
    }
  }

  static let videoPlayer = DocumentRule(
    Rule(
      "sitemap.video.location", .error, "A video has a content_loc or a player_loc",
      reason: "Without one there is nothing to play.", reference: google + "Video sitemaps",
      remedy: "Add the address of the file, or of its player."), [.sitemap]
  ) { subject, report in
    let tree = subject.xml
    for video in tree.elements(named: "video", in: Namespaces.video) {
      let locations = ["content_loc", "player_loc"].compactMap { tree.first(video, tree.id($0, Namespaces.video)) }
      if locations.isEmpty { report(at: tree.nodes[video].offset, "The video has neither content_loc nor player_loc") }
    }
  }

  static let videoText = DocumentRule(
    Rule(
      "sitemap.video.description", .error, "A video's description has at most 2,048 characters",
      reason: "Google refuses the video.", reference: google + "Video sitemaps", remedy: "Shorten it."), [.sitemap]
  ) { subject, report in
    for element in subject.xml.elements(named: "description", in: Namespaces.video) {
      let count = subject.xml.string(element).unicodeScalars.count
      if count > 2048 { report(at: subject.xml.nodes[element].offset, "The description has \(count) characters") }
    }
  }

  static let videoTags = DocumentRule(
    Rule(
      "sitemap.video.tags", .warning, "A video has at most 32 tags", reason: "Google ignores the rest.",
      reference: google + "Video sitemaps", remedy: "Keep those that matter."), [.sitemap]
  ) { subject, report in
    let tree = subject.xml
    for video in tree.elements(named: "video", in: Namespaces.video) {
      let tags = tree.children(video, tree.id("tag", Namespaces.video))
      if tags.count > 32 { report(at: tree.nodes[tags[32]].offset, "The video has \(tags.count) tags") }
    }
  }

  static let alternateSelf = DocumentRule(
    Rule(
      "sitemap.alternate.self", .warning, "A page with translations lists itself among them",
      reason: "Google ignores sets in which the pages do not name each other.",
      reference: google + "Localized versions of your pages", remedy: "Add an xhtml:link with the page's own address."),
    [.sitemap]
  ) { subject, report in
    let tree = subject.xml
    let link = tree.id("link", Namespaces.xhtml)
    guard link >= 0 else { return }
    for url in tree.elements(named: "url", in: Namespaces.sitemap) {
      let links = tree.children(url, link).filter { tree.attribute($0, "hreflang") != nil }
      guard let first = links.first, let loc = tree.first(url, tree.id("loc", Namespaces.sitemap)) else { continue }
      let own = tree.string(loc)
      if !links.contains(where: { tree.attribute($0, "href") == own }) {
        report(at: tree.nodes[first].offset, "The page '\(own)' is not among its own translations")
      }
    }
  }

  static let alternateReturn = DocumentRule(
    Rule(
      "sitemap.alternate.return", .warning, "Pages that are translations of each other name each other",
      reason: "Google ignores a translation that does not name the page back.",
      reference: google + "Localized versions of your pages",
      remedy: "Give both pages the same list of translations, with both of them in it."), [.sitemap]
  ) { subject, report in
    let tree = subject.xml
    let alternates = AlternateLinks(tree)
    let unreturned = alternates.unreturned(AlternateLinks.Index([alternates]))
    guard !unreturned.isEmpty else { return }
    let loc = tree.id("loc", Namespaces.sitemap)
    var pages: [UInt64: XMLTree.Element] = [:]
    for url in tree.elements(named: "url", in: Namespaces.sitemap) {
      if let location = tree.first(url, loc) { pages[AlternateLinks.sum(tree.bytes(location))] = location }
    }
    let found = unreturned.filter { pages[$0.target] != nil }
    guard let first = found.first, let page = pages[first.page], let target = pages[first.target] else { return }
    let more = found.count > 1 ? ", and \(found.count - 1) more are not named back" : ""
    report(
      at: Int(first.offset),
      "The page '\(tree.string(page))' names '\(tree.string(target))', which does not name it back\(more)",
      related: [tree.nodes[target].offset] + found.dropFirst().prefix(20).map { Int($0.offset) })
  }

  static let alternateRelation = DocumentRule(
    Rule(
      "sitemap.alternate.relation", .error, "A translation has rel=\"alternate\" and hreflang",
      reason: "Google ignores others.", reference: google + "Localized versions of your pages",
      remedy: "Write rel=\"alternate\" hreflang=\"de\" href=\"https://…\"."), [.sitemap]
  ) { subject, report in
    for element in subject.xml.elements(named: "link", in: Namespaces.xhtml) {
      let rel = subject.xml.attribute(element, "rel")
      let parent = subject.xml.nodes[element].parent
      if parent >= 0, subject.xml.name(parent).local != "url" {
        report(
          at: subject.xml.nodes[element].offset, "The alternate is outside of a url",
          remedy: "Move it into the url of the page.")
        continue
      }
      let hasOther = subject.xml.attribute(element, "hreflang") != nil || subject.xml.attribute(element, "media") != nil
      if rel == "alternate", !hasOther {
        report(at: subject.xml.nodes[element].offset, "The alternate says neither its language nor its medium")
      }
    }
  }

  static let alternateUnique = DocumentRule(
    Rule(
      "sitemap.alternate.unique", .error, "A page has one translation for a language",
      reason: "Google takes neither.", reference: google + "Localized versions of your pages", remedy: "Remove one."),
    [.sitemap]
  ) { subject, report in
    let tree = subject.xml
    let link = tree.id("link", Namespaces.xhtml)
    guard link >= 0 else { return }
    for url in tree.elements(named: "url", in: Namespaces.sitemap) {
      let languages = tree.children(url, link).compactMap { element in
        tree.attribute(element, "hreflang").map { ($0.lowercased(), tree.nodes[element].offset) }
      }
      report.repetitions(of: "language", in: languages)
    }
  }
}
