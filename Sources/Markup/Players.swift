/// Pages that people watch and listen on, by the address of the frame that embeds them.
enum Players {
  struct Page: Sendable, Hashable {
    /// For people.
    var address: String
    /// A still picture, where its address is known by rule.
    var picture: String?
  }

  /// Hosts whose frames may stay, where frames stay at all: players of sound, pictures and code.
  static func isKnown(_ frame: URIReference) -> Bool {
    guard frame.scheme == "https" || frame.scheme == "http" else { return false }
    let host = frame.host.lowercased()
    return hosts.contains { host == $0 || host.hasSuffix("." + $0) }
  }

  private static let hosts = [
    "youtube.com", "youtube-nocookie.com", "player.vimeo.com", "dailymotion.com", "player.twitch.tv", "clips.twitch.tv",
    "open.spotify.com", "w.soundcloud.com", "bandcamp.com", "embed.ted.com", "archive.org", "codepen.io", "loom.com",
    "player.bilibili.com", "embed.nicovideo.jp", "embed.podcasts.apple.com", "streamable.com", "media.ccc.de",
  ]

  /// - Parameter frame: absolute.
  /// - Returns: `nil` where nothing is known of it.
  static func page(of frame: URIReference) -> Page? {
    var host = frame.host.lowercased()
    for prefix in ["www.", "m."] where host.hasPrefix(prefix) { host.removeFirst(prefix.count) }
    let parts = frame.path.split(separator: "/").map(String.init)
    let first = parts.first ?? ""
    switch host {
    case "youtube.com", "youtube-nocookie.com", "youtu.be": return youTube(host, parts, frame)
    case "player.vimeo.com":
      guard parts.count > 1, first == "video", isNumber(parts[1]) else { return nil }
      let secret = query(frame, "h").map { "/" + $0 } ?? ""
      return Page(address: "https://vimeo.com/\(parts[1])\(secret)")
    case "dailymotion.com", "geo.dailymotion.com":
      let id = parts.count > 2 && first == "embed" ? parts[2] : query(frame, "video")
      return name(id).map {
        Page(
          address: "https://www.dailymotion.com/video/\($0)",
          picture: "https://www.dailymotion.com/thumbnail/video/\($0)")
      }
    case "player.twitch.tv":
      if let video = name(query(frame, "video")) {
        return Page(address: "https://www.twitch.tv/videos/\(video.drop { $0 == "v" })")
      }
      return name(query(frame, "channel")).map { Page(address: "https://www.twitch.tv/\($0)") }
    case "clips.twitch.tv":
      return name(query(frame, "clip")).map { Page(address: "https://clips.twitch.tv/\($0)") }
    case "open.spotify.com":
      guard parts.count > 2, first == "embed" || first == "embed-podcast" else { return nil }
      return Page(address: "https://open.spotify.com/" + parts[1...].joined(separator: "/"))
    case "w.soundcloud.com":
      guard let address = query(frame, "url").map({ URIReference($0) }), address.isWeb else { return nil }
      return Page(address: address.description)
    case "embed.ted.com":
      return first == "talks" ? Page(address: "https://www.ted.com/" + parts.joined(separator: "/")) : nil
    case "archive.org":
      guard parts.count > 1, first == "embed", let id = name(parts[1]) else { return nil }
      return Page(address: "https://archive.org/details/\(id)", picture: "https://archive.org/services/img/\(id)")
    case "loom.com":
      guard parts.count > 1, first == "embed", let id = name(parts[1]) else { return nil }
      return Page(address: "https://www.loom.com/share/\(id)")
    case "codepen.io":
      guard parts.count > 2, parts[1] == "embed" else { return nil }
      let pen = parts[2] == "preview" && parts.count > 3 ? parts[3] : parts[2]
      return Page(address: "https://codepen.io/\(first)/pen/\(pen)")
    case "player.bilibili.com":
      return name(query(frame, "bvid")).map { Page(address: "https://www.bilibili.com/video/\($0)") }
    case "embed.nicovideo.jp":
      return parts.count > 1 ? Page(address: "https://www.nicovideo.jp/watch/\(parts[1])") : nil
    case "streamable.com":
      return parts.count > 1 && ["e", "o", "s"].contains(first)
        ? Page(address: "https://streamable.com/\(parts[1])") : nil
    case "embed.podcasts.apple.com":
      return Page(address: "https://podcasts.apple.com" + frame.path)
    case "asciinema.org":
      guard parts.count > 1, first == "a", let id = name(parts[1]) else { return nil }
      return Page(address: "https://asciinema.org/a/\(id)", picture: "https://asciinema.org/a/\(id).svg")
    case "gist.github.com":
      let path = frame.path.hasSuffix(".js") ? String(frame.path.dropLast(3)) : frame.path
      return parts.isEmpty ? nil : Page(address: "https://gist.github.com" + path)
    default:
      // PeerTube, on any host.
      guard parts.count == 3, first == "videos", parts[1] == "embed" else { return nil }
      return Page(address: "https://\(frame.host)/videos/watch/\(parts[2])")
    }
  }

  private static func youTube(_ host: String, _ parts: [String], _ frame: URIReference) -> Page? {
    let list = name(query(frame, "list")).map { Page(address: "https://www.youtube.com/playlist?list=\($0)") }
    let id: String?
    if host == "youtu.be" {
      id = parts.first
    } else if let first = parts.first, ["embed", "v", "shorts", "live", "e"].contains(first), parts.count > 1 {
      id = parts[1] == "videoseries" || parts[1] == "playlist" ? nil : parts[1]
    } else {
      id = parts.first == "watch" ? query(frame, "v") : nil
    }
    guard let id = name(id.map { String($0.prefix { $0 != "&" }) }) else { return list }
    let start = query(frame, "start") ?? query(frame, "t")
    let seconds = start.flatMap { isNumber($0) && $0 != "0" ? "&t=\($0)s" : nil } ?? ""
    return Page(
      address: "https://www.youtube.com/watch?v=\(id)\(seconds)", picture: "https://i.ytimg.com/vi/\(id)/hqdefault.jpg")
  }

  /// The value of a field of the query.
  private static func query(_ address: URIReference, _ name: String) -> String? {
    for field in address.query?.split(separator: "&") ?? [] where field.hasPrefix(name + "=") {
      return URIReference.decoded(String(field.dropFirst(name.utf8.count + 1)))
    }
    return nil
  }

  /// An id that may stand in an address.
  private static func name(_ text: String?) -> String? {
    guard let text, !text.isEmpty,
      text.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E })
    else { return nil }
    return text
  }

  private static func isNumber(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(\.isDigit) }
}
