// swift-tools-version: 6.2
import PackageDescription

// Every target below is compiled with these. Dependencies go down the list only; the build checks it
// (`--explicit-target-dependency-import-check error`).
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

// What reaches out to the network is compiled for those only who ask for it (`--traits Push`).
let push = "Push"
let httpClient: Target.Dependency = .product(
  name: "AsyncHTTPClient", package: "async-http-client", condition: .when(traits: [push]))
// So is what serves.
let serve = "Serve"
let hummingbird: [Target.Dependency] = [
  .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: [serve])),
  .product(name: "HummingbirdCore", package: "hummingbird", condition: .when(traits: [serve])),
  .product(name: "HTTPTypes", package: "swift-http-types", condition: .when(traits: [serve])),
  .product(name: "Logging", package: "swift-log", condition: .when(traits: [serve])),
  .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: [serve])),
]
let nio: [Target.Dependency] = ["NIOCore", "NIOHTTP1", "NIOPosix"].map {
  .product(name: $0, package: "swift-nio", condition: .when(traits: [push]))
}

let package = Package(
  name: "Tidings",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "Tidings",
      targets: [
        "Tidings", "TidingsCore", "PublishingLedger", "ContentCorpus", "SiteSettings", "SiteOutput", "SiteConventions",
        "SiteConfiguration", "SitePlanning", "SiteSetup", "SiteRendering", "SitePublishing", "SiteReporting",
        "ClusterParts",
      ]),
    .library(name: "Syndication", targets: ["Syndication"]),
    .library(name: "Validation", targets: ["Validation"]),
    .library(name: "FeedParsing", targets: ["FeedParsing"]),
    .library(name: "ChangeNotifications", targets: ["ChangeNotifications"]),
    .library(name: "LiveSite", targets: ["LiveSite"]),
    .library(name: "NetworkClient", targets: ["NetworkClient"]),
    .executable(name: "tidings", targets: ["TidingsCommand"]),
  ],
  traits: [
    .trait(name: "Push", description: "'tidings notify' tells search engines and hubs of changes."),
    .trait(name: "Serve", description: "'tidings serve' shows the documents on this machine."),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
  ],
  targets: [
    // System libraries.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CBrotli", pkgConfig: "libbrotlienc", providers: [.apt(["libbrotli-dev"]), .brew(["brotli"])]),
    .systemLibrary(name: "CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    // Calls of Linux's that no header of Swift's declares; empty elsewhere.
    .systemLibrary(name: "CLinux"),

    // The C library, and what each system does in its own way: nothing else names a system.
    .target(name: "Platform", dependencies: ["CLinux"], swiftSettings: settings),

    // Words that all share.
    .target(name: "TidingsCore", swiftSettings: settings),

    // The rooms: each knows the words above and nothing of its neighbours.
    .target(name: "LocalFiles", dependencies: ["TidingsCore", "Platform"], swiftSettings: settings),
    .target(name: "Codecs", dependencies: ["CZLib", "CBrotli", "CLibCrypto"], swiftSettings: settings),
    .target(name: "DataFormats", dependencies: ["Platform", yams], swiftSettings: settings),
    .target(name: "HTMLParsing", dependencies: ["Platform"], swiftSettings: settings),
    .target(name: "MarkdownParsing", dependencies: ["HTMLParsing"], swiftSettings: settings),
    .target(
      name: "Markup", dependencies: ["Platform", "TidingsCore", "HTMLParsing", "MarkdownParsing"],
      swiftSettings: settings),
    .target(name: "Syndication", dependencies: ["Platform", "TidingsCore"], swiftSettings: settings),
    .target(
      name: "Validation", dependencies: ["Platform", "TidingsCore", "Codecs", "HTMLParsing", "CLibXML2"],
      resources: [
        .embedInCode("Schemas/rss.rng"), .embedInCode("Schemas/atom.rng"), .embedInCode("Schemas/sitemap.rng"),
        .embedInCode("Schemas/sitemap-index.rng"), .embedInCode("Schemas/opml.rng"),
      ], swiftSettings: settings),
    .target(
      name: "PublishingLedger", dependencies: ["TidingsCore", "LocalFiles", "Codecs", grdb], swiftSettings: settings),
    .target(
      name: "ContentCorpus",
      dependencies: [
        "Platform", "TidingsCore", "LocalFiles", "DataFormats", "HTMLParsing", "MarkdownParsing", "Markup", "Codecs",
      ],
      swiftSettings: settings),

    .target(
      name: "FeedParsing", dependencies: ["TidingsCore", "Markup", "Syndication", "Validation"], swiftSettings: settings
    ),

    .target(
      name: "HTMLPages", dependencies: [.product(name: "Mustache", package: "swift-mustache")],
      resources: [
        "Templates/head.mustache", "Templates/foot.mustache", "Templates/subscribe.mustache",
        "Templates/directory.mustache", "Templates/feed.css.mustache", "Templates/pages.css", "Templates/pages.js",
        "Templates/strings/en.json", "Templates/strings/de.json", "Templates/strings/hi.json",
        "Templates/strings/ar.json", "Reports/report-style.mustache", "Reports/report.mustache",
        "Reports/report-documents.mustache", "Reports/status.mustache", "Reports/status-refresh.mustache",
        "Reports/source.mustache", "Reports/status.js", "Reports/finding.mustache", "Reports/finding-style.mustache",
        "Reports/validator.mustache", "Reports/validator-style.mustache", "Reports/validator-report.mustache",
        "Reports/validator-refusal.mustache",
      ].map { .embedInCode($0) }, swiftSettings: settings),

    .target(name: "ChangeNotifications", dependencies: ["TidingsCore"], swiftSettings: settings),
    .target(
      name: "NetworkClient", dependencies: ["ChangeNotifications", httpClient] + nio, swiftSettings: settings),

    .target(
      name: "LiveSite",
      dependencies: ["TidingsCore", "Codecs", "HTMLParsing", "Markup", "Validation", "ChangeNotifications"],
      swiftSettings: settings),

    .target(name: "StaticServing", dependencies: ["TidingsCore", "LocalFiles"], swiftSettings: settings),
    .target(
      name: "ValidatorSite",
      dependencies: ["TidingsCore", "Codecs", "Markup", "StaticServing", "HTMLPages", "Validation"],
      swiftSettings: settings),
    .target(name: "PreviewServer", dependencies: ["Platform", "StaticServing"] + hummingbird, swiftSettings: settings),

    // The site, in the order in which data flows: what it says of itself, and the output folder;
    .target(
      name: "SiteSettings",
      dependencies: [
        "TidingsCore", "LocalFiles", "Markup", "Syndication", "Validation", "ContentCorpus", "ChangeNotifications",
        "LiveSite",
      ],
      swiftSettings: settings),
    .target(
      name: "SiteOutput",
      dependencies: ["TidingsCore", "LocalFiles", "Codecs", "Syndication", "ContentCorpus", "SiteSettings"],
      swiftSettings: settings),
    // what generators' configurations say, and its own;
    .target(
      name: "SiteConventions",
      dependencies: [
        "TidingsCore", "LocalFiles", "DataFormats", "MarkdownParsing", "Markup", "Syndication", "Validation",
        "ContentCorpus", "FeedParsing", "SiteSettings", "SiteOutput",
      ],
      swiftSettings: settings),
    .target(
      name: "SiteConfiguration",
      dependencies: [
        "TidingsCore", "LocalFiles", "DataFormats", "Markup", "Syndication", "Validation", "ContentCorpus", "HTMLPages",
        "ChangeNotifications", "SiteSettings", "SiteConventions",
      ],
      swiftSettings: settings),
    // which documents there will be, and who the entries are;
    .target(
      name: "SitePlanning",
      dependencies: [
        "TidingsCore", "LocalFiles", "Codecs", "Markup", "Syndication", "PublishingLedger", "ContentCorpus",
        "FeedParsing", "SiteSettings", "SiteOutput", "SiteConventions", "SiteConfiguration",
      ],
      swiftSettings: settings),
    .target(
      name: "SiteSetup",
      dependencies: [
        "TidingsCore", "LocalFiles", "Syndication", "ContentCorpus", "SiteSettings", "SiteConventions",
        "SiteConfiguration", "SitePlanning",
      ],
      swiftSettings: settings),
    // the documents;
    .target(
      name: "SiteRendering",
      dependencies: [
        "TidingsCore", "LocalFiles", "Codecs", "Markup", "Syndication", "Validation", "PublishingLedger",
        "ContentCorpus", "HTMLPages", "SiteSettings", "SiteOutput", "SitePlanning",
      ],
      swiftSettings: settings),
    // builds;
    .target(
      name: "SitePublishing",
      dependencies: [
        "Platform", "TidingsCore", "LocalFiles", "Codecs", "Markup", "Syndication", "Validation", "PublishingLedger",
        "ContentCorpus", "FeedParsing", "HTMLPages", "ChangeNotifications", "LiveSite", "SiteSettings", "SiteOutput",
        "SiteConventions", "SiteConfiguration", "SitePlanning", "SiteRendering",
      ],
      swiftSettings: settings),
    // and what is asked afterwards.
    .target(
      name: "SiteReporting",
      dependencies: [
        "TidingsCore", "LocalFiles", "Markup", "Syndication", "Validation", "PublishingLedger", "ContentCorpus",
        "HTMLPages", "SiteSettings", "SiteOutput", "SiteConfiguration", "SitePlanning", "SiteRendering",
        "SitePublishing",
      ],
      swiftSettings: settings),
    // Builds in parts.
    .target(
      name: "ClusterParts",
      dependencies: [
        "TidingsCore", "LocalFiles", "DataFormats", "Syndication", "PublishingLedger", "ContentCorpus", "SiteSettings",
        "SiteOutput", "SitePlanning", "SiteRendering", "SitePublishing",
      ],
      swiftSettings: settings),

    // What users import, and what they run.
    .target(
      name: "Tidings",
      dependencies: [
        "TidingsCore", "PublishingLedger", "ContentCorpus", "SiteSettings", "SiteOutput", "SiteConventions",
        "SiteConfiguration", "SitePlanning", "SiteSetup", "SiteRendering", "SitePublishing", "SiteReporting",
        "ClusterParts",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "TidingsCommand",
      dependencies: [
        "Platform", "TidingsCore", "LocalFiles", "Markup", "ContentCorpus", "PublishingLedger", "FeedParsing",
        "Syndication",
        "Tidings", "Validation", "ChangeNotifications", "LiveSite", "NetworkClient", "StaticServing", "ValidatorSite",
        "PreviewServer",
        argumentParser,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "TidingsBenchmarks",
      dependencies: [
        "TidingsCore", "LocalFiles", "Markup", "DataFormats", "Syndication", "Validation", "ContentCorpus", "Tidings",
        "TestSupport",
      ],
      swiftSettings: settings),

    // Tests mirror the targets.
    .target(name: "TestServer", dependencies: nio, path: "Tests/TestServer", swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(name: "TidingsCoreTests", dependencies: ["TidingsCore"], swiftSettings: settings),
    .testTarget(name: "LocalFilesTests", dependencies: ["LocalFiles", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "CodecsTests", dependencies: ["Codecs"], swiftSettings: settings),
    .testTarget(name: "StaticServingTests", dependencies: ["StaticServing", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ValidatorSiteTests",
      dependencies: ["ValidatorSite", "Codecs", "TidingsCore", "StaticServing", "Validation"],
      swiftSettings: settings),
    .testTarget(name: "HTMLPagesTests", dependencies: ["HTMLPages"], swiftSettings: settings),
    .testTarget(name: "DataFormatsTests", dependencies: ["DataFormats", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "HTMLParsingTests", dependencies: ["HTMLParsing", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "MarkdownParsingTests", dependencies: ["MarkdownParsing", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "MarkupTests", dependencies: ["MarkdownParsing", "Markup", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ContentCorpusTests",
      dependencies: [
        "ContentCorpus", "Codecs", "TidingsCore", "LocalFiles", "MarkdownParsing", "Markup", "DataFormats",
        "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PublishingLedgerTests",
      dependencies: ["PublishingLedger", "TidingsCore", "LocalFiles", "TestSupport", grdb],
      swiftSettings: settings),
    .testTarget(
      name: "SyndicationTests", dependencies: ["Syndication", "TidingsCore", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ValidationTests", dependencies: ["Validation", "TidingsCore", "Codecs", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FeedParsingTests", dependencies: ["FeedParsing", "TidingsCore", "Syndication", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ChangeNotificationsTests",
      dependencies: ["ChangeNotifications", "LiveSite", "TidingsCore", "NetworkClient", "TestServer", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "LiveSiteTests", dependencies: ["LiveSite", "TidingsCore", "ChangeNotifications", "Validation"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TidingsTests",
      dependencies: [
        "Tidings", "TidingsCore", "LocalFiles", "DataFormats", "Markup", "Syndication", "Validation",
        "PublishingLedger", "ContentCorpus",
        "FeedParsing", "SiteSettings", "SiteOutput", "SiteConventions", "SiteConfiguration", "SitePlanning",
        "SiteSetup", "SiteRendering", "SitePublishing", "SiteReporting", "ClusterParts", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "TidingsCommandTests",
      dependencies: ["TidingsCommand", "Codecs", "TestServer", "TestSupport", grdb],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzer is built on request only: its flags are of no use to anyone else, and SwiftPM takes no dependency with them.
if Context.environment["TIDINGS_FUZZING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "TidingsFuzzing",
      dependencies: ["Platform", "TidingsCore", "MarkdownParsing", "Markup", "Validation", "DataFormats"],
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]))
}
