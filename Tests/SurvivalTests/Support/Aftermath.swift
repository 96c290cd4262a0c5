import Payments
import ProgramSupport
import Testing

/// What a decision left that was killed.
struct Aftermath {
  /// How far its record had come.
  enum Stage: Int, Sendable, Comparable, CaseIterable {
    /// Nothing of it is on record.
    case nothing
    /// The decision is.
    case prepared
    /// An attempt is, and not what came of it.
    case sending
    /// What came of it is.
    case ended

    init(_ state: IntentState?) {
      switch state {
      case .none: self = .nothing
      case .prepared: self = .prepared
      case .sending: self = .sending
      case .awaitingApproval, .declined, .expired, .withdrawn, .discarded, .notSent, .succeeded,
        .pending, .rejected, .failed, .unknown, .needsHuman, .ruledDone, .ruledNotDone:
        self = .ended
      }
    }

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  /// More syncs than a run of one decision has; a run that has more has another fault.
  static let mostSyncs = 60
  /// More writes than a run of one decision has.
  static let mostWrites = 600

  let cut: KillSwitch
  let stage: Stage
  /// What had moved when the program was killed.
  let movements: [Int64]
}

// What must hold after a kill, whatever the cut.

extension Scene {
  /// I1: nothing moves before the attempt is on record, and never twice.
  func expectNothingUnrecorded(_ left: Aftermath) {
    switch left.stage {
    case .nothing, .prepared: #expect(left.movements.isEmpty, "\(left.cut)")
    case .sending:
      #expect([[], [decision.amountMinor]].contains(left.movements), "\(left.cut)")
    case .ended: #expect(left.movements == [decision.amountMinor], "\(left.cut)")
    }
  }

  /// I10 and I4: the next start finds the right state, and holds what may have moved.
  func expectRightStart(_ left: Aftermath) throws {
    let shown = try show()
    let state = try state()
    let moved = try movements()
    #expect(moved.count <= 1, "\(left.cut)")
    switch left.stage {
    case .nothing: #expect(state == nil, "\(left.cut)")
    case .prepared: #expect(state == .discarded, "\(left.cut)")
    case .sending:
      // What the provider itself proves may be settled by the read; the rest stays unknown.
      let proven = decision.canBeProven && !moved.isEmpty
      let allowed: [IntentState?] = proven ? [.unknown, .pending, .succeeded] : [.unknown]
      #expect(allowed.contains(state), "\(left.cut)")
    case .ended:
      #expect([.succeeded, .pending].contains(state), "\(left.cut)")
    }
    switch decision.kind {
    case .refund: expectRightSums(shown, state, left.cut)
    case .cancel: expectRightHold(shown, state, left.cut)
    }
  }

  private func expectRightSums(_ shown: Shown, _ state: IntentState?, _ cut: KillSwitch) {
    let amount = decision.amountMinor
    let held = state == .unknown || state == .pending ? amount : 0
    let refunded = state == .succeeded ? amount : 0
    #expect(shown.held?.minor == held, "\(cut)")
    #expect(shown.refunded?.minor == refunded, "\(cut)")
    #expect(shown.leftMinor == decision.paidMinor - held - refunded, "\(cut)")
  }

  /// An open cancel holds everything.
  private func expectRightHold(_ shown: Shown, _ state: IntentState?, _ cut: KillSwitch) {
    #expect(shown.held?.minor == (state == .unknown ? decision.paidMinor : 0), "\(cut)")
    if state == .succeeded { #expect(shown.status == "cancelled", "\(cut)") }
  }

  /// I3: a further decision is barred exactly while the outcome of the first is unknown.
  func expectBarredWhileUnknown(_ cut: KillSwitch) throws {
    let isCancelled = try decision.kind == .cancel && !movements().isEmpty
    let further = try run(decision.furtherArguments)
    let isUnknown = try state(verifying: false) == .unknown
    if isUnknown {
      #expect(further.status == 2, "\(cut): \(further.errors)")
      #expect(
        further.errors.contains("Settle the earlier \(decision.kind.rawValue)"),
        "\(cut): \(further.errors)")
    } else if isCancelled {
      #expect(further.status == 2, "\(cut): \(further.errors)")
      #expect(further.errors.contains("cancelled"), "\(cut): \(further.errors)")
    } else {
      #expect([0, 3].contains(further.status), "\(cut): \(further.errors)")
    }
    let moved = try movements()
    switch decision.kind {
    case .refund:
      #expect(moved.count { $0 == DecisionCase.refundMinor } <= 1, "\(cut)")
      #expect(moved.count { $0 == DecisionCase.furtherMinor } == (isUnknown ? 0 : 1), "\(cut)")
    case .cancel: #expect(moved.count <= 1, "\(cut)")
    }
  }
}
