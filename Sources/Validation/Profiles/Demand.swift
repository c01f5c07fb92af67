import TidingsCore

/// One demand of a profile, as data.
struct Demand: Sendable {
  /// When the published sources were last looked up.
  static let lookedUp = "2026-11-28"

  /// What stands behind `profile.<name>.` in the rule's id.
  let id: String
  let severity: Severity
  let sentence: String
  let check: ProfileCheck
  let reason: String
  let remedy: String
  /// The address of the page that demands it.
  let source: String
  /// The formats that it is about, where they are fewer than the profile's.
  var formats: Set<DocumentFormat>?

  init(
    _ id: String, _ severity: Severity, _ sentence: String, _ check: ProfileCheck, reason: String, remedy: String,
    _ source: String, formats: Set<DocumentFormat>? = nil
  ) {
    self.id = id
    self.severity = severity
    self.sentence = sentence
    self.check = check
    self.reason = reason
    self.remedy = remedy
    self.source = source
    self.formats = formats
  }
}

/// Where a demand is not met.
struct ProfileFault {
  let offset: Int
  let text: String
}

/// How a demand is held against a document.
struct ProfileCheck: Sendable {
  /// Where something stands in a feed.
  enum Place: Sendable {
    case feed
    case entry
  }

  let find: @Sendable (ProfileSubject) -> [ProfileFault]
}

extension ProfileCheck {
  /// One of some elements or attributes is there and not blank, in the feed or in each entry.
  static func present(_ paths: String, in place: Place) -> ProfileCheck {
    let paths = ElementPath.list(paths)
    return ProfileCheck { subject in
      let own = subject.relevant(paths)
      let text = "The \(subject.noun(place)) has no \(own.map(\.shown).joined(separator: " or "))"
      return subject.elements(place).filter { element in
        !own.contains { path in subject.values(path, of: element).contains { !$0.text.isEmpty } }
      }.map { ProfileFault(offset: subject.tree.nodes[$0].offset, text: text) }
    }
  }

  /// Each value, where there is one, is as it should be.
  ///
  /// - Parameter says: what is wrong, behind the name and the value: `is no JPEG or PNG`.
  static func each(
    _ paths: String, in places: [Place], says: String, _ isRight: @escaping @Sendable (String) -> Bool
  ) -> ProfileCheck {
    let paths = ElementPath.list(paths)
    return ProfileCheck { subject in
      subject.relevant(paths).flatMap { path in
        places.flatMap(subject.elements).flatMap { subject.values(path, of: $0) }
          .filter { !$0.text.isEmpty && !isRight($0.text) }
          .map { ProfileFault(offset: $0.offset, text: "\(path.shown) '\($0.text.prefix(100))' \(says)") }
      }
    }
  }

  /// Texts that have at most so many bytes or characters, and at least so many.
  static func length(
    _ paths: String, in places: [Place], _ range: ClosedRange<Int>, bytes countsBytes: Bool = false
  ) -> ProfileCheck {
    let paths = ElementPath.list(paths)
    return ProfileCheck { subject in
      subject.relevant(paths).flatMap { path in
        places.flatMap(subject.elements).flatMap { subject.values(path, of: $0) }.compactMap { value in
          let count = countsBytes ? value.text.utf8.count : value.text.unicodeScalars.count
          guard count > 0, !range.contains(count) else { return nil }
          return ProfileFault(
            offset: value.offset, text: "\(path.shown) has \(count) \(countsBytes ? "bytes" : "characters")")
        }
      }
    }
  }

  /// No two entries have one value.
  static func unique(_ path: String) -> ProfileCheck {
    let paths = ElementPath.list(path)
    return ProfileCheck { subject in
      var seen: Set<String> = []
      return subject.relevant(paths).flatMap { path in
        subject.elements(.entry).flatMap { subject.values(path, of: $0) }.filter { !seen.insert($0.text).inserted }
          .map { ProfileFault(offset: $0.offset, text: "\(path.shown) '\($0.text.prefix(100))' occurs twice") }
      }
    }
  }

  /// A feed has at least so many entries.
  static func entries(atLeast least: Int) -> ProfileCheck {
    ProfileCheck { subject in
      let count = subject.elements(.entry).count
      guard count < least, let feed = subject.elements(.feed).first else { return [] }
      return [ProfileFault(offset: subject.tree.nodes[feed].offset, text: "The feed has \(count) entries")]
    }
  }
}
