import Foundation
import GRDB
import Journal
import Payments
import Testing

/// Journals that earlier releases wrote, with outcomes open that nobody knows: they migrate, and refold.
struct GoldenJournalTests {
  /// A release and what its journal holds.
  struct Release: Sendable, CustomTestStringConvertible {
    let version: String
    let events: Int
    let unknown: Int
    /// Whether it kept signatures.
    let signatures: Int
    var testDescription: String { version }
  }

  static let releases = [
    Release(version: "0.1.0", events: 41, unknown: 3, signatures: 4),
    Release(version: "0.2.0", events: 23, unknown: 3, signatures: 2),
  ]

  @Test(arguments: releases)
  func `a journal of an earlier release keeps its holds, and its events make its rows`(
    release: Release
  ) throws {
    let fixture = try opened(release)
    let journal = try fixture.journal(isLive: true)
    #expect(journal.obstacle == nil)
    #expect(try journal.unresolved().count { $0.state == .unknown } == release.unknown)
    #expect(try journal.verifyChain() >= release.events + 1)
    for intent in try journal.unfinished().filter(\.isOpen) {
      #expect(try journal.write(of: intent.id)?.body.isEmpty == false)
      #expect(try journal.attempts(of: intent.id).count == 1)
      #expect(throws: JournalError.openIntent(intent)) {
        try journal.prepare(
          fixture.intent(of: intent.key), write: fixture.write(), at: Sample.at(1_000_000))
      }
    }
    _ = try fixture.journal(isLive: true).verifyChain()
  }

  @Test(arguments: releases)
  func `a journal of before there were witnesses asks nothing, and has one from then on`(
    release: Release
  ) throws {
    let fixture = try opened(release)
    let places = WitnessPlaces(userFolder: "\(fixture.directory)/amina")
    #expect(try fixture.journal(witness: places, isLive: true).obstacle == nil)
    #expect(try fixture.journal(witness: places, isLive: true).obstacle == nil)
    try FileManager.default.removeItem(atPath: "\(fixture.path)-owners/witness")
    #expect(try fixture.journal(witness: places, isLive: true).obstacle == .witnessMissing)
  }

  @Test(arguments: releases)
  func `no signature is left in the file, and that is recorded (I26)`(release: Release) throws {
    let fixture = try opened(release)
    #expect(try hits(of: "\"signature\"", in: fixture) >= release.signatures)
    let journal = try fixture.journal()
    #expect(journal.erasedSignatures)
    #expect(try hits(of: "\"signature\"", in: fixture) == 0)
    #expect(try !fixture.journal().erasedSignatures)
    let kinds = try fixture.raw().read { db in
      try String.fetchAll(db, sql: "SELECT kind FROM event WHERE sequence > \(release.events)")
    }
    #expect(kinds.contains("signaturesErased"))
  }

  @Test(arguments: releases)
  func `a row that was changed before the release is made anew from its events`(
    release: Release
  ) throws {
    let fixture = try opened(release)
    try fixture.raw().write { db in
      try db.execute(sql: "UPDATE intent SET state = 'rejected' WHERE state = 'unknown'")
    }
    let journal = try fixture.journal()
    #expect(try journal.unresolved().count { $0.state == .unknown } == release.unknown)
    _ = try journal.verifyChain()
  }

  private func opened(_ release: Release) throws -> JournalFixture {
    let fixture = try JournalFixture()
    let golden = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(release.version).sqlite")
    try FileManager.default.copyItem(at: golden, to: URL(filePath: fixture.path))
    return fixture
  }

  private func hits(of text: String, in fixture: JournalFixture) throws -> Int {
    let needle = Data(text.utf8)
    return try ["", "-wal"].reduce(0) { count, suffix in
      guard let data = FileManager.default.contents(atPath: fixture.path + suffix) else {
        return count
      }
      var found = 0
      var rest = data[...]
      while let range = rest.range(of: needle) {
        found += 1
        rest = data[range.upperBound...]
      }
      _ = try #require(rest.count >= 0)
      return count + found
    }
  }
}
