import HTMLParsing

/// The address that a browser shows of a picture once all scripts have run.
///
/// Themes and plugins put it into an attribute of their own, and a placeholder into `src`; readers run no scripts and would
/// show the placeholder, or nothing.
struct PictureAddress {
  /// Absolute; `nil` where there is none that may be published.
  let source: String?
  /// For `srcset`.
  let candidates: String?
  /// Whether a script would have filled it in.
  let isLazy: Bool
  /// Whether it shows nothing until a script comes.
  let isPlaceholder: Bool

  init(_ node: HTMLTree.Node, _ tree: HTMLTree, _ addresses: URLPolicy) {
    let attributes = tree.attributes(node)
    func first(_ names: [String], _ value: (String) -> String?) -> String? {
      for name in names {
        if let found = attributes.first(where: { $0.name == name }).flatMap({ value($0.value) }) { return found }
      }
      return nil
    }
    let own = first(["src"]) { addresses.published($0, allowsData: true) }
    let lazy = first(PictureAddress.lazyNames) { text in
      // A list of addresses, or words for a program.
      text.contains(" ") || text.hasPrefix("{") || text.hasPrefix("[") ? nil : addresses.published(text)
    }
    let lazySet = first(PictureAddress.lazySetNames, addresses.publishedCandidates)
    let set =
      lazySet
      ?? first(["srcset"]) { text in
        let found = addresses.publishedCandidates(text)
        return found.map(PictureAddress.isPlaceholder) == true ? nil : found
      }
    candidates = set
    let ownIsPlaceholder = own.map(PictureAddress.isPlaceholder) ?? true
    if let lazy, !PictureAddress.isPlaceholder(lazy) {
      (source, isLazy) = (lazy, true)
    } else if ownIsPlaceholder, let set, let largest = PictureCandidates(set).best {
      (source, isLazy) = (largest, lazySet != nil)
    } else {
      (source, isLazy) = (own, false)
    }
    isPlaceholder = source.map(PictureAddress.isPlaceholder) ?? true
  }

  /// Attributes of well-known scripts (lazysizes, lozad, Jetpack, WP Rocket, Cloudflare, Flickity, PageSpeed and others).
  static let lazyNames = [
    "data-src", "data-lazy-src", "data-original", "data-lazy", "data-lazyload", "data-original-src", "data-orig-src",
    "data-actualsrc", "data-echo", "data-unveil", "data-img-src", "data-ll-src", "data-cfsrc", "data-hi-res-src",
    "data-delayed-url", "data-flickity-lazyload", "data-pagespeed-lazy-src", "data-wpfc-original-src", "data-ezsrc",
  ]

  static let lazySetNames = [
    "data-srcset", "data-lazy-srcset", "data-original-set", "data-ll-srcset", "data-cfsrcset",
    "data-flickity-lazyload-srcset", "data-ezsrcset",
  ]

  /// Whether an address is that of a picture that stands for another.
  static func isPlaceholder(_ address: String) -> Bool {
    if address.hasPrefix("data:") { return address.utf8.count < 1_000 }
    let path = address.prefix { $0 != "?" && $0 != "#" && $0 != " " }
    let name = path.split(separator: "/").last?.lowercased() ?? ""
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    return names.contains(stem) || name.hasPrefix("placeholder")
  }

  private static let names: Set<String> = [
    "blank", "spacer", "pixel", "transparent", "loading", "loader", "lazy", "lazyload", "1x1", "grey", "gray", "clear",
    "empty", "trans", "spinner", "ajax-loader", "dummy", "placeholder",
  ]
}

/// The pictures of a `srcset` that is published (HTML Living Standard, section 4.8.4.2.1).
struct PictureCandidates {
  private let list: [(address: String, width: Double?, density: Double)]

  init(_ text: String) {
    list = text.split(separator: ", ").map { candidate in
      let parts = candidate.split(separator: " ")
      let unit = parts.count > 1 ? parts[1].last : nil
      let number = parts.count > 1 ? Double(parts[1].dropLast()) : nil
      return (String(parts[0]), unit == "w" ? number : nil, unit == "x" ? number ?? 1 : 1)
    }
  }

  /// The widest up to this many pixels is the one for readers that know no `srcset`.
  static let width = 1_600.0

  /// The largest that is not wider than ``width``; where all are, the narrowest; without widths the one of most pixels.
  var best: String? {
    let wide = list.compactMap { candidate in candidate.width.map { (candidate.address, $0) } }
    guard !wide.isEmpty else { return list.max { $0.density < $1.density }?.address }
    let fitting = wide.filter { $0.1 <= PictureCandidates.width }
    return fitting.max { $0.1 < $1.1 }?.0 ?? wide.min { $0.1 < $1.1 }?.0
  }
}
