import Testing

/// Imports go downward only.
///
/// The table is written out here, apart from the manifest, so that a new arrow is a decision that two files show.
struct RoomTests {
  /// What each room may import beyond the standard library.
  static let allowed: [String: Set<String>] = [
    "TextSafety": [],
    "Host": ["TextSafety", "Glibc"],
    "JSON": ["TextSafety"],
    "Payments": ["TextSafety"],
    "TilldeskCrypto": ["CTilldeskSodium", "Glibc", "Synchronization"],
    "ProviderClient": [
      "JSON", "Payments", "TilldeskCrypto", "TextSafety", "AsyncHTTPClient", "NIOCore", "NIOHTTP1",
      "NIOPosix", "NIOSSL", "Logging", "Foundation", "FoundationEssentials", "Synchronization",
      "Glibc",
    ],
    "Journal": [
      "Host", "Payments", "TilldeskCrypto", "TextSafety", "GRDB", "Foundation",
      "FoundationEssentials",
      "Synchronization", "Glibc",
    ],
    "Settings": [
      "CTOML", "Host", "Payments", "TilldeskCrypto", "TextSafety", "Foundation",
      "FoundationEssentials",
      "Synchronization", "Glibc",
    ],
    "ProviderSandbox": [
      "JSON", "Payments", "TilldeskCrypto", "TextSafety", "Hummingbird", "HummingbirdCore",
      "HTTPTypes",
      "Logging", "NIOCore", "NIOHTTP1", "Foundation", "FoundationEssentials", "Synchronization",
    ],
    "SupportDesk": [
      "Journal", "Payments", "ProviderClient", "TilldeskCrypto", "TextSafety", "Logging",
      "Synchronization",
    ],
    "ViewModels": ["Payments", "SupportDesk", "TextSafety"],
    "Terminal": ["CNcurses", "TextSafety", "Glibc", "Synchronization"],
    "TerminalViews": [
      "Payments", "Settings", "SupportDesk", "Terminal", "TextSafety", "ViewModels",
    ],
    "PlainViews": ["Payments", "SupportDesk", "TextSafety", "ViewModels"],
    "DeskApp": [
      "Payments", "PlainViews", "Settings", "SupportDesk", "Terminal", "TerminalViews",
      "TextSafety",
      "ViewModels", "Logging", "Synchronization",
    ],
    "tilldesk": [
      "ArgumentParser", "DeskApp", "Host", "Journal", "Payments", "PlainViews", "ProviderClient",
      "ProviderSandbox", "Settings", "TilldeskCrypto", "SupportDesk", "Terminal", "TerminalViews",
      "TextSafety", "ViewModels", "Logging", "Foundation", "FoundationEssentials", "Glibc",
      "Synchronization",
    ],
  ]

  @Test func `no room imports what it may not`() throws {
    for file in try SourceTree(below: "Sources").files {
      let allowed = try #require(Self.allowed[file.room], "\(file.room) has no entry in the table")
      let wrong = file.imports.filter { !allowed.contains($0) }
      #expect(wrong.isEmpty, "\(file.path) imports \(wrong)")
    }
  }

  @Test func `every arrow between rooms points down`() {
    let rooms = Set(Self.allowed.keys)
    var settled: Set<String> = []
    var rest = rooms
    while !rest.isEmpty {
      let next = rest.filter { room in
        Self.allowed[room, default: []].intersection(rooms).isSubset(of: settled)
      }
      #expect(!next.isEmpty, "a circle among \(rest.sorted())")
      guard !next.isEmpty else { return }
      settled.formUnion(next)
      rest.subtract(next)
    }
  }

  @Test func `a forbidden import is found`() {
    let file = SourceTree.File(
      path: "Sources/Payments/Bad.swift", lines: ["package import Foundation", "import TextSafety"])
    #expect(file.imports == ["Foundation", "TextSafety"])
    #expect(file.room == "Payments")
    #expect(Self.allowed["Payments"]?.contains("Foundation") == false)
  }
}
