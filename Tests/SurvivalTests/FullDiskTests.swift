import Foundation
import Payments
import ProgramSupport
import Testing

/// The journal's disk is full: before sending nothing goes out, after sending the program says that it cannot tell.
struct FullDiskTests {
  /// From which writes on the disk is full: every eighth, from another one on for each decision.
  static let writes: [(decision: DecisionCase, first: Int)] = [
    (.nero, 1), (.cancel, 3), (.nectar, 5), (.aiic, 7),
  ]

  @Test(arguments: writes)
  func `full from any write on, the exit code says whether money may have moved`(
    _ decision: DecisionCase, _ first: Int
  ) throws {
    var codes: Set<Int32> = []
    for number in stride(from: first, to: Aftermath.mostWrites, by: 8) {
      let scene = try Scene(decision)
      let full = KillSwitch(call: .write, number: number, moment: .full)
      let outcome = try scene.run(decision.arguments, full)
      codes.insert(outcome.status)
      try expectHonest(outcome, scene, full)
      if [0, 3].contains(outcome.status) { break }
    }
    #expect(codes.isSuperset(of: [1, 5]))
    #expect(!codes.isDisjoint(with: [0, 3]), "the disk never had room enough")
  }

  @Test func `a desk on a full disk sends nothing and says why, and goes on when there is room`()
    throws
  {
    let scene = try Scene(.nero)
    let (desk, arm) = try confirmingDesk(scene)
    defer { desk.close() }
    try "full".write(toFile: arm, atomically: false, encoding: .utf8)
    try desk.confirm("5.00")
    try desk.shows("is full")
    #expect(try scene.movements().isEmpty)

    try FileManager.default.removeItem(atPath: arm)
    for _ in 0..<5 { try desk.press("Enter") }
    try desk.confirm("5.00")
    try desk.shows("Refunded 5.00")
    #expect(try scene.movements() == [500])
    try desk.press("Enter")
    try desk.quit()
  }

  @Test func `a desk whose disk fills in flight says that it could not be recorded, and holds`()
    throws
  {
    let fault = "neropay.refund:slow=1500ms*1"
    let scene = try Scene(.nero, faults: [fault])
    let (desk, arm) = try confirmingDesk(scene)
    defer { desk.close() }
    try desk.confirm("5.00")
    try scene.sandbox.struck(fault)
    try "full".write(toFile: arm, atomically: false, encoding: .utf8)
    try desk.shows("could not be recorded")
    #expect(try scene.movements() == [500])
    try desk.quit()

    let again = try Desk(configuration: scene.sandbox.configuration, columns: 160, rows: 50)
    defer { again.close() }
    try again.says(["While you were away", "outcome unknown", "do not repeat it"])
    try again.quit()
    #expect(try scene.movements() == [500])
    #expect(try scene.show().takenMinor == 500)
  }

  // MARK: - Steps

  /// The exit code and the record agree with the provider.
  private func expectHonest(
    _ outcome: Program.Outcome, _ scene: Scene, _ full: KillSwitch
  ) throws {
    let moved = try scene.movements()
    let shown = try scene.show()
    let state = try scene.state()
    switch outcome.status {
    case 0, 3: #expect(moved == [scene.decision.amountMinor], "\(full)")
    case 1:
      #expect(moved.isEmpty, "\(full)")
      #expect([nil, .discarded].contains(state), "\(full)")
      #expect(shown.takenMinor == 0, "\(full)")
      #expect(outcome.errors.line(with: ["tilldesk: ", "full"]), "\(full): \(outcome.errors)")
    case 5:
      #expect(moved == [scene.decision.amountMinor], "\(full)")
      #expect(state == .unknown || scene.decision.canBeProven, "\(full)")
      #expect(
        outcome.errors.line(with: ["could not be recorded", "full", "Do not repeat it"]),
        "\(full): \(outcome.errors)")
    default: Issue.record("\(full): exit \(outcome.status): \(outcome.errors)")
    }
  }

  /// A desk at its confirm screen, and the path that fills its disk once something is there.
  private func confirmingDesk(_ scene: Scene) throws -> (Desk, arm: String) {
    let arm = scene.sandbox.folder.path("full")
    let full = KillSwitch(call: .write, number: 1, moment: .full, armed: arm)
    let desk = try Desk(
      configuration: scene.sandbox.configuration, columns: 160, rows: 50,
      environment: full.environment)
    try desk.find("np-order1001", id: scene.decision.id)
    try desk.beginRefund("5.00")
    return (desk, arm)
  }
}
