import Payments
import ProviderSandbox

/// What the provider does later than anybody thinks.
extension FaultMatrix {
  static let lateness: [FaultForm] = neverFinal + late + lateFailure + movedAnyway

  private static let neverFinal: [FaultForm] = [
    FaultForm(
      .neverFinal, "pending for ever", .answers(["never-final*1"]),
      keyed: .init(.pending, .overdue, moved: 1), listed: .init(.pending, .overdue, moved: 1)),
    FaultForm(
      .neverFinal, "rows with ids of their own", .answers(["other-ids*1"]),
      listed: .init(.pending, then: .succeeded, moved: 1)),
    FaultForm(
      .neverFinal, "such rows, and no tag", .untagged(["other-ids*1"]),
      listed: .init(.pending, .overdue, moved: 1)),
    FaultForm(
      .neverFinal, "EOF, executed, no tag", .untagged(["close-after*1"]),
      listed: .person(.match, moved: 1)),
  ]

  private static let late: [FaultForm] = [
    FaultForm(.late, "after two reads", .answers(["late=2*1"]), .lostDone),
    FaultForm(.late, "after 20 s", .answers(["late=20s*1"]), .lostDone),
    FaultForm(.late, "after five hours", .answers(["late=18000s*1"]), .lostDone),
    FaultForm(
      .late, "after five hours, replays lost", .answers(["late=18000s*1", "close-before*3"]),
      keyed: .person(.match, moved: 1)),
    FaultForm(
      .late, "cancel, after two reads", .answers(["late=2*1"]), kind: .cancel,
      keyed: .init(.unknown, then: .succeeded, moved: 1)),
  ]

  private static let lateFailure: [FaultForm] = [
    FaultForm(
      .lateFailure, "pending, then failed", .answers(["late-failure=1*1"]),
      listed: .init(.pending, then: .failed, moved: 1)),
    FaultForm(
      .lateFailure, "done, then failed", .answers(["late-failure=7*1"]),
      listed: .init(.pending, then: .succeeded, .heldAgain, moved: 1)),
  ]

  private static let movedAnyway: [FaultForm] = ["401", "403"].map { code in
    FaultForm(
      .movedAnyway, code, .answers(["\(code)-after*1"]),
      keyed: .init(.rejected, .heldAgain, moved: 1),
      naked: .init(.rejected, .heldAgain, moved: 1),
      listed: .init(.rejected, .heldAgain, moved: 1))
  }
}
