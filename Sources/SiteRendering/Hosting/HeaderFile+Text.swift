import Markup
package import SiteOutput
package import SiteSettings
import Syndication
import TidingsCore

extension HeaderFile {
  func text(_ configuration: Configuration, _ rows: [Manifest.Row]) -> String {
    switch self {
    case .nginx: nginx(configuration, rows)
    case .apache: apache(configuration, rows)
    case .caddy: caddy(configuration, rows)
    case .netlify, .cloudflare: netlify(configuration, rows)
    case .json: json(configuration, rows)
    }
  }

  /// The path of the site's root, with a slash at both ends.
  private func base(_ configuration: Configuration) -> String { URIReference(configuration.site.baseURL).path }

  private func regex(_ rule: HeaderRule, _ configuration: Configuration) -> String {
    let folder = base(configuration).map { "\\.+*?()[]{}^$|".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    let own = rule.folder.map { HeaderRule.escaped($0) + "/" } ?? (rule.isEverywhere ? "(.*/)?" : "")
    return "^\(folder)\(own)\(rule.pattern)$"
  }

  /// nginx.org/en/docs/http/ngx_http_core_module.html: a regular expression with braces has to be quoted.
  private func nginx(_ configuration: Configuration, _ rows: [Manifest.Row]) -> String {
    let settings = configuration.hosting
    var out =
      "# Include this in the server block, with 'root' there so that the documents lie at root + path (an 'alias' does not do).\n"
    out +=
      "# What the server block itself says by add_header, such as HSTS, does not count for these documents: repeat it here.\n"
    var isNegotiated = false
    for rule in HeaderRule.all(configuration, rows) {
      out += "location ~ \"\(regex(rule, configuration))\" {\n"
      if HeaderRule.isNegotiated(rule.format, configuration) {
        isNegotiated = true
        // The one way to answer somebody else otherwise that nginx has in such a place.
        out += "  error_page 418 = @tidings_browser;\n  if ($http_accept ~ \"text/html\") { return 418; }\n"
      }
      out +=
        nginx(
          HeaderRule.headers(of: rule.format, settings), configuration,
          isNegotiated: HeaderRule.isNegotiated(rule.format, configuration)) + "}\n"
    }
    guard isNegotiated else { return out }
    return out
      + "# Browsers show feeds by their style sheet only where they come as any XML.\nlocation @tidings_browser {\n"
      + nginx(HeaderRule.headers(of: .rss, settings, isForBrowser: true), configuration, isNegotiated: true) + "}\n"
  }

  private func nginx(_ headers: [(name: String, value: String)], _ configuration: Configuration, isNegotiated: Bool)
    -> String
  {
    let settings = configuration.hosting
    var out = "  types { }\n"
    for (name, value) in headers {
      if name == "Content-Type" {
        // A charset in the type itself would keep nginx from compressing by gzip_types.
        let type = value.split(separator: ";")[0]
        out += "  default_type \(type);\n  charset utf-8;\n"
        if type != "text/html" { out += "  charset_types \(type);\n" }
      } else if name != "Vary" {
        out += "  add_header \(name) \"\(value)\" always;\n"
      }
    }
    if isNegotiated { out += "  add_header Vary Accept always;\n" }
    if settings.compressed.contains(.gzip) { out += "  gzip_static on;\n  gzip_vary on;\n" }
    if settings.compressed.contains(.brotli) {
      out += "  # With the module ngx_brotli:\n  # brotli_static on;\n"
    }
    return out
  }

  /// httpd.apache.org/docs/2.4/mod: core, mod_headers, mod_rewrite.
  private func apache(_ configuration: Configuration, _ rows: [Manifest.Row]) -> String {
    let settings = configuration.hosting
    let endings = settings.compressed.map { (String($0.fileName.dropFirst()), $0.contentCoding ?? "") }
    let names = HeaderRule.all(configuration, rows).filter { $0.folder == nil }.map(\.pattern).joined(separator: "|")
    let variant = endings.isEmpty ? "" : "(\\.(\(endings.map(\.0).joined(separator: "|"))))?"
    var out =
      "# Include this in the virtual host or the folder's configuration; it needs mod_headers\(endings.isEmpty ? "" : " and mod_rewrite").\n"
    for rule in HeaderRule.all(configuration, rows) {
      let isOfFolder = rule.folder != nil
      out +=
        isOfFolder
        ? "<If \"%{REQUEST_URI} =~ m#\(regex(rule, configuration))#\">\n"
        : "<FilesMatch \"^\(rule.pattern)\(variant)$\">\n"
      for (name, value) in HeaderRule.headers(of: rule.format, settings) {
        out += name == "Content-Type" ? "  ForceType \"\(value)\"\n" : "  Header always set \(name) \"\(value)\"\n"
      }
      if HeaderRule.isNegotiated(rule.format, configuration) {
        let type = HeaderRule.contentType(of: rule.format, isForBrowser: true)
        out += "  Header always merge Vary Accept\n"
        out += "  <If \"%{HTTP:Accept} =~ m#text/html#\">\n    ForceType \"\(type)\"\n  </If>\n"
      }
      out += isOfFolder ? "</If>\n" : "</FilesMatch>\n"
    }
    guard !endings.isEmpty else { return out }
    out += "RewriteEngine On\n"
    // In a folder's configuration the rules below lead here once more, where what they have set is called otherwise.
    out += "RewriteRule (^|/)(\(names))\\.(\(endings.map(\.0).joined(separator: "|")))$ - [E=no-gzip:1,E=no-brotli:1]\n"
    for (ending, encoding) in endings.reversed() {
      out += "RewriteCond %{HTTP:Accept-Encoding} \\b\(encoding)\\b\n"
      out += "RewriteCond %{HTTP:Accept-Encoding} !(^|,)\\s*\(encoding)\\s*;\\s*q=0(\\.0*)?\\s*(,|$)\n"
      out += "RewriteCond %{DOCUMENT_ROOT}%{REQUEST_URI}.\(ending) -f\n"
      out += "RewriteRule (^|/)(\(names))$ %{REQUEST_URI}.\(ending) [L,E=no-gzip:1,E=no-brotli:1]\n"
    }
    for (ending, encoding) in endings {
      out +=
        "<FilesMatch \"^(\(names))\\.\(ending)$\">\n  RemoveEncoding .\(ending)\n"
      // To Apache, br may be Breton.
      if ending == "br" { out += "  RemoveLanguage .br\n" }
      out += "  Header set Content-Encoding \(encoding)\n</FilesMatch>\n"
    }
    return out
  }

  /// caddyserver.com/docs/caddyfile/matchers, directives/header, directives/file_server.
  private func caddy(_ configuration: Configuration, _ rows: [Manifest.Row]) -> String {
    let settings = configuration.hosting
    var out = "# Import this in the site's block.\n"
    for (index, rule) in HeaderRule.all(configuration, rows).enumerated() {
      out += "@tidings\(index) path_regexp \(regex(rule, configuration))\nheader @tidings\(index) {\n"
      for (name, value) in HeaderRule.headers(of: rule.format, settings) {
        out += name == "Vary" ? "  +\(name) \"\(value)\"\n" : "  \(name) \"\(value)\"\n"
      }
      out += "}\n"
      guard HeaderRule.isNegotiated(rule.format, configuration) else { continue }
      let type = HeaderRule.contentType(of: rule.format, isForBrowser: true)
      out += "@tidings\(index)browser {\n  path_regexp \(regex(rule, configuration))\n  header Accept *text/html*\n}\n"
      out += "header @tidings\(index)browser Content-Type \"\(type)\"\nheader @tidings\(index) +Vary Accept\n"
    }
    guard !settings.compressed.isEmpty else { return out }
    let names = settings.compressed.reversed().compactMap(\.contentCoding).joined(separator: " ")
    return out + "# And where the files are served:\n# file_server {\n#   precompressed \(names)\n# }\n"
  }

  /// docs.netlify.com/manage/routing/headers, developers.cloudflare.com/pages/configuration/headers: one star in a path,
  /// for whatever is there. Both compress by themselves.
  private func netlify(_ configuration: Configuration, _ rows: [Manifest.Row]) -> String {
    let base = base(configuration)
    var out = ""
    for rule in HeaderRule.all(configuration, rows) {
      for wildcard in rule.wildcards {
        // One star is for all folders, and a second one too many.
        let hasStar = wildcard.contains("*")
        var paths =
          [base + (rule.folder.map { $0 + "/" } ?? "") + wildcard]
          + (rule.isEverywhere && !hasStar ? ["\(base)*/\(wildcard)"] : [])
        // Cloudflare serves a page without its ending.
        if wildcard.hasSuffix(".html") { paths += paths.map { String($0.dropLast(5)) } }
        for path in paths {
          out += path + "\n"
          let headers = HeaderRule.headers(
            of: rule.format, configuration.hosting, isForBrowser: configuration.pages.isEnabled)
          for (name, value) in headers where name != "Vary" {
            out += "  \(name): \(value)\n"
          }
        }
      }
    }
    return out
  }

  private func json(_ configuration: Configuration, _ rows: [Manifest.Row]) -> String {
    var out = JSONWriter(capacity: 300 * rows.count)
    out.raw("[")
    let documents = rows.filter { $0.format != .headers }
    for (index, row) in documents.enumerated() {
      out.raw(index == 0 ? "\n  {\"path\": " : ",\n  {\"path\": ")
      out.string(row.path)
      out.raw(", \"headers\": ")
      let original =
        row.format.isCompressedVariant
        ? rows.first { CompressedVariants.path(of: $0.path, row.format) == row.path } : row
      var headers = HeaderRule.headers(
        of: original?.format ?? row.format, configuration.hosting, isForBrowser: configuration.pages.isEnabled)
      if let coding = row.format.contentCoding { headers.append(("Content-Encoding", coding)) }
      out.object(headers.map { ($0.name, $0.value) })
      out.raw("}")
    }
    out.raw("\n]\n")
    return String(decoding: out.bytes, as: UTF8.self)
  }
}

extension BuiltDocument {
  package static func headers(_ file: HeaderFile, _ configuration: Configuration, _ rows: [Manifest.Row])
    -> BuiltDocument
  {
    BuiltDocument(
      document: Document(path: file.path, format: .headers, bytes: Array(file.text(configuration, rows).utf8)),
      entries: 0, topic: nil, newest: nil)
  }
}
