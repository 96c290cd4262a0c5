import Foundation
import Glibc
import ProgramSupport
import Testing

/// The real program against one provider that answers with anything: every answer to a write of its own payment, then
/// every command on what is left behind.
package final class Siege {
  /// What came of one kind of attack.
  package struct Tally: Sendable {
    /// What was attacked.
    package let name: String
    /// How many answers were given.
    package var answers = 0
    /// How many commands were run.
    package var commands = 0
    /// Commands that were ended by a signal, trapped, or ended in no documented way.
    package var crashes: [String] = []
    /// Payments whose money moved more than once.
    package var doubles: [String] = []
    /// Payments whose money moved although the program says that it did not.
    package var falseNos: [String] = []
    /// Payments whose money did not move although the program says that it did.
    package var falseYeses: [String] = []

    /// Everything that went wrong.
    package var problems: [String] {
      crashes.map { "crash: \($0)" } + doubles.map { "moved twice: \($0)" }
        + falseNos.map { "false no: \($0)" } + falseYeses.map { "false yes: \($0)" }
    }
  }

  /// The exits that the program documents.
  private static let exits: Set<Int32> = [0, 1, 2, 3, 4, 5, 6, 7, 64, 74, 78, 130]
  /// The states that say that no money moved.
  private static let nos: Set<String> = [
    "rejected", "failed", "notSent", "discarded", "declined", "expired", "withdrawn",
  ]
  /// The states that say that money moved, or will.
  private static let yeses: Set<String> = ["succeeded", "pending"]

  private let wire: Wire
  private let folder: ScratchFolder
  private let server: HostileServer
  private let answers: [HostileAnswer]
  private var tally: Tally

  private init(_ wire: Wire, _ name: String, answers: [HostileAnswer]) throws {
    self.wire = wire
    self.answers = answers
    tally = Tally(name: name)
    folder = try ScratchFolder()
    server = try HostileServer(wire, payments: max(1, answers.count))
    try configure()
  }

  deinit {
    server.stop()
    folder.remove()
  }

  /// The hostile answers to a write; `every` takes one of so many.
  private static func chosen(
    _ wire: Wire, every step: Int
  ) -> [(number: Int, answer: HostileAnswer)] {
    let all = Forge(genuine: wire.genuine(Payment(number: 0, wire: wire))).answers
    return stride(from: 0, to: all.count, by: max(1, step)).enumerated().map { place, index in
      // The answer is about the payment that it is given for.
      let forge = Forge(genuine: wire.genuine(Payment(number: place, wire: wire)))
      return (place, forge.answers[index])
    }
  }

  // MARK: - Attacks

  /// Hostile answers to writes, carried out or not.
  package static func writes(_ wire: Wire, executed: Bool, every step: Int) throws -> Tally {
    let chosen = chosen(wire, every: step)
    let siege = try Siege(
      wire, "\(wire.rawValue), \(executed ? "carried out" : "not carried out")",
      answers: chosen.map(\.answer))
    for (number, answer) in chosen {
      let payment = Payment(number: number, wire: wire)
      siege.server.plan(.init(executes: executed, write: answer), for: payment)
      try siege.decide(payment, answer, isExecuted: executed)
    }
    try siege.aftermath()
    return siege.tally
  }

  /// Hostile answers to reads; what is written is answered rightly.
  package static func reads(_ wire: Wire, every step: Int) throws -> Tally {
    let chosen = chosen(wire, every: step)
    let siege = try Siege(wire, "\(wire.provider), hostile reads", answers: chosen.map(\.answer))
    for (number, answer) in chosen {
      let payment = Payment(number: number, wire: wire)
      siege.server.plan(.init(read: answer), for: payment)
      try siege.run(["show", payment.name, "--json"], answer.name)
      try siege.run(["search", payment.id, "--json"], answer.name)
      try siege.decide(payment, answer, isExecuted: nil)
      siege.server.plan(.init(), for: payment)
    }
    try siege.aftermath()
    return siege.tally
  }

  /// Decides, repeats the decision, decides another one, and looks.
  private func decide(_ payment: Payment, _ answer: HostileAnswer, isExecuted: Bool?) throws {
    tally.answers += 1
    let first = try run(decision(payment, token: "a"), answer.name)
    try judge(first, payment, answer, isExecuted: isExecuted)
    let again = try run(decision(payment, token: "a"), answer.name)
    try judge(again, payment, answer, isExecuted: isExecuted)
    // What is not certain must hold the second one up; the answer to it would be genuine.
    server.plan(.init(), for: payment)
    try run(decision(payment, token: "b"), answer.name)
    try run(["show", payment.name, "--json"], answer.name)
    if server.effects(of: payment) > 1 { tally.doubles.append(answer.name) }
  }

  private func decision(_ payment: Payment, token: String) -> [String] {
    let rest = ["--yes", "--json", "--decision", "\(payment.number)\(token)"]
    return wire.isCancel
      ? ["cancel", payment.name] + rest
      : ["refund", payment.name, "--amount", "5.00"] + rest
  }

  private func judge(
    _ outcome: Program.Outcome, _ payment: Payment, _ answer: HostileAnswer, isExecuted: Bool?
  ) throws {
    let said = (try? outcome.json)?["state"] as? String ?? ""
    let moved = server.effects(of: payment) > 0
    let words = "\(answer.name): \(said), exit \(outcome.status): \(outcome.errors.prefix(300))"
    if moved, Self.nos.contains(said) || [4, 6].contains(outcome.status) {
      tally.falseNos.append(words)
    }
    if !moved, isExecuted == nil || answer.belief == .nothing,
      Self.yeses.contains(said) || [0, 3].contains(outcome.status)
    {
      tally.falseYeses.append(words)
    }
  }

  /// Every command on what is left behind, and what the record then says of each payment.
  private func aftermath() throws {
    for command in [
      ["attention"], ["attention", "--json"], ["reconcile"], ["reconcile", "--json"],
      ["search", "ORDER", "--json"], ["search", "is:unknown", "--csv"], ["search", "status:paid"],
      ["attention", "--json"],
    ] { try run(command, "the commands afterwards") }
    try desk()
    if wire.isKeyed, !wire.isCancel { try replays() }
    for number in answers.indices {
      let payment = Payment(number: number, wire: wire)
      guard number.isMultiple(of: answers.count > 100 ? 3 : 1) || server.effects(of: payment) > 1
      else { continue }
      try lookBack(payment, answers[number])
    }
  }

  /// The program sends again what it may, and every answer to that is a no or nonsense.
  private func replays() throws {
    let documented = [200, 400, 401, 403, 404, 422].map { status in
      HostileAnswer(
        "\(status), a refusal of the replay", status: status,
        body: wire.genuine(Payment(number: 0, wire: wire)).no.rendered)
    }
    let lies = documented + answers
    for number in answers.indices {
      let answer = lies[number % lies.count]
      server.plan(.init(write: answer), for: Payment(number: number, wire: wire))
    }
    let before = server.writeCount
    // Bounded by tries: nothing is sent again before ten seconds have passed.
    for _ in 0..<60 where server.writeCount == before {
      try run(["reconcile"], "replays")
      poll(nil, 0, 500)
    }
    try run(["reconcile", "--json"], "replays")
  }

  /// What is recorded of a payment's decisions when all was asked that can be asked.
  private func lookBack(_ payment: Payment, _ answer: HostileAnswer) throws {
    let shown = try run(["show", payment.name, "--json"], answer.name)
    let refunds = (try? shown.json)?["refunds"] as? [[String: Any]] ?? []
    let states = refunds.compactMap { $0["intent"] is String ? $0["state"] as? String : nil }
    if server.effects(of: payment) > 1 { tally.doubles.append("\(answer.name), afterwards") }
    guard server.effects(of: payment) > 0, !states.isEmpty, !wire.isCancel else { return }
    if states.allSatisfy(Self.nos.contains) {
      tally.falseNos.append("\(answer.name), afterwards: \(states)")
    }
  }

  /// The desk in lines opens on it, searches, shows what needs attention, and leaves.
  private func desk() throws {
    let talk = try Conversation(configuration: folder.path("config.toml"), through: .pipe)
    talk.type("search ORDER", "attention", "quit", "yes")
    talk.hangUp()
    tally.commands += 1
    let status = try talk.ends()
    if !Self.exits.contains(status) { tally.crashes.append("the desk in lines: exit \(status)") }
  }

  // MARK: - The program

  @discardableResult
  private func run(_ arguments: [String], _ occasion: String) throws -> Program.Outcome {
    tally.commands += 1
    let outcome = try Program.run(
      arguments + ["--config", folder.path("config.toml")],
      environment: ["XDG_STATE_HOME": folder.path("state"), "TZ": "UTC"])
    if outcome.signal != nil || !Self.exits.contains(outcome.status)
      || outcome.errors.contains("Fatal error")
    {
      tally.crashes.append(
        "\(arguments.joined(separator: " ")) after \(occasion): exit \(outcome.status) \(outcome.errors.suffix(300))"
      )
    }
    return outcome
  }

  private func configure() throws {
    let paths = ["neropay": "/v2", "nectar": "", "aiic": "/v1"]
    let secret =
      wire == .aiicRefund
      ? Data((0..<32).map { UInt8($0) }).base64EncodedString() : "sk_test_example_only"
    try write(secret, "store.key")
    try write(
      """
      journal = "\(folder.path("journal.sqlite"))"
      index = "\(folder.path("index.sqlite"))"
      timeouts = { connect = 1, first_byte = 1, total = 2 }

      [[account]]
      name = "store"
      provider = "\(wire.provider)"
      mode = "test"
      base_url = "http://127.0.0.1:\(server.port)\(paths[wire.provider] ?? "")"
      secret = { file = "\(folder.path("store.key"))" }
      \(wire == .aiicRefund ? "amount_unit = \"minor\"" : "")
      """, "config.toml")
  }

  private func write(_ text: String, _ name: String) throws {
    _ = FileManager.default.createFile(
      atPath: folder.path(name), contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
  }
}
