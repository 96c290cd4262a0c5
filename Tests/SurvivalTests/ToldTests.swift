import Glibc
import Payments
import ProgramSupport
import Testing

/// What the desk says when it is opened after a decision was killed.
struct ToldTests {
  @Test(arguments: DecisionCase.all)
  func `what was not sent is said in one sentence`(_ decision: DecisionCase) throws {
    let cut = try Scene.cut(leaving: .prepared, of: decision)
    let scene = try Scene.killed(decision, at: cut)
    let desk = try Desk(configuration: scene.sandbox.configuration, columns: 160, rows: 50)
    defer { desk.close() }
    try desk.says(["While you were away", "not sent", "draft is kept"])
    try desk.quit()
    #expect(try scene.movements().isEmpty)
    #expect(try scene.state() == .discarded)
  }

  @Test(
    arguments: zip(
      DecisionCase.all + [.nectar], [KillSwitch.Moment.lost, .lost, .lost, .lost, .after]))
  func `what may have been sent is said in one sentence, and held`(
    _ decision: DecisionCase, _ moment: KillSwitch.Moment
  ) throws {
    let cut = try Scene.cut(leaving: .sending, of: decision, moment: moment)
    let scene = try Scene.killed(decision, at: cut)
    let moved = try scene.movements()
    // Killed right after the attempt nothing went out; without power only the answer is missing.
    #expect(moved == (moment == .lost ? [decision.amountMinor] : []))
    let desk = try Desk(configuration: scene.sandbox.configuration, columns: 160, rows: 50)
    defer { desk.close() }
    try desk.says(["While you were away", "outcome unknown", "do not repeat it"])
    try desk.quit()
    #expect(try scene.movements() == moved)
  }

  @Test func `a desk killed while it waits for the answer says so when it is opened again`() throws
  {
    let fault = "nectar.refund:hang-after*1"
    let scene = try Scene(.nectar, faults: [fault])
    let desk = try Desk(configuration: scene.sandbox.configuration)
    defer { desk.close() }
    try desk.find(scene.decision.id, id: scene.decision.id)
    try desk.beginRefund("5.00")
    try desk.confirm("5.00")
    try scene.sandbox.struck(fault)
    try desk.send(SIGKILL)
    try desk.shows("ended 137")

    let again = try Desk(configuration: scene.sandbox.configuration, columns: 160, rows: 50)
    defer { again.close() }
    try again.says(["While you were away", "outcome unknown", "do not repeat it"])
    try again.leaveAttention()
    try again.press("/")
    try again.type(scene.decision.id)
    try again.press("Enter")
    try again.says(["held", "5.00", "outcome unknown"])
    try again.quit()
    #expect(try scene.movements() == [500])
  }

  @Test func `a desk killed within the undo time says that nothing was sent`() throws {
    let scene = try Scene(.nero, settings: "undo_seconds = 60")
    let desk = try Desk(configuration: scene.sandbox.configuration)
    defer { desk.close() }
    try desk.find("np-order1001", id: scene.decision.id)
    try desk.beginRefund("5.00")
    try desk.confirm("5.00")
    try desk.shows("Sending in")
    try desk.send(SIGKILL)
    try desk.shows("ended 137")

    let again = try Desk(configuration: scene.sandbox.configuration, columns: 160, rows: 50)
    defer { again.close() }
    try again.says(["While you were away", "not sent", "draft is kept"])
    try again.quit()
    #expect(try scene.movements().isEmpty)
    #expect(try scene.show().held?.minor == 0)
  }
}
