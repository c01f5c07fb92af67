/// Names as Zola puts them into addresses (getzola.org/documentation/getting-started/configuration, `slugify`).
public enum ZolaPath: String, Sendable, Hashable, CaseIterable {
  /// Lower-case ASCII and dashes.
  case on
  /// As they are, without what file systems forbid.
  case safe
  /// As they are.
  case off

  public func name(_ text: String) -> String {
    switch self {
    case .on: return Transliteration.slug(text)
    case .safe:
      let end = text.unicodeScalars.lastIndex { $0 != " " && $0 != "." }
      let kept = end.map { text.unicodeScalars[...$0] } ?? text.unicodeScalars[...]
      return String(String.UnicodeScalarView(kept.filter { !"<>:\"/\\|?*#\n\r\t".unicodeScalars.contains($0) }))
    case .off: return text
    }
  }
}
