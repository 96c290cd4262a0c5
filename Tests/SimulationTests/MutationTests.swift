import GRDB
import Payments
import Simulation
import Testing

@testable import Journal

/// Proof that the checks can fail: each way of breaking the program is caught, and soon.
struct MutationTests {
  /// Within so many worlds each must be caught.
  private static let patience: UInt64 = 60

  @Test(arguments: Mutation.allCases.filter { $0 != .none })
  func `a broken variant is caught`(_ mutation: Mutation) async throws {
    let campaign = try Campaign(
      seeds: 1...Self.patience, mutation: mutation,
      opened: { journal in
        guard mutation == .losesWrites else { return }
        try journal.queue.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA synchronous = NORMAL")
        }
      },
      forced: { journal, id, time in
        try journal.change { db in
          let row = try journal.requireIntent(id, db)
          _ = try journal.append(
            journal.step(.rejected, of: row, to: .rejected, actor: row.intent.actor, at: time), db)
        }
      })
    let tally = try await campaign.run(threads: 1)
    let failure = try #require(tally.failures.first, "\(mutation) was not caught")
    let checks = Set(failure.violations.map(\.check.rawValue)).sorted()
    print("\(mutation): caught after \(tally.worlds) worlds by: \(checks.joined(separator: "; "))")
    #expect(
      Self.expected(of: mutation).contains { checks.contains($0.rawValue) },
      "\(failure.story.steps.joined(separator: "\n"))")
  }

  /// The checks of which one at least must catch it; that others do too is welcome.
  private static func expected(of mutation: Mutation) -> [Check] {
    switch mutation {
    case .none: []
    case .retriesNaked: [.replayed, .movedTwice]
    case .newKeyOnReplay: [.otherBytes, .movedTwice]
    case .freesUnknown, .takesAbsenceAsProof: [.movedAnyway, .remaining]
    case .resendsInTransport: [.sentTwice, .movedTwice]
    case .recoversTheLiving: [.livingOwner]
    case .sendsOnAStaleRead, .sendsAfterSuspension: [.stale]
    case .noSpeaksForAll: [.movedAnyway, .remaining]
    case .takesStandingRecord, .believesOthersAnswer, .typedTagCounts: [.notMoved]
    case .neverReadsAgain: [.unnoticed]
    case .trustsKeysForLong: [.replayed, .movedTwice]
    case .newKeyNewMerchant: [.twoMerchants]
    case .aliasDecides: [.otherPayment]
    case .forgetsWitness: [.setBack]
    case .believesRows: [.edited]
    case .losesWrites: [.lost, .unexplained, .movedAnyway, .notMoved]
    }
  }
}
