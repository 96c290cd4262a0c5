import Glibc
import Payments
import ProgramSupport
import Testing

/// One decision on a sandbox and a journal of its own.
struct Scene {
  let decision: DecisionCase
  let sandbox: Sandbox

  init(_ decision: DecisionCase, faults: [String] = [], settings: String = "") throws {
    self.decision = decision
    sandbox = try Sandbox(faults: faults, settings: settings)
  }

  /// A scene whose decision was killed at a cut.
  static func killed(_ decision: DecisionCase, at cut: KillSwitch) throws -> Scene {
    let scene = try Scene(decision)
    _ = try #require(try scene.cut(cut), "\(cut) came too late")
    return scene
  }

  /// The first sync whose cut leaves a stage; where it is depends on the journal alone.
  static func cut(
    leaving stage: Aftermath.Stage, of decision: DecisionCase, moment: KillSwitch.Moment = .after
  ) throws -> KillSwitch {
    for number in 1...Aftermath.mostSyncs {
      let cut = KillSwitch(call: .sync, number: number, moment: moment)
      let left = try #require(try Scene(decision).cut(cut), "no cut leaves \(stage)")
      if left.stage == stage { return cut }
    }
    throw NoSuchCut()
  }

  // MARK: - Commands

  func run(_ arguments: [String], _ cut: KillSwitch? = nil) throws -> Program.Outcome {
    try Program.run(
      arguments + ["--config", sandbox.configuration], environment: cut?.environment ?? [:])
  }

  func start(_ arguments: [String], _ cut: KillSwitch? = nil) throws -> RunningProgram {
    try Program.start(
      arguments + ["--config", sandbox.configuration], environment: cut?.environment ?? [:])
  }

  /// What the next start of the program shows of the payment.
  func show() throws -> Shown {
    let outcome = try run(["show", decision.payment, "--json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try Shown(outcome)
  }

  /// Decides, with a cut; `nil` when the program came to its end before the cut.
  func cut(_ cut: KillSwitch) throws -> Aftermath? {
    let outcome = try run(decision.arguments, cut)
    guard outcome.signal == SIGKILL else {
      #expect([0, 3].contains(outcome.status), "\(cut): \(outcome.errors)")
      #expect(try movements() == [decision.amountMinor], "\(cut)")
      return nil
    }
    return Aftermath(
      cut: cut, stage: Aftermath.Stage(try state(verifying: false)), movements: try movements())
  }

  // MARK: - What is true

  /// What really moved on the payment, in minor units and in order.
  func movements() throws -> [Int64] {
    try sandbox.effects(of: decision.id).map(\.amountMinor)
  }

  /// What the journal says of the decision.
  func state(verifying: Bool = true) throws -> IntentState? {
    try JournalCopy(of: sandbox, verifying: verifying).state
  }
}

/// No cut left what the test wanted.
struct NoSuchCut: Error {}
