// swift-tools-version: 6.2

import PackageDescription

/// Whether this is a build of our own, by make: other packages are not offered what only tests need.
let isOurs = Context.environment["TILLDESK_STRICT"] == "1"

/// The settings of every Swift target: Swift 6 mode with the checks that the language still leaves optional.
let strict: [SwiftSetting] =
  [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ] + (isOurs ? [.treatAllWarnings(as: .error)] : [])

let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let heap: Target.Dependency = .product(name: "HeapModule", package: "swift-collections")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "Tilldesk",
  products: [
    .executable(name: "tilldesk", targets: ["tilldesk"]),
    .library(name: "ProviderClient", targets: ["ProviderClient"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/apple/swift-collections", .upToNextMinor(from: "1.6.0")),
    .package(url: "https://github.com/apple/swift-http-types", .upToNextMinor(from: "1.8.0")),
    .package(url: "https://github.com/apple/swift-log", .upToNextMinor(from: "1.16.2")),
    .package(url: "https://github.com/apple/swift-nio", .upToNextMinor(from: "2.101.2")),
    .package(
      url: "https://github.com/apple/swift-nio-ssl.git", .upToNextMinor(from: "2.37.6")),
    .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", .upToNextMinor(from: "2.28.1")),
    .package(
      url: "https://github.com/swift-server/async-http-client", .upToNextMinor(from: "1.37.0")),
  ],
  targets: [
    // The program: subcommands and the composition of the live parts.
    .executableTarget(
      name: "tilldesk",
      dependencies: [
        "DeskApp", "Host", "Journal", "Payments", "PlainViews", "ProviderClient",
        "ProviderSandbox", "Settings", "TilldeskCrypto", "SupportDesk", "Terminal", "TerminalViews",
        "TextSafety", "ViewModels", argumentParser, logging,
      ],
      swiftSettings: strict),

    // The event loop and the effect runner: terminal in, use cases out.
    .target(
      name: "DeskApp",
      dependencies: [
        "Payments", "PlainViews", "SupportDesk", "Terminal", "TerminalViews", "TextSafety",
        "ViewModels",
      ],
      swiftSettings: strict),

    // Draws view models on a canvas.
    .target(
      name: "TerminalViews",
      dependencies: [
        "Payments", "Settings", "SupportDesk", "Terminal", "TextSafety", "ViewModels",
      ],
      swiftSettings: strict),

    // The same flows as lines of text and typed words: no screen, no keys.
    .target(
      name: "PlainViews", dependencies: ["Payments", "SupportDesk", "TextSafety", "ViewModels"],
      swiftSettings: strict),

    // The ncurses screen, canvas and cells, keys, colour, clipboard. Never sees money.
    .target(
      name: "Terminal",
      dependencies: ["CNcurses", "TextSafety"],
      swiftSettings: strict),

    // Transactions, detail, refund form, cancel, help: pure state machines. Never names a screen, a wire or a table.
    .target(
      name: "ViewModels",
      dependencies: ["Payments", "SupportDesk", "TextSafety"],
      swiftSettings: strict),

    // The use cases: find, open, refund, cancel.
    .target(
      name: "SupportDesk",
      dependencies: ["Journal", "Payments", "ProviderClient", "TilldeskCrypto", "TextSafety"],
      swiftSettings: strict),

    // The shared provider client: one protocol, three adapters, signing, transport.
    .target(
      name: "ProviderClient",
      dependencies: [
        "JSON", "Payments", "TilldeskCrypto", "TextSafety", httpClient, nioCore, nioHTTP1, nioPosix,
        nioSSL,
      ],
      swiftSettings: strict),

    // The durable record and, in a file of its own, the transaction index.
    .target(
      name: "Journal",
      dependencies: ["Host", "Payments", "TilldeskCrypto", "TextSafety", grdb],
      swiftSettings: strict),

    // Configuration and themes, read into values; every mistake with its line.
    .target(
      name: "Settings",
      dependencies: ["CTOML", "Host", "Payments", "TilldeskCrypto", "TextSafety"],
      swiftSettings: strict),

    // The three providers simulated over HTTP. Its own wire structs, so that each side checks the other.
    .target(
      name: "ProviderSandbox",
      dependencies: [
        "JSON", "Payments", "TilldeskCrypto", "TextSafety", hummingbird, hummingbirdCore, httpTypes,
        logging, nioCore, nioHTTP1,
      ],
      swiftSettings: strict),

    // The vocabulary: money, transactions, refunds, the ledger, intents, queries.
    .target(name: "Payments", dependencies: ["TextSafety"], swiftSettings: strict),

    // Guarded secrets, HMAC-SHA-256, Ed25519, BLAKE2b, random bytes.
    .target(name: "TilldeskCrypto", dependencies: ["CTilldeskSodium"], swiftSettings: strict),

    // Mounts, users, private files, shared folders, and whom a file can be trusted from.
    .target(name: "Host", dependencies: ["TextSafety"], swiftSettings: strict),

    // One strict reader of JSON that keeps every digit, order and place.
    .target(name: "JSON", dependencies: ["TextSafety"], swiftSettings: strict),

    // Foreign and safe text, display widths, CSV.
    .target(name: "TextSafety", swiftSettings: strict),

    // Our own verbs over ncursesw: macros, globals and variadics stay on the C side.
    .target(
      name: "CNcurses",
      cSettings: [
        .define("_XOPEN_SOURCE", to: "700"), .define("_DEFAULT_SOURCE"),
        .enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error),
      ],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

    // Our own verbs over toml++, which is headers of C++ only: nothing of it crosses to Swift, no exception either.
    .target(
      name: "CTOML",
      cxxSettings: [
        .enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error),
      ]),

    .systemLibrary(
      name: "CTilldeskSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),

    // Random numbers that a seed repeats, for all tests.
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: strict),
    // Strings that break terminals, and what must never come out of them.
    .target(
      name: "HostileInput", dependencies: ["SeededRandom", "TextSafety"],
      path: "Tests/HostileInput",
      swiftSettings: strict),
    // A terminal in memory that judges what is sent to the real one.
    .target(name: "TerminalEmulator", path: "Tests/TerminalEmulator", swiftSettings: strict),
    .testTarget(
      name: "TextSafetyTests", dependencies: ["HostileInput", "SeededRandom", "TextSafety"],
      swiftSettings: strict),
    .testTarget(name: "HostTests", dependencies: ["Host"], swiftSettings: strict),
    .testTarget(name: "JSONTests", dependencies: ["JSON", "TextSafety"], swiftSettings: strict),
    .testTarget(
      name: "TilldeskCryptoTests", dependencies: ["TilldeskCrypto"], swiftSettings: strict),
    .testTarget(
      name: "PaymentsTests", dependencies: ["Payments", "SeededRandom", "TextSafety"],
      swiftSettings: strict),
    .testTarget(
      name: "SettingsTests",
      dependencies: [
        "Host", "Payments", "ProviderClient", "SeededRandom", "Settings", "TilldeskCrypto",
        "TextSafety",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["SeededRandom", "Terminal", "TerminalEmulator", "TextSafety"],
      swiftSettings: strict),
    // A desk in a folder of its own, by a clock that tests move; on the simulated providers where it is wanted.
    .target(
      name: "DeskBench",
      dependencies: [
        "Journal", "Payments", "ProviderClient", "ProviderSandbox", "TilldeskCrypto", "SupportDesk",
      ],
      path: "Tests/DeskBench", swiftSettings: strict),
    // Sockets and threads of the system, for servers that do what no proper server does.
    .target(name: "RawSockets", path: "Tests/RawSockets", swiftSettings: strict),
    .testTarget(
      name: "ProviderClientTests",
      dependencies: [
        "JSON", "Payments", "ProviderClient", "RawSockets", "SeededRandom", "TilldeskCrypto",
        "TextSafety",
        nioCore,
        nioPosix, nioSSL,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ProviderSandboxTests",
      dependencies: ["ProviderSandbox", "TilldeskCrypto", httpClient, nioCore],
      swiftSettings: strict),
    .testTarget(
      name: "JournalTests",
      dependencies: [
        "DeskBench", "Host", "Journal", "Payments", "TilldeskCrypto", "TextSafety", grdb,
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "SupportDeskTests",
      dependencies: [
        "DeskBench", "Journal", "Payments", "ProviderClient", "ProviderSandbox", "SeededRandom",
        "TilldeskCrypto", "SupportDesk", "TextSafety", grdb,
      ],
      swiftSettings: strict),
    // A fourth provider that does not exist: its adapter and its twin, added by new files alone.
    .target(
      name: "MillpondProvider",
      dependencies: ["JSON", "Payments", "ProviderClient", "ProviderSandbox", "TextSafety"],
      path: "Tests/Millpond", exclude: ["Millpond.md"], swiftSettings: strict),
    // Every failure at every provider, over HTTP; `make faults` prints what came of it.
    .testTarget(
      name: "FaultMatrixTests",
      dependencies: [
        "DeskBench", "Host", "Journal", "MillpondProvider", "Payments", "ProviderClient",
        "ProviderSandbox",
        "Settings", "TilldeskCrypto",
        "SupportDesk", "TextSafety",
      ],
      swiftSettings: strict),
    // Canned payments, decisions and matters for conversations.
    .target(
      name: "SampleWorld", dependencies: ["Payments", "SupportDesk", "TextSafety", "ViewModels"],
      path: "Tests/SampleWorld", swiftSettings: strict),
    // Every screen and every conversation with foreign text wherever it can come, and their judges; `make fuzz` tries many.
    .target(
      name: "HostileScreens",
      dependencies: [
        "ChildProcesses", "HostileInput", "Payments", "PlainViews", "SampleWorld", "Settings",
        "SupportDesk", "Terminal", "TerminalEmulator", "TerminalViews", "TextSafety", "ViewModels",
      ],
      path: "Tests/HostileScreens", swiftSettings: strict),
    .testTarget(
      name: "ViewModelsTests",
      dependencies: [
        "Payments", "SampleWorld", "SeededRandom", "SupportDesk", "TextSafety", "ViewModels",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TerminalViewsTests",
      dependencies: [
        "HostileInput", "HostileScreens", "Payments", "SeededRandom", "Settings", "SupportDesk",
        "Terminal", "TerminalViews", "TextSafety", "ViewModels",
      ],
      exclude: ["Pictures"], swiftSettings: strict),
    .testTarget(
      name: "PlainViewsTests",
      dependencies: [
        "HostileScreens", "Payments", "PlainViews", "SampleWorld", "SupportDesk", "TextSafety",
        "ViewModels",
      ],
      swiftSettings: strict),
    // The loops and the runner over a desk whose provider is in memory: no network, no child process.
    .testTarget(
      name: "DeskAppTests",
      dependencies: [
        "DeskApp", "DeskBench", "Journal", "Payments", "PlainViews", "ProviderClient",
        "SampleWorld", "SupportDesk", "Terminal", "TerminalViews", "TextSafety", "ViewModels",
      ],
      swiftSettings: strict),
    // The program, its sandbox and its desk as tests run them: child processes, tmux.
    .target(
      name: "ProgramSupport", dependencies: ["ChildProcesses"], path: "Tests/ProgramSupport",
      swiftSettings: strict),
    // Child processes and pseudo-terminals for them, whose bytes can be counted; also for the benchmarks.
    .target(name: "ChildProcesses", path: "Tests/ChildProcesses", swiftSettings: strict),
    .testTarget(
      name: "ProgramTests",
      dependencies: ["ChildProcesses", "HostileInput", "ProgramSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["Payments", "ProgramSupport", "TextSafety", grdb],
      swiftSettings: strict),
    // The real program on real terminals: every type, tmux, screen, SSH; `make terminal-check` prints what came of it.
    .testTarget(
      name: "TerminalCheckTests",
      dependencies: ["ChildProcesses", "ProgramSupport", "TerminalEmulator", "TextSafety"],
      swiftSettings: strict),
    .testTarget(
      name: "TilldeskTests",
      dependencies: [
        "DeskApp", "Host", "HostileInput", "HostileScreens", "Payments", "ProgramSupport",
        "ProviderClient", "SampleWorld", "SupportDesk", "TextSafety", "ViewModels", "tilldesk",
        logging,
      ],
      swiftSettings: strict),
    // The real program against providers that answer with anything; `make attack` tries it all.
    .target(
      name: "Attack", dependencies: ["ProgramSupport", "RawSockets"], path: "Tests/Attack",
      swiftSettings: strict),
    .testTarget(
      name: "AttackTests", dependencies: ["Attack"], swiftSettings: strict),
    // The real program killed at every step of its journal, raced, hung up on, out of disk.
    .testTarget(
      name: "SurvivalTests",
      dependencies: ["Journal", "Payments", "ProgramSupport", "TilldeskCrypto"],
      swiftSettings: strict),
    // Ends the program, or fills its disk, at a chosen call on a chosen file.
    .target(
      name: "CKillSwitch", path: "Tests/CKillSwitch",
      cSettings: [
        .define("_GNU_SOURCE"), .enableWarning("all"), .enableWarning("extra"),
        .treatAllWarnings(as: .error),
      ]),
    // The real desk, journal and adapters in a world made from a seed; `make simulate` runs many.
    .target(
      name: "Simulation",
      dependencies: [
        "Host", "Journal", "Payments", "ProviderClient", "SeededRandom", "TilldeskCrypto",
        "SupportDesk",
        "TextSafety", grdb, heap,
      ],
      path: "Tests/Simulation", swiftSettings: strict),
    .testTarget(
      name: "SimulationTests", dependencies: ["Journal", "Payments", "Simulation", grdb],
      swiftSettings: strict),
    // Data sets that nobody of ours made; `make conformance` prints what came of each.
    .testTarget(
      name: "ConformanceTests",
      dependencies: [
        "HostileInput", "HostileScreens", "JSON", "Journal", "Payments", "ProviderClient",
        "ProviderSandbox", "Settings", "TilldeskCrypto", "TerminalEmulator", "TextSafety",
        "ViewModels",
        "tilldesk",
      ],
      swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6], cxxLanguageStandard: .cxx20)

// What only tests run; users of the package are not offered it.
if isOurs {
  // Loaded beside the program by tests that kill it at a chosen write.
  package.products.append(.library(name: "KillSwitch", type: .dynamic, targets: ["CKillSwitch"]))
  package.targets += [
    .executableTarget(
      name: "fuzz", dependencies: ["HostileScreens"], path: "Tests/fuzz", swiftSettings: strict),
    .executableTarget(
      name: "simulate", dependencies: ["Simulation"], path: "Tests/simulate", swiftSettings: strict),
  ]
}

// What `make bench` measures with; users of the package never build it.
if Context.environment["TILLDESK_BENCHMARKS"] == "1" {
  package.targets += [
    .executableTarget(
      name: "Benchmarks", dependencies: ["ChildProcesses"], path: "Benchmarks/Terminal",
      swiftSettings: strict),
    .executableTarget(
      name: "RefundBenchmark",
      dependencies: [
        "Journal", "Payments", "ProviderClient", "ProviderSandbox", "TilldeskCrypto", "SupportDesk",
        "TextSafety",
      ],
      path: "Benchmarks/Refund", swiftSettings: strict),
    .executableTarget(
      name: "RecordBenchmark",
      dependencies: ["Journal", "Payments", "TilldeskCrypto", "TextSafety"],
      path: "Benchmarks/Record", swiftSettings: strict),
  ]
}
