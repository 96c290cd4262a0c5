import Glibc
import ProgramSupport
import Testing

/// The switch itself: that it cuts where it says, and changes nothing where it does not.
struct KillSwitchTests {
  @Test func `without a number it only counts`() throws {
    let scene = try Scene(.nero)
    let path = scene.sandbox.folder.path("counts")
    let outcome = try Program.run(
      scene.decision.arguments + ["--config", scene.sandbox.configuration],
      environment: KillSwitch.counting(into: path))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try scene.movements() == [500])
    let counts = try scene.sandbox.folder.text("counts").split(separator: " ").compactMap {
      Int($0)
    }
    try #require(counts.count == 1, "sync N write N ends with a newline")
    // The decision, the attempt and the answer are three commits, each with a sync of its own.
    #expect(counts[0] >= 3)
  }

  @Test func `the program ends at the chosen call, and not before`() throws {
    let scene = try Scene(.nero)
    #expect(try scene.cut(KillSwitch(call: .sync, number: 1, moment: .before))?.stage == .nothing)
    let late = KillSwitch(call: .sync, number: Aftermath.mostSyncs, moment: .before)
    #expect(try scene.cut(late) == nil)
  }

  @Test func `a loss of power takes back what was not synced`() throws {
    // The decision is written and about to be synced: killed here it is there, without power it is not.
    let number = try #require(
      try (1...Aftermath.mostSyncs).first { number in
        let cut = KillSwitch(call: .sync, number: number, moment: .before)
        return try Scene(.nero).cut(cut)?.stage == .prepared
      })
    let lost = KillSwitch(call: .sync, number: number, moment: .lost)
    #expect(try Scene(.nero).cut(lost)?.stage == .nothing)
  }

  @Test func `a wrong setting ends the program at once`() throws {
    let scene = try Scene(.nero)
    var environment = KillSwitch(call: .sync, number: 1, moment: .after).environment
    environment["KILL_SWITCH_WHEN"] = "sometimes"
    let outcome = try Program.run(
      scene.decision.arguments + ["--config", scene.sandbox.configuration],
      environment: environment)
    #expect(outcome.status == 125)
    #expect(try scene.movements().isEmpty)
  }
}
