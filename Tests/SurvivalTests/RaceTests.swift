import Foundation
import Payments
import ProgramSupport
import Testing

/// Many processes on one journal and one payment, truly at once.
@Suite(.serialized) struct RaceTests {
  static let racers = 50
  /// Races of one account, each for another payment.
  static let rounds = 2

  /// A payment that is raced for, and a third of it in whole units.
  struct Prize: Sendable {
    let payment: String
    let paidMinor: Int64

    var id: String { String(payment.drop { $0 != "/" }.dropFirst()) }
    var share: String { "\(paidMinor / 300).00" }
  }

  @Test(arguments: ["uk-store", "ng-store", "nz-store"])
  func `fifty processes refund one payment, round after round, and never more than was paid`(
    _ account: String
  ) throws {
    let sandbox = try Sandbox(transactions: 900)
    let prizes = try prizes(of: account, sandbox)
    try #require(prizes.count == Self.rounds)
    for prize in prizes {
      let outcomes = try race(for: prize, sandbox)
      let effects = try sandbox.effects(of: prize.id)
      #expect(effects.reduce(0) { $0 + $1.amountMinor } <= prize.paidMinor)
      let winners = outcomes.filter { [0, 3].contains($0.status) }
      #expect(!winners.isEmpty, "\(prize.payment): \(Set(outcomes.map(\.errors)))")
      #expect(winners.count == effects.count)
      for loser in outcomes where ![0, 3].contains(loser.status) { try expectClearReason(loser) }
      let shown = try Shown(run(["show", prize.payment, "--json"], sandbox))
      #expect(shown.takenMinor == effects.reduce(0) { $0 + $1.amountMinor })
    }
    _ = try JournalCopy(of: sandbox)
  }

  @Test func `racers that die on the way leave nothing double and nothing without an owner`() throws
  {
    let sandbox = try Sandbox(transactions: 900)
    for prize in try prizes(of: "uk-store", sandbox) {
      // Every other one dies at one of its first syncs: the decision, the attempt, the answer.
      let outcomes = try race(for: prize, sandbox) { number in
        guard number.isMultiple(of: 2) else { return nil }
        return KillSwitch(call: .sync, number: 1 + number / 2 % 4, moment: .after)
      }
      let effects = try sandbox.effects(of: prize.id)
      let moved = effects.reduce(0) { $0 + $1.amountMinor }
      #expect(moved <= prize.paidMinor)
      #expect(outcomes.count { $0.status == 0 } <= effects.count)
      let shown = try Shown(run(["show", prize.payment, "--json"], sandbox))
      #expect(shown.takenMinor >= moved)
      #expect(shown.takenMinor <= prize.paidMinor)
    }
    let states = Set(try JournalCopy(of: sandbox).intents.map(\.state))
    #expect(states.isDisjoint(with: [.prepared, .sending]))
  }

  @Test func `a refund that waits for its provider delays nobody on another payment`() throws {
    let fault = "neropay.refund:hang-before*1"
    let scene = try Scene(.nero, faults: [fault])
    let waiting = try scene.start(scene.decision.arguments)
    try scene.sandbox.struck(fault)

    let others = [
      ["refund", "uk-store/6636614", "--amount", "5.00", "--yes"],
      DecisionCase.cancel.arguments, DecisionCase.nectar.arguments, DecisionCase.aiic.arguments,
    ]
    for arguments in others {
      let other = try scene.run(arguments)
      #expect([0, 3].contains(other.status), "\(other.errors)")
    }
    let same = try scene.run(scene.decision.furtherArguments)
    #expect(same.status == 2)
    #expect(same.errors.contains("sending"), "\(same.errors)")
    #expect(waiting.isRunning, "the first was to wait all the time")

    waiting.send(SIGKILL)
    #expect(try waiting.finish().signal == SIGKILL)
    #expect(try scene.movements().isEmpty)
    #expect(try scene.show().held?.minor == 500)
    #expect(try scene.sandbox.effects().count == others.count)
  }

  // MARK: - Steps

  private func run(_ arguments: [String], _ sandbox: Sandbox) throws -> Program.Outcome {
    try Program.run(arguments + ["--config", sandbox.configuration])
  }

  /// Payments of an account that are wholly left, in a currency with hundredths.
  private func prizes(of account: String, _ sandbox: Sandbox) throws -> [Prize] {
    let found = try run(
      ["search", "account:\(account)", "status:paid", "refunded:no", "amount:>=15", "--json"],
      sandbox)
    #expect(found.status == 0, "\(found.errors)")
    let prizes = try found.rows.compactMap { row -> Prize? in
      guard let amount = row["amount"] as? [String: Any], let minor = amount["minor"] as? Int64,
        let text = amount["text"] as? String, text.dropLast(2).hasSuffix("."),
        let remaining = row["remaining"] as? [String: Any],
        let left = remaining["money"] as? [String: Any], left["minor"] as? Int64 == minor,
        let id = row["id"] as? String
      else { return nil }
      return Prize(payment: "\(account)/\(id)", paidMinor: minor)
    }
    // What was refunded elsewhere only the provider knows: its no would not be a lost race.
    return try Array(prizes.filter { try !sandbox.hasRefunds($0.id) }.prefix(Self.rounds))
  }

  private func race(
    for prize: Prize, _ sandbox: Sandbox, cut: (Int) -> KillSwitch? = { _ in nil }
  ) throws -> [Program.Outcome] {
    let arguments = [
      "refund", prize.payment, "--amount", prize.share, "--another", "--yes", "--json",
      "--config", sandbox.configuration,
    ]
    let gate = try Gate()
    let racers = try (0..<Self.racers).map { number in
      try Program.start(arguments, environment: cut(number)?.environment ?? [:], gate: gate)
    }
    try gate.open()
    return try racers.map { try $0.finish() }
  }

  /// A loser was refused, or took its decision back, and says why in one line.
  private func expectClearReason(_ loser: Program.Outcome) throws {
    #expect([2, 6].contains(loser.status), "\(loser.errors)")
    let lines = loser.errors.split(separator: "\n")
    let reasons = lines.filter { $0.hasPrefix("tilldesk: ") }
    #expect(reasons.count == 1, "\(loser.errors)")
    #expect(reasons.last == lines.last, "\(loser.errors)")
    let word = loser.status == 6 ? "notSent" : "refused"
    #expect(try loser.json["error"] as? String == word, "\(loser.output)")
  }
}
