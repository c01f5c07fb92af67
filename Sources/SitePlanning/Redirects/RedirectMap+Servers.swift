import Foundation
import Markup
import Syndication

extension RedirectMap {
  /// What a map is written for.
  public enum Server: String, Sendable, Hashable, CaseIterable {
    case nginx
    case apache
    case netlify
    case cloudflare
  }

  /// The map in a server's own words, with what is to be done with it.
  public func text(for server: Server) -> String {
    switch server {
    case .nginx: nginx
    case .apache: apache
    case .netlify: netlify
    case .cloudflare: cloudflare
    }
  }

  /// A regular expression for a path, with or without a slash at its end, that may stand in double quotes: no backslash and no
  /// quote of the path itself is in it.
  private func pattern(_ path: String) -> String {
    let escaped = URIReference(path).decodedPath.map { character in
      switch character {
      case "\\": "\\x5C"
      case "\"": "\\x22"
      case let character where "^$.|?*+()[]{}".contains(character): "\\\(character)"
      default: String(character)
      }
    }
    return "^" + escaped.joined() + "/?$"
  }

  private var nginx: String {
    // Patterns, since nginx compares plain keys without regard to capitals, and bounds their length.
    let moves = moved.map { move in
      "  \"~\(pattern(move.path))\" \"\(move.target.replacing("$", with: "%24"))\";\n"
    }
    let ends = gone.map { "  \"~\(pattern($0))\" 1;\n" }
    return """
      # Include this in the http block. In the server block write:
      #   if ($tidings_moved) { return 301 $tidings_moved; }
      #   if ($tidings_gone) { return 410; }
      map $uri $tidings_moved {
        default "";
      \(moves.joined())}
      map $uri $tidings_gone {
        default 0;
      \(ends.joined())}

      """
  }

  private var apache: String {
    let moves = moved.map { "RedirectMatch 301 \"\(pattern($0.path))\" \"\(unescaped($0.target))\"\n" }
    let ends = gone.map { "RedirectMatch 410 \"\(pattern($0))\"\n" }
    return "# For .htaccess or the configuration of the site (mod_alias).\n" + (moves + ends).joined()
  }

  /// A target as Apache wants it, which escapes it itself. A dollar would begin a reference to the pattern.
  private func unescaped(_ target: String) -> String {
    let reference = URIReference(target)
    let path = reference.decodedPath
    guard !path.contains(where: { "?#%\"\\".contains($0) }), let start = target.firstRange(of: reference.path) else {
      return target.replacing("$", with: "%24")
    }
    return target.replacingCharacters(in: start, with: path).replacing("$", with: "\\$")
  }

  private var netlify: String {
    // A colon begins a placeholder, an asterisk a wildcard.
    func source(_ path: String) -> String { path.replacing(":", with: "%3A").replacing("*", with: "%2A") }
    let moves = moved.map { "\(source($0.path)) \($0.target) 301!\n" }
    let ends = gone.map { "\(source($0)) /404.html 410!\n" }
    return "# The site's _redirects. A slash at the end of an address makes no difference.\n" + (moves + ends).joined()
  }

  private var cloudflare: String {
    func quoted(_ text: String) -> String {
      var out = JSONWriter()
      out.string(text)
      return String(decoding: out.bytes, as: UTF8.self)
    }
    // Clients do not agree on what they encode.
    func key(_ path: String) -> String { quoted(URIReference(path).decodedPath) }
    let moves = moved.map { "  [\(key($0.path)), \(quoted($0.target))],\n" }
    let ends = gone.map { "  \(key($0)),\n" }
    return """
      // The site's _worker.js: Cloudflare's own _redirects cannot say that a page is gone.
      const moved = new Map([
      \(moves.joined())]);
      const gone = new Set([
      \(ends.joined())]);

      export default {
        async fetch(request, environment) {
          let path = new URL(request.url).pathname.replace(/\\/+$/, "");
          try { path = decodeURIComponent(path); } catch { /* not UTF-8: no page of ours */ }
          const target = moved.get(path);
          if (target) return new Response(null, { status: 301, headers: { Location: target } });
          if (gone.has(path)) return new Response("This page is gone.\\n", { status: 410 });
          return environment.ASSETS.fetch(request);
        },
      };

      """
  }
}
