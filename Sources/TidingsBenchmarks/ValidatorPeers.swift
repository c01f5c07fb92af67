import Foundation
import Syndication
import TestSupport
import TidingsCore

/// The validator against xmllint, in turn, on the same files: what counts is the ratio.
///
///     swift build -c release && swift run -c release TidingsBenchmarks peers
enum ValidatorPeers {
  private static let rounds = 11

  static func run(_ feeds: [Feed]) throws {
    let folder = TemporaryFolder()
    for number in 0..<1000 {
      let feed = feeds[number % feeds.count]
      let format: DocumentFormat = number.isMultiple(of: 2) ? .rss : .atom
      try folder.write(String(decoding: feed.bytes(as: format) ?? [], as: UTF8.self), to: "feeds/\(number).xml")
    }
    let urls = (0..<50_000).map { number in
      SitemapURL(
        address: "https://bench.example/news/item-\(number)-with-a-slug-of-usual-length/",
        modified: Timestamp(secondsSinceEpoch: 1_700_000_000 + Int64(number)))
    }
    try folder.write(String(decoding: URLSet.document(urls), as: UTF8.self), to: "sitemap.xml")
    try folder.write(schema, to: "sitemap.xsd")
    let files = (0..<1000).map { "feeds/\($0).xml" }
    let tidings = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "tidings").path
    print(Pairs.head)
    try pair(
      "1,000 feeds: all rules, against `xmllint --noout --sax`", in: folder.path,
      [tidings, "validate", "--format", "jsonl", "feeds"], ["xmllint", "--noout", "--sax"] + files)
    try pair(
      "50,000 addresses: all rules, against `xmllint --noout --stream --schema`", in: folder.path,
      [tidings, "validate", "--format", "jsonl", "sitemap.xml"],
      ["xmllint", "--noout", "--stream", "--schema", "sitemap.xsd", "sitemap.xml"])
  }

  private static func pair(_ name: String, in folder: String, _ own: [String], _ other: [String]) throws {
    let pairs = try Pairs(
      rounds: rounds, own: { _ in try Run(own, in: folder) }, other: { _ in try Run(other, in: folder) })
    print(pairs.row(name))
  }

  /// What sitemaps.org's schema asks of a plain sitemap.
  private static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
      targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <xs:element name="urlset"><xs:complexType><xs:sequence>
        <xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded" processContents="strict"/>
        <xs:element name="url" maxOccurs="unbounded"><xs:complexType><xs:sequence>
          <xs:element name="loc"><xs:simpleType><xs:restriction base="xs:anyURI">
            <xs:minLength value="12"/><xs:maxLength value="2048"/></xs:restriction></xs:simpleType></xs:element>
          <xs:element name="lastmod" minOccurs="0"><xs:simpleType>
            <xs:union memberTypes="xs:date xs:dateTime"/></xs:simpleType></xs:element>
          <xs:element name="changefreq" type="xs:string" minOccurs="0"/>
          <xs:element name="priority" type="xs:decimal" minOccurs="0"/>
          <xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded" processContents="strict"/>
        </xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """
}
