import Glibc
import Payments
import ProgramSupport
import Testing

/// The program killed at every step of its journal, and started again.
struct KilledTests {
  /// The ways in which a sync can be the last thing that happens.
  static let moments: [KillSwitch.Moment] = [.before, .after, .lost]

  @Test(arguments: DecisionCase.all, moments)
  func `killed at every sync, money moves at most once and the next start knows what it may have`(
    _ decision: DecisionCase, _ moment: KillSwitch.Moment
  ) throws {
    var stages: [Aftermath.Stage] = []
    for number in 1...Aftermath.mostSyncs {
      let scene = try Scene(decision)
      let cut = KillSwitch(call: .sync, number: number, moment: moment)
      guard let left = try scene.cut(cut) else { break }
      stages.append(left.stage)
      scene.expectNothingUnrecorded(left)
      try scene.expectRightStart(left)
      // Where nothing is on record every further decision is like any first one: once is enough.
      if left.stage > .nothing || number == 1 { try scene.expectBarredWhileUnknown(cut) }
    }
    // Every stage was met, in order: no cut was missed, and none undid what was durable.
    #expect(stages == stages.sorted())
    #expect(Set(stages) == Set(Aftermath.Stage.allCases))
    #expect(stages.count < Aftermath.mostSyncs)
  }

  /// The writes at which a decision is killed: every one, or every third from another one on for each decision.
  ///
  /// The journal is written alike for all of them, so together the others meet every write once more.
  static let writes: [(decision: DecisionCase, first: Int, stride: Int)] = [
    (.nero, 1, 1), (.cancel, 1, 3), (.nectar, 2, 3), (.aiic, 3, 3),
  ]

  @Test(arguments: writes)
  func `killed at every write, money moves at most once and the record holds`(
    _ decision: DecisionCase, _ first: Int, _ stride: Int
  ) throws {
    var seen: Set<Aftermath.Stage> = []
    var movedWhileSending: Set<Int> = []
    for number in Swift.stride(from: first, to: Aftermath.mostWrites, by: stride) {
      let scene = try Scene(decision)
      let cut = KillSwitch(call: .write, number: number, moment: .before)
      guard let left = try scene.cut(cut) else { break }
      seen.insert(left.stage)
      if left.stage == .sending { movedWhileSending.insert(left.movements.count) }
      scene.expectNothingUnrecorded(left)
      try scene.expectRightStart(left)
    }
    #expect(seen == Set(Aftermath.Stage.allCases))
    // Between two commits nothing is written: what a cut leaves half done is the answer to a request that went out.
    #expect(movedWhileSending == [1])
  }

  @Test(arguments: [Aftermath.Stage.prepared, .sending])
  func `a start that is killed while it takes over is taken over by the next`(
    _ stage: Aftermath.Stage
  ) throws {
    let cut = try Scene.cut(leaving: stage, of: .nectar)
    var kills = 0
    for number in 1...Aftermath.mostSyncs {
      let scene = try Scene(.nectar)
      let left = try #require(try scene.cut(cut))
      let start = try scene.run(
        ["show", scene.decision.payment], KillSwitch(call: .sync, number: number, moment: .after))
      guard start.signal == SIGKILL else { break }
      kills += 1
      try scene.expectRightStart(left)
      try scene.expectBarredWhileUnknown(cut)
    }
    #expect((1..<Aftermath.mostSyncs).contains(kills))
  }
}
