import Glibc
import Payments
import ProgramSupport
import Testing

/// NeroPay can be asked twice: what a killed program left unknown comes to its end, once.
struct ReconcileTests {
  /// A decision that was killed after its attempt was durable.
  struct Loss: Sendable, CustomStringConvertible {
    let decision: DecisionCase
    /// `after` has sent nothing yet, `lost` misses the answer alone.
    let moment: KillSwitch.Moment

    var description: String { "\(decision), \(moment.rawValue)" }
  }

  static let losses = [DecisionCase.nero, .cancel].flatMap { decision in
    [KillSwitch.Moment.after, .lost].map { Loss(decision: decision, moment: $0) }
  }

  /// More syncs than one reconciliation has.
  private static let mostSyncs = 15

  /// One test for all: each has to wait until it may send again, and side by side they wait only once.
  @Test
  func `what was left unknown is settled with the same key, however often that is killed too`()
    throws
  {
    var scenes: [Scene] = []
    var cuts: [KillSwitch?] = []
    for loss in Self.losses {
      let cut = try Scene.cut(leaving: .sending, of: loss.decision, moment: loss.moment)
      scenes.append(try Scene.killed(loss.decision, at: cut))
      cuts.append(nil)
      guard loss.decision.kind == .refund, loss.moment == .lost else { continue }
      for number in 1...Self.mostSyncs {
        scenes.append(try Scene.killed(loss.decision, at: cut))
        cuts.append(KillSwitch(call: .sync, number: number, moment: .after))
      }
    }
    let kills = try reconcile(scenes, cuts)
    #expect(kills.contains(true))
    #expect(kills.last == false, "the last cut was to come after the end")
    try settle(scenes)
    for scene in scenes {
      #expect(try scene.state() == .succeeded, "\(scene.decision)")
      #expect(try scene.movements() == [scene.decision.amountMinor], "\(scene.decision)")
      #expect(try scene.show().held?.minor == 0, "\(scene.decision)")
    }
  }

  /// Reconciles side by side; tells which were killed.
  @discardableResult
  private func reconcile(_ scenes: [Scene], _ cuts: [KillSwitch?]) throws -> [Bool] {
    let commands = try zip(scenes, cuts).map { try $0.start(["reconcile"], $1) }
    return try commands.map { try $0.finish().signal == SIGKILL }
  }

  /// Goes on where a replay was killed: the next waits until the killed one can certainly not be on its way any more.
  private func settle(_ scenes: [Scene]) throws {
    // Bounded by tries, not by a clock: 2 s apart, four minutes on an idle machine.
    for _ in 0..<120 {
      let open = try scenes.filter { try $0.state(verifying: false) != .succeeded }
      guard !open.isEmpty else { return }
      try reconcile(open, open.map { _ in nil })
      poll(nil, 0, 2000)
    }
  }
}
