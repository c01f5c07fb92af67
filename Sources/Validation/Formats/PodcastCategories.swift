/// The categories of Apple Podcasts, with their subcategories (podcasters.apple.com, Podcast categories).
enum PodcastCategories {
  static let list: [String: Set<String>] = table.reduce(into: [:]) { list, row in
    let parts = row.split(separator: ":", maxSplits: 1)
    let inner = parts.count > 1 ? parts[1].split(separator: ",").map { $0.drop { $0 == " " } }.map(String.init) : []
    list[String(parts[0])] = Set(inner)
  }

  private static let table = [
    "Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts",
    "Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit",
    "Comedy: Comedy Interviews, Improv, Stand-Up",
    "Education: Courses, How To, Language Learning, Self-Improvement",
    "Fiction: Comedy Fiction, Drama, Science Fiction", "Government", "History",
    "Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality",
    "Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids",
    "Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games",
    "Music: Music Commentary, Music History, Music Interviews",
    "News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News",
    "Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality",
    "Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, Social Sciences",
    "Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships",
    "Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling",
    "Technology", "True Crime", "TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews",
  ]
}
