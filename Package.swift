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
  products: [
    .library(name: "Tidings", targets: ["Tidings", "ContentCorpus", "Documents", "LedgerKeeping"]),
    .library(name: "Syndication", targets: ["Syndication"]),
    .library(name: "Validation", targets: ["Validation"]),
    .library(name: "FeedReading", targets: ["FeedReading"]),
    .library(name: "Notifying", targets: ["Notifying"]),
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
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CSyncFS"),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlienc", providers: [.apt(["libbrotli-dev"])]),
    .systemLibrary(name: "CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // Words that all share.
    .target(name: "Documents", swiftSettings: settings),

    // The rooms: each knows the words above and nothing of its neighbours.
    .target(name: "LocalFiles", dependencies: ["CSyncFS"], swiftSettings: settings),
    .target(name: "Compression", dependencies: ["CZLib", "CBrotli"], swiftSettings: settings),
    .target(name: "YAMLReading", dependencies: [yams], swiftSettings: settings),
    .target(name: "TOMLReading", dependencies: ["YAMLReading"], swiftSettings: settings),
    .target(name: "HTMLReading", swiftSettings: settings),
    .target(name: "MarkdownReading", dependencies: ["HTMLReading"], swiftSettings: settings),
    .target(name: "Markup", dependencies: ["HTMLReading", "MarkdownReading"], swiftSettings: settings),
    .target(name: "Syndication", dependencies: ["Documents"], swiftSettings: settings),
    .target(
      name: "Validation", dependencies: ["Documents", "Compression", "HTMLReading", "CLibXML2"],
      resources: [
        .embedInCode("Schemas/rss.rng"), .embedInCode("Schemas/atom.rng"), .embedInCode("Schemas/sitemap.rng"),
        .embedInCode("Schemas/sitemap-index.rng"), .embedInCode("Schemas/opml.rng"),
      ], swiftSettings: settings),
    .target(
      name: "LedgerKeeping", dependencies: ["Documents", "LocalFiles", "Compression", grdb], swiftSettings: settings),
    .target(
      name: "ContentCorpus",
      dependencies: [
        "Documents", "LocalFiles", "YAMLReading", "TOMLReading", "HTMLReading", "MarkdownReading", "Markup",
        "Compression",
      ],
      swiftSettings: settings),

    .target(
      name: "FeedReading", dependencies: ["Documents", "Markup", "Syndication", "Validation"], swiftSettings: settings),

    .target(
      name: "Pages", dependencies: [.product(name: "Mustache", package: "swift-mustache")],
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

    .target(name: "Notifying", dependencies: ["Documents"], swiftSettings: settings),
    .target(
      name: "NetworkClient", dependencies: ["Notifying", httpClient] + nio, swiftSettings: settings),

    .target(
      name: "LiveSite", dependencies: ["Documents", "Compression", "HTMLReading", "Markup", "Validation", "Notifying"],
      swiftSettings: settings),

    .target(name: "Serving", dependencies: ["Documents", "LocalFiles"], swiftSettings: settings),
    .target(
      name: "ValidatorSite", dependencies: ["Documents", "Compression", "Markup", "Serving", "Pages", "Validation"],
      swiftSettings: settings),
    .target(name: "PreviewServer", dependencies: ["Serving"] + hummingbird, swiftSettings: settings),

    // The composition that users import, and what they run.
    .target(
      name: "Tidings",
      dependencies: [
        "Documents", "LocalFiles", "YAMLReading", "TOMLReading", "MarkdownReading", "Markup", "ContentCorpus",
        "LedgerKeeping", "FeedReading", "Syndication", "Validation", "Notifying", "Compression", "LiveSite", "Pages",
        "CLibCrypto",
      ], swiftSettings: settings),
    .executableTarget(
      name: "TidingsCommand",
      dependencies: [
        "CMalloc", "Documents", "LocalFiles", "Markup", "ContentCorpus", "LedgerKeeping", "FeedReading", "Syndication",
        "Tidings", "Validation", "Notifying", "LiveSite", "NetworkClient", "Serving", "ValidatorSite", "PreviewServer",
        argumentParser,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "TidingsBenchmarks",
      dependencies: [
        "Documents", "LocalFiles", "Markup", "YAMLReading", "Syndication", "Validation", "ContentCorpus", "Tidings",
        "TestSupport",
      ],
      swiftSettings: settings),

    // Tests mirror the targets.
    .target(name: "TestServer", dependencies: nio, path: "Tests/TestServer", swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents"], swiftSettings: settings),
    .testTarget(name: "CompressionTests", dependencies: ["Compression"], swiftSettings: settings),
    .testTarget(name: "ServingTests", dependencies: ["Serving", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ValidatorSiteTests", dependencies: ["ValidatorSite", "Compression", "Documents", "Serving", "Validation"],
      swiftSettings: settings),
    .testTarget(name: "PagesTests", dependencies: ["Pages"], swiftSettings: settings),
    .testTarget(name: "YAMLReadingTests", dependencies: ["YAMLReading", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "TOMLReadingTests", dependencies: ["TOMLReading", "YAMLReading"], swiftSettings: settings),
    .testTarget(name: "HTMLReadingTests", dependencies: ["HTMLReading", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "MarkdownReadingTests", dependencies: ["MarkdownReading", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "MarkupTests", dependencies: ["MarkdownReading", "Markup", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ContentCorpusTests",
      dependencies: [
        "ContentCorpus", "Compression", "Documents", "LocalFiles", "MarkdownReading", "Markup", "YAMLReading",
        "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "LedgerKeepingTests", dependencies: ["LedgerKeeping", "Documents", "LocalFiles", "TestSupport", grdb],
      swiftSettings: settings),
    .testTarget(
      name: "SyndicationTests", dependencies: ["Syndication", "Documents", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ValidationTests", dependencies: ["Validation", "Documents", "Compression", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FeedReadingTests", dependencies: ["FeedReading", "Documents", "Syndication", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "NotifyingTests",
      dependencies: ["Notifying", "LiveSite", "Documents", "NetworkClient", "TestServer", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "LiveSiteTests", dependencies: ["LiveSite", "Documents", "Notifying", "Validation"], swiftSettings: settings
    ),
    .testTarget(
      name: "TidingsTests",
      dependencies: [
        "Tidings", "Documents", "Markup", "ContentCorpus", "LedgerKeeping", "FeedReading", "Syndication", "Validation",
        "YAMLReading", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "TidingsCommandTests",
      dependencies: ["TidingsCommand", "Compression", "TestServer", "TestSupport", grdb],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzer is built on request only: its flags are of no use to anyone else, and SwiftPM takes no dependency with them.
if Context.environment["TIDINGS_FUZZING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "TidingsFuzzing", dependencies: ["Documents", "MarkdownReading", "Markup", "Validation", "YAMLReading"],
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]))
}
