/// Pictures and recordings in content that is clean.
public struct ContentMedia: Sendable, Hashable {
  public struct Picture: Sendable, Hashable {
    public let address: String
    public let alternative: String
    /// In pixels.
    public let width: Int?
    public let height: Int?
  }

  public struct Recording: Sendable, Hashable {
    public let address: String
    public let isVideo: Bool
    /// As the content names it.
    public let mediaType: String?
  }

  /// The first picture; `nil` where there is none.
  public private(set) var picture: Picture?
  /// Each once.
  public private(set) var recordings: [Recording] = []

  /// - Parameter html: as the cleaner writes it.
  public init(_ html: [UInt8]) {
    var index = 0
    var player: String?
    while let open = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      let end = html[open...].firstIndex(of: UInt8(ascii: ">")) ?? html.count
      index = min(end + 1, html.count)
      let name = html[(open + 1)..<end].prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "/") }
      guard let first = name.first, "aisv/".utf8.contains(first) else { continue }
      switch String(decoding: name, as: UTF8.self) {
      case "img" where picture == nil: readPicture(html[name.endIndex..<end])
      case "video", "audio":
        player = String(decoding: name, as: UTF8.self)
        readRecording(html[name.endIndex..<end], player)
      case "source": readRecording(html[name.endIndex..<end], player)
      case "/video", "/audio": player = nil
      default: continue
      }
    }
  }

  private mutating func readPicture(_ tag: ArraySlice<UInt8>) {
    let attributes = ContentMedia.attributes(tag)
    guard let source = attributes["src"], !source.hasPrefix("data:"), !PictureAddress.isPlaceholder(source) else {
      return
    }
    let (width, height) = (attributes["width"].flatMap { Int($0) }, attributes["height"].flatMap { Int($0) })
    // A dot that counts readers is no picture.
    if let width, let height, width < 32, height < 32 { return }
    picture = Picture(address: source, alternative: attributes["alt"] ?? "", width: width, height: height)
  }

  private mutating func readRecording(_ tag: ArraySlice<UInt8>, _ player: String?) {
    guard let player else { return }
    let attributes = ContentMedia.attributes(tag)
    guard let source = attributes["src"], !recordings.contains(where: { $0.address == source }) else { return }
    recordings.append(Recording(address: source, isVideo: player == "video", mediaType: attributes["type"]))
  }

  private static func attributes(_ tag: ArraySlice<UInt8>) -> [String: String] {
    var found: [String: String] = [:]
    var rest = tag
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")), equals + 1 < rest.endIndex {
      let name = rest[..<equals].drop { $0 <= 0x20 }
      let value = rest[(equals + 2)...].prefix { $0 != UInt8(ascii: "\"") }
      found[String(decoding: name, as: UTF8.self)] =
        CharacterEntities.decode(String(decoding: value, as: UTF8.self)[...])
      rest = rest[min(value.endIndex + 1, rest.endIndex)...]
    }
    return found
  }
}
