/// The name of a file that a stranger has sent, as it is shown.
enum FileName {
  private static let limit = 100

  /// The last part of a path, without what no name has: controls, marks that turn the direction of writing.
  ///
  /// - Returns: `document` where nothing is left.
  static func shown(_ name: String) -> String {
    let last = name.replacing("%22", with: "\"").split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
      .last
    let kept = (last ?? "").unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: false
      default: scalar != "\u{FFFD}"
      }
    }
    var shown = String(String.UnicodeScalarView(kept.prefix(limit)))
    while shown.first == " " { shown.removeFirst() }
    while shown.last == " " { shown.removeLast() }
    return shown.isEmpty || shown == "." || shown == ".." ? "document" : shown
  }
}
