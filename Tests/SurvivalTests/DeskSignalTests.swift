import Glibc
import Payments
import ProgramSupport
import Testing

/// The line drops, or the host shuts down, while the desk has a decision on its way.
struct DeskSignalTests {
  /// How the desk is told to end.
  enum Ending: String, Sendable, CaseIterable {
    case hangUp
    case terminate
    case terminalGone

    func strike(_ desk: Desk) throws {
      switch self {
      case .hangUp: try desk.send(SIGHUP)
      case .terminate: try desk.send(SIGTERM)
      case .terminalGone: desk.close()
      }
      try desk.isGone()
    }
  }

  @Test(arguments: Ending.allCases)
  func `within the undo time nothing is sent, and the next start says so`(_ ending: Ending) throws {
    let scene = try Scene(.nero, settings: "undo_seconds = 60")
    let desk = try confirmedDesk(scene)
    defer { desk.close() }
    try desk.shows("Sending in")
    try ending.strike(desk)
    #expect(try scene.movements().isEmpty)
    #expect(try scene.state() == .discarded, "the desk takes it back before it leaves")

    let again = try Desk(configuration: scene.sandbox.configuration, columns: 160, rows: 50)
    defer { again.close() }
    try again.says(["While you were away", "not sent", "draft is kept"])
    try again.quit()
    #expect(try scene.show().leftMinor == 1599)
  }

  @Test(arguments: Ending.allCases)
  func `in the last look before it is sent, nothing is sent any more`(_ ending: Ending) throws {
    let fault = "neropay.retrieve:slow=1500ms"
    let scene = try Scene(.nero, faults: [fault])
    let desk = try Desk(configuration: scene.sandbox.configuration)
    defer { desk.close() }
    try desk.find("np-order1001", id: scene.decision.id)
    try desk.beginRefund("5.00")
    // Behind the confirm screen nothing is read, so that the next time is right before sending.
    let before = try scene.sandbox.strikes(of: fault)
    try desk.confirm("5.00")
    try scene.sandbox.struck(fault, moreThan: before)
    try ending.strike(desk)
    #expect(try scene.movements().isEmpty)
    #expect(try scene.state() == .discarded)
  }

  @Test(arguments: Ending.allCases)
  func `in flight the answer is waited for and recorded, and the next start says it`(
    _ ending: Ending
  ) throws {
    let fault = "neropay.refund:slow=2000ms*1"
    let scene = try Scene(.nero, faults: [fault])
    let desk = try confirmedDesk(scene)
    defer { desk.close() }
    try scene.sandbox.struck(fault)
    try ending.strike(desk)
    #expect(try scene.movements() == [500])
    #expect(try scene.state() == .succeeded, "the desk records the answer before it leaves")

    let again = try Desk(configuration: scene.sandbox.configuration, columns: 160, rows: 50)
    defer { again.close() }
    try again.says(["While you were away", "refunded 5.00"])
    try again.quit()
    #expect(try scene.show().refunded?.minor == 500)
    #expect(try scene.movements() == [500])
  }

  @Test func `a second hang-up does not cut short what is still being recorded`() throws {
    let fault = "neropay.refund:slow=3000ms"
    let scene = try Scene(.nero, faults: [fault])
    let cut = try Scene.cut(leaving: .sending, of: scene.decision)
    _ = try #require(try scene.cut(cut))
    let desk = try Desk(configuration: scene.sandbox.configuration)
    defer { desk.close() }
    // The desk sends the same request again by itself, when it is safe.
    try scene.sandbox.struck(fault)
    try desk.send(SIGHUP)
    try desk.shows("still on its way")
    // A line that drops hangs up more than once: the server does, and then the terminal.
    try desk.send(SIGHUP)
    try desk.isGone()
    #expect(try scene.movements() == [500])
    #expect(try scene.state() == .succeeded)
  }

  private func confirmedDesk(_ scene: Scene) throws -> Desk {
    let desk = try Desk(configuration: scene.sandbox.configuration)
    try desk.find("np-order1001", id: scene.decision.id)
    try desk.beginRefund("5.00")
    try desk.confirm("5.00")
    return desk
  }
}
