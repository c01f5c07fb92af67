/// Paths on the site and in the output folder, made from text that is not trusted.
public enum SitePath {
  /// A relative path without a slash at its ends, or `nil` where it could lead out of its folder, hide, or confuse:
  /// `..`, `.`, empty or hidden segments, backslashes, control characters, more than 200 bytes in a segment.
  public static func safe(_ text: String) -> String? {
    let trimmed = text.trimmingSlashes
    if isPlain(trimmed) { return trimmed }
    guard !trimmed.isEmpty, trimmed.utf8.count <= 1000 else { return nil }
    // Bytes, since the system splits paths by bytes: a slash with a combining mark is another Character than a slash.
    let segments = trimmed.utf8.split(separator: slash, omittingEmptySubsequences: false)
    guard segments.allSatisfy({ !$0.isEmpty && $0.first != UInt8(ascii: ".") && $0.count <= 200 }),
      "/\(trimmed)/".split(separator: "/", omittingEmptySubsequences: false).count == segments.count + 2
    else { return nil }
    return isClean(trimmed) ? trimmed : nil
  }

  private static func isClean(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\\" && scalar.value != 0x2028
        && scalar.value != 0x2029 && !isDirectionMark(scalar)
    }
  }

  /// The same for an address, at which no file of ours will lie: names may be hidden, and as long as an address may be.
  ///
  /// - Returns: `nil` where it could lead out of its folder, or confuse.
  public static func address(_ text: String) -> String? {
    let trimmed = text.trimmingSlashes
    if isPlain(trimmed) { return trimmed }
    guard !trimmed.isEmpty, trimmed.utf8.count <= 2000 else { return nil }
    let segments = trimmed.utf8.split(separator: slash, omittingEmptySubsequences: false)
    let isWhole = segments.allSatisfy { segment in
      !segment.isEmpty && !segment.elementsEqual(".".utf8) && !segment.elementsEqual("..".utf8)
    }
    return isWhole && isClean(trimmed) ? trimmed : nil
  }

  /// A path without slashes at its ends, if it is ``isPlain(_:)``.
  static func plain(_ text: String) -> String? {
    let trimmed = text.trimmingSlashes
    return isPlain(trimmed) ? trimmed : nil
  }

  /// Whether a path consists of letters, digits, dashes and underscores of ASCII, as nearly all do.
  private static func isPlain(_ trimmed: String) -> Bool {
    var copy = trimmed
    return copy.withUTF8 { bytes in
      var segment = 0
      for index in 0..<bytes.count {
        switch unsafe bytes[index] {
        case 0x2D, 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: segment += 1
        case slash:
          guard segment > 0 else { return false }
          segment = 0
        default: return false
        }
      }
      return segment > 0 && bytes.count <= 200
    }
  }

  private static let slash = UInt8(ascii: "/")

  /// Marks that make a path look like another one.
  private static func isDirectionMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0xFEFF
  }

  /// A name as a path segment: lower case, letters and digits of any script kept, everything else a single `-`.
  public static func slug(_ text: String) -> String {
    words(text.lowercased()) { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || isCombining(scalar)
    }
  }

  /// A text with a single `-` in place of all that is not kept, and none at its ends.
  static func words(_ text: String, isKept: (Unicode.Scalar) -> Bool) -> String {
    var out = ""
    var isPending = false
    for scalar in text.unicodeScalars {
      if isKept(scalar) {
        if isPending, !out.isEmpty { out += "-" }
        isPending = false
        out.unicodeScalars.append(scalar)
      } else {
        isPending = true
      }
    }
    return out
  }

  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}

extension String {
  /// What is behind the last slash: the name of a file, or nothing.
  package var lastSegment: Substring { self[(lastIndex(of: "/").map { index(after: $0) } ?? startIndex)...] }

  package var trimmingSlashes: String {
    let slash = UInt8(ascii: "/")
    guard let start = utf8.firstIndex(where: { $0 != slash }), let end = utf8.lastIndex(where: { $0 != slash }) else {
      return ""
    }
    return String(self[start...end])
  }
}
