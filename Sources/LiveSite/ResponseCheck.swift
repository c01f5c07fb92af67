import ChangeNotifications
import Codecs
import Markup
import TidingsCore
import Validation

/// Holds an answer against what its document needs. Each finding says how to see it with curl.
struct ResponseCheck {
  let exchange: Exchange
  let format: DocumentFormat?
  let facts: DocumentFacts?

  private var headers: [String: String] { exchange.answer.headers }
  private var isFeed: Bool { format == .rss || format == .atom || format == .json }
  private var place: SourceLocation { SourceLocation(path: exchange.requested) }

  var findings: [Finding] {
    redirects + [type, coding, size, slow, validators, compression, caching, cors].compactMap { $0 } + links
  }

  /// How anybody can see what an address answers.
  static func curl(_ address: String, _ options: String = "-sSI") -> String {
    "curl \(options) '\(address.replacing("'", with: "%27"))'"
  }

  private func finding(_ rule: Rule, _ message: String) -> Finding {
    var finding = rule.finding(at: place, message)
    finding.remedy += " See: " + ResponseCheck.curl(exchange.address)
    return finding
  }

  private var redirects: [Finding] {
    exchange.hops.flatMap { hop -> [Finding] in
      let isPermanent = hop.status == 301 || hop.status == 308
      let rule = isPermanent ? ResponseRules.permanent : ResponseRules.temporary
      var found = [(rule, "It answers \(hop.status) and leads to \(hop.target)")]
      if hop.address.hasPrefix("https:"), hop.target.hasPrefix("http:") {
        found.append((ResponseRules.insecure, "\(hop.address) leads to \(hop.target)"))
      }
      let (from, to) = (HostPolicy.host(of: hop.address), HostPolicy.host(of: hop.target))
      if ResponseCheck.site(from) != ResponseCheck.site(to) {
        found.append((ResponseRules.host, "\(from) leads to another host, \(to)"))
      }
      return found.map { rule, message in
        var finding = rule.finding(at: place, message)
        finding.remedy += " See: " + ResponseCheck.curl(hop.address)
        return finding
      }
    }
  }

  /// A host and its www are one site's.
  private static func site(_ host: String) -> String { host.hasPrefix("www.") ? String(host.dropFirst(4)) : host }

  private var type: Finding? {
    guard let format, let wanted = ResponseCheck.types[format] else { return nil }
    guard let value = headers["content-type"] else {
      return finding(ResponseRules.type, "There is no Content-Type; \(wanted[0]) belongs there")
    }
    let type = value.prefix { $0 != ";" }.trimmed.lowercased()
    // A sitemap may lie there compressed, as a file.
    let isPacked = exchange.requested.hasSuffix(".gz") && ["application/gzip", "application/x-gzip"].contains(type)
    guard !wanted.contains(type), !isPacked else { return nil }
    return finding(ResponseRules.type, "It is served as \(type); \(wanted[0]) belongs there")
  }

  private static let types: [DocumentFormat: [String]] = [
    .rss: ["application/rss+xml", "application/xml", "text/xml", "application/rdf+xml"],
    .atom: ["application/atom+xml", "application/xml", "text/xml"],
    .json: ["application/feed+json", "application/json"],
    .sitemap: ["application/xml", "text/xml"], .sitemapIndex: ["application/xml", "text/xml"],
    .opml: ["text/x-opml", "text/x-opml+xml", "application/xml", "text/xml"], .robots: ["text/plain"],
  ]

  /// What is compressed still where it should be text.
  private var coding: Finding? {
    guard isFeed, Gzip.isGzip(exchange.body), !exchange.requested.hasSuffix(".gz") else { return nil }
    return finding(
      ResponseRules.coding,
      exchange.isCompressed
        ? "The answer is compressed twice, and says so once"
        : "The answer is compressed, and no Content-Encoding says so")
  }

  private var size: Finding? {
    guard isFeed, exchange.body.count > 5_000_000 else { return nil }
    return finding(ResponseRules.size, "The feed has \(exchange.body.count / 1_000_000) MB")
  }

  private var slow: Finding? {
    guard exchange.milliseconds > 10_000 else { return nil }
    return finding(ResponseRules.slow, "The answer took \(exchange.milliseconds / 1000) seconds")
  }

  private var validators: Finding? {
    guard isFeed, headers["etag"] == nil, headers["last-modified"] == nil else { return nil }
    return finding(ResponseRules.validators, "There is neither ETag nor Last-Modified")
  }

  private var compression: Finding? {
    guard !exchange.isCompressed, exchange.body.count > 10_000, !exchange.requested.hasSuffix(".gz") else { return nil }
    return finding(
      ResponseRules.compression, "\(exchange.body.count) bytes are sent uncompressed, though gzip was requested")
  }

  private var caching: Finding? {
    guard isFeed, let value = headers["cache-control"]?.lowercased() else { return nil }
    let words = value.split(separator: ",").map { $0.trimmed }
    if words.contains("no-store") {
      return finding(ResponseRules.caching, "Cache-Control forbids keeping it: \(value)")
    }
    let age = words.first { $0.hasPrefix("max-age=") }.flatMap { Int($0.dropFirst(8)) }
    guard let age, age > 86_400 else { return nil }
    return finding(ResponseRules.caching, "Cache-Control lets it be kept for \(age / 86_400) days")
  }

  private var cors: Finding? {
    guard format == .json, headers["access-control-allow-origin"] == nil else { return nil }
    return finding(ResponseRules.cors, "There is no Access-Control-Allow-Origin")
  }

  /// What Link headers say of the document, against its own words.
  private var links: [Finding] {
    guard isFeed, let facts else { return [] }
    let base = URIReference(exchange.address)
    return ["self", "hub"].flatMap { relation -> [Finding] in
      let own = relation == "self" ? facts.ownAddresses : facts.hubs
      let named = LinkHeader.links(headers["link"] ?? "").filter { $0.relations.contains(relation) }
        .map { URIReference($0.target).resolved(against: base).description }
      guard !own.isEmpty else { return [] }
      return named.filter { !own.contains($0) }.map {
        finding(ResponseRules.linkHeader, "The Link header names \($0) as \(relation), the document \(own[0])")
      }
    }
  }
}
