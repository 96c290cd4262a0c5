import Glibc
import Payments
import ProgramSupport
import Testing

/// The program stopped (SIGSTOP, a closed lid) between its last read and the first byte of its request (I24).
///
/// These take real time, since that is what passes: as little as the settings allow.
struct StoppedTests {
  /// The shortest age that a read may be given.
  private static let settings = "read_age_seconds = 5\n"
  /// The same, and requests that live no longer than that either.
  private static let shortLived =
    settings + "timeouts = { connect = 2, first_byte = 4, total = 4 }\n"
  /// Longer than both.
  private static let standstill: CInt = 7000

  @Test(arguments: DecisionCase.all)
  func `stopped with its attempt on record for longer than a request lives, it sends nothing`(
    _ decision: DecisionCase
  ) throws {
    let scene = try Scene(decision, settings: Self.shortLived)
    let outcome = try stopped(scene, leaving: .sending)
    #expect(outcome.status == 6, "\(outcome.errors)")
    #expect(try outcome.json["state"] as? String == "notSent")
    #expect(try scene.movements().isEmpty)
    #expect(try scene.state() == .notSent)
    // Nothing is held: the same decision can be made anew.
    #expect(try [0, 3].contains(scene.run(decision.arguments).status))
    #expect(try scene.movements() == [decision.amountMinor])
  }

  @Test func `stopped for longer than a read may be old, it reads once more, and goes on`() throws {
    let scene = try Scene(.nero, settings: Self.settings)
    let outcome = try stopped(scene, leaving: .sending)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try scene.movements() == [500])
  }

  @Test func `stopped while somebody else refunds, it sees that before it sends`() throws {
    let scene = try Scene(.nero, settings: Self.settings)
    let outcome = try stopped(scene, leaving: .sending) {
      try scene.sandbox.change("neropay", scene.decision.id, #"{"refundMinor":300}"#)
    }
    #expect(outcome.status == 6, "\(outcome.errors)")
    #expect(try outcome.json["message"] as? String ?? "" != "")
    #expect(outcome.output.contains("changed"), "\(outcome.output)")
    #expect(try scene.state() == .notSent)
    #expect(try scene.movements().filter { $0 == 500 }.isEmpty)
  }

  @Test func `an answer that lay in the socket while it was stopped is as old as the stop`() throws
  {
    let fault = "neropay.retrieve:slow=1500ms"
    let scene = try Scene(.nero, faults: [fault], settings: Self.settings)
    let command = try scene.start(scene.decision.arguments)
    // The decision is on record while the payment is read for the last time.
    for _ in 0..<3000 where command.isRunning {
      // A copy of a journal that is just being written may not hold together.
      if (try? scene.state()) == .prepared { break }
      poll(nil, 0, 10)
    }
    poll(nil, 0, 300)
    command.send(SIGSTOP)
    try command.stands()
    // The answer is on its way, and is there long before anybody looks.
    poll(nil, 0, 2000)
    try scene.sandbox.change("neropay", scene.decision.id, #"{"refundMinor":300}"#)
    poll(nil, 0, Self.standstill)
    command.send(SIGCONT)
    let outcome = try command.finish()
    #expect([2, 6].contains(outcome.status), "\(outcome.errors)")
    #expect(outcome.errors.contains("now") || outcome.output.contains("changed"))
    #expect(try scene.movements().filter { $0 == 500 }.isEmpty)
  }

  /// Decides, and is stopped when a stage is on record; goes on after the standstill.
  private func stopped(
    _ scene: Scene, leaving stage: Aftermath.Stage, meanwhile: () throws -> Void = {}
  ) throws -> Program.Outcome {
    var cut = try Scene.cut(leaving: stage, of: scene.decision)
    cut.moment = .stop
    let command = try scene.start(scene.decision.arguments, cut)
    try command.stands()
    try meanwhile()
    poll(nil, 0, Self.standstill)
    command.send(SIGCONT)
    return try command.finish()
  }
}
