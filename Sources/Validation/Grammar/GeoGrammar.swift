/// The elements of GeoRSS (georss.org/simple, georss.org/gml; OGC 17-002r1), and as much of GML as stands in them.
enum GeoGrammar {
  static let shapes: [String: Grammar.Shape] = [
    "geo-point": text(.positions(1...1, isClosed: false)),
    "geo-line": text(.positions(2...Int.max, isClosed: false)),
    "geo-box": text(.positions(2...2, isClosed: false)),
    "geo-polygon": text(.positions(4...Int.max, isClosed: true)),
    "geo-circle": text(.circle),
    "geo-number": text(.decimal(-1e12...1e12)),
    "geo-floor": text(.integer),
    "geo-where": gml([
      ("Point", .optional, "gml-point"), ("LineString", .optional, "gml-line"), ("Polygon", .optional, "gml-polygon"),
      ("Envelope", .optional, "gml-envelope"), ("CircleByCenterPoint", .optional, "anything"),
      ("MultiPoint", .optional, "anything"), ("MultiCurve", .optional, "anything"),
      ("MultiSurface", .optional, "anything"),
    ]),
    "gml-point": gml([("pos", .one, "gml-pos")]),
    "gml-line": gml([("posList", .one, "gml-line-positions")]),
    "gml-polygon": gml([("exterior", .one, "gml-exterior"), ("interior", .many, "gml-exterior")]),
    "gml-exterior": gml([("LinearRing", .one, "gml-ring")]),
    "gml-ring": gml([("posList", .one, "gml-ring-positions")]),
    "gml-envelope": gml([("lowerCorner", .one, "gml-pos"), ("upperCorner", .one, "gml-pos")]),
    // With a reference system of one's own a position may be anything: then nothing is known of its numbers.
    "gml-pos": text(.numbersApart(2...3), isFree: true),
    "gml-line-positions": text(.numbersApart(4...Int.max), isFree: true),
    "gml-ring-positions": text(.numbersApart(8...Int.max), isFree: true),
  ]

  static let table: [(namespace: String, shape: String, names: String)] = [
    (Namespaces.geoRSS, "geo-point", "point"),
    (Namespaces.geoRSS, "geo-line", "line"),
    (Namespaces.geoRSS, "geo-box", "box"),
    (Namespaces.geoRSS, "geo-polygon", "polygon"),
    (Namespaces.geoRSS, "geo-number", "elev radius"),
    (Namespaces.geoRSS, "geo-floor", "floor"),
    (Namespaces.geoRSS, "geo-where", "where"),
    (
      Namespaces.geoRSS, "ext-text",
      "featurename featuretypetag relationshiptag featureName featureTypeTag relationshipTag"
    ),
    (Namespaces.geoRSS, "geo-circle", "circle"),
  ]

  /// What a shape in GeoRSS Simple may say of itself.
  private static let properties: [Grammar.Attribute] = [
    .optional("featuretypetag"), .optional("relationshiptag"), .optional("featurename"), .optional("featureTypeTag"),
    .optional("relationshipTag"), .optional("featureName"), .optional("elev", .decimal(-1e12...1e12)),
    .optional("floor", .integer), .optional("radius", .decimal(0...1e12)),
  ]

  private static func text(_ type: ValueType, isFree: Bool = false) -> Grammar.Shape {
    .init(
      vocabulary: .extension, attributes: isFree ? [] : properties, content: .text(type), isOpen: false,
      hasFreeAttributes: isFree)
  }

  private static func gml(_ children: [(name: String, occurrence: Grammar.Occurrence, shape: String)]) -> Grammar.Shape
  {
    .init(
      vocabulary: .extension,
      children: children.map { .of(Namespaces.gml, $0.name, $0.occurrence, $0.shape) }, isOpen: false,
      hasFreeAttributes: true)
  }
}
