import Testing

@testable import ContentCorpus

/// What Hugo 0.168 calls lists that have no file: measured.
@Suite struct HugoTitlesTests {
  private func titles(_ style: HugoTitles.Style) -> HugoTitles {
    var titles = HugoTitles()
    titles.style = style
    return titles
  }

  @Test(arguments: [
    ("1st of may", "1st of May", "1st Of May"),
    ("a tale of two cities", "A Tale of Two Cities", "A Tale Of Two Cities"),
    ("e-mail: a guide", "E-Mail: A Guide", "E-Mail: A Guide"), ("foo (a bar)", "Foo (A Bar)", "Foo (A Bar)"),
    ("hello_world test", "Hello_world Test", "Hello_world Test"), ("MacOS on ARM", "MacOS on ARM", "MacOS On ARM"),
    ("state-of-the-art", "State-of-the-Art", "State-Of-The-Art"),
    ("the end of the", "The End of The", "The End Of The"),
    ("v. vs. via", "V. vs. Via", "V. Vs. Via"), ("what is it for", "What Is It For", "What Is It For"),
    ("x.y.z of", "X.y.z Of", "X.Y.Z Of"), ("élan vital", "Élan Vital", "Élan Vital"), ("-a", "-A", "-A"),
    ("iPhone", "IPhone", "IPhone"), ("", "", ""),
  ])
  func terms(_ term: String, principal: String, every: String) {
    #expect(titles(.associatedPress).term(term) == principal)
    #expect(titles(.chicago).term(term) == principal)
    #expect(titles(.go).term(term) == every)
    #expect(titles(.none).term(term) == term)
  }

  @Test func stylesDiffer() {
    #expect(titles(.associatedPress).term("live with over") == "Live With Over")
    #expect(titles(.chicago).term("live with over it") == "Live with over It")
    #expect(titles(.firstUpper).term("live with it") == "Live with it")
    var plain = HugoTitles()
    (plain.capitalizes, plain.pluralizes) = (false, false)
    #expect(plain.section("blog") == "blog" && plain.term("big data") == "big data")
    plain.pluralizes = true
    #expect(plain.section("blog") == "blogs" && plain.taxonomy("my-terms") == "my-terms")
    #expect(HugoTitles().taxonomy("my-terms") == "My Terms")
  }

  @Test func sectionsArePlurals() {
    let measured = [
      "about": "Abouts", "analysis": "Analyses", "axis": "Axes", "blog": "Blogs", "box": "Boxes", "bus": "Buses",
      "campus": "Campuses", "child": "Children", "city": "Cities", "class": "Classes", "company": "Companies",
      "crisis": "Crises", "criterion": "Criteria", "data": "Data", "day": "Days", "docs": "Docs", "essay": "Essays",
      "fish": "Fish", "foot": "Feet", "gas": "Gas", "half": "Halves", "hero": "Heroes", "human": "Humans",
      "index": "Indices", "knife": "Knives", "leaf": "Leaves", "life": "Lives", "logo": "Logoes",
      "matrix": "Matrices", "media": "Media", "monarch": "Monarches", "my notes": "My Notes", "news": "News",
      "note": "Notes", "person": "People", "photo": "Photos", "photography": "Photographies", "post": "Posts",
      "posts": "Posts", "potato": "Potatoes", "proof": "Proofs", "quiz": "Quizzes", "radio": "Radios",
      "series": "Series", "sheep": "Sheep", "staff": "Staffs", "status": "Statuses", "story": "Stories",
      "tech": "Teches", "the-end": "The-Ends", "thesis": "Theses", "uses": "Uses", "video": "Videoes", "woman": "Women",
      "work": "Works", "zoo": "Zoos", "2024": "2024s",
    ]
    for (name, title) in measured { #expect(HugoTitles().section(name) == title) }
  }
}
