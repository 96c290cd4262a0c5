import Payments
import Testing
import TextSafety

struct `The life of an intent` {
  /// Every change that can happen; every other pair changes nothing.
  private static let table: [IntentState: [IntentEvent: IntentState]] = [
    .prepared: [
      .approvalRequested: .awaitingApproval, .discarded: .discarded, .attemptStarted: .sending,
      .outcomeLost: .unknown,
    ],
    .awaitingApproval: [
      .approved: .prepared, .declined: .declined, .approvalExpired: .expired,
      .withdrawn: .withdrawn,
    ],
    .declined: [:],
    .expired: [:],
    .withdrawn: [:],
    .discarded: [:],
    .sending: [
      .notSent: .notSent, .succeeded: .succeeded, .accepted: .pending, .rejected: .rejected,
      .failed: .failed, .outcomeLost: .unknown,
    ],
    .notSent: [:],
    .succeeded: [:],
    .pending: [
      .succeeded: .succeeded, .rejected: .rejected, .failed: .failed, .ruledDone: .ruledDone,
      .ruledNotDone: .ruledNotDone,
    ],
    .rejected: [:],
    .failed: [:],
    .unknown: [
      .succeeded: .succeeded, .accepted: .pending, .rejected: .rejected, .failed: .failed,
      .replayed: .unknown, .checksExhausted: .needsHuman, .ruledDone: .ruledDone,
      .ruledNotDone: .ruledNotDone,
    ],
    .needsHuman: [
      .succeeded: .succeeded, .accepted: .pending, .rejected: .rejected, .failed: .failed,
      .ruledDone: .ruledDone, .ruledNotDone: .ruledNotDone,
    ],
    .ruledDone: [:],
    .ruledNotDone: [:],
  ]

  @Test(arguments: IntentState.allCases, IntentEvent.allCases)
  func `follows the table for every state and event`(state: IntentState, event: IntentEvent) throws
  {
    let row = try #require(Self.table[state])
    #expect(state.after(event) == row[event])
  }

  @Test(arguments: IntentState.allCases)
  func `ends in its terminal states, and only there (I9)`(state: IntentState) {
    let leads = IntentEvent.allCases.contains { state.after($0) != nil }
    #expect(state.isTerminal == !leads)
  }

  @Test
  func `frees its hold only by a certain no (I4)`() {
    let free = IntentState.allCases.filter { !$0.holdsAmount }
    #expect(
      Set(free) == [
        .declined, .expired, .withdrawn, .discarded, .notSent, .rejected, .failed, .ruledNotDone,
      ])
    #expect(free.allSatisfy { $0.isTerminal })
  }

  @Test
  func `bars other decisions while it is open (I3)`() {
    let open: Set<IntentState> = [.prepared, .awaitingApproval, .sending, .unknown, .needsHuman]
    #expect(Set(IntentState.allCases.filter { $0.isOpen(.refund) }) == open)
    #expect(Set(IntentState.allCases.filter { $0.isOpen(.cancel) }) == open.union([.pending]))
  }

  @Test(arguments: IntentState.allCases)
  func `is open only while it can change and holds its amount`(state: IntentState) {
    for kind in IntentKind.allCases where state.isOpen(kind) {
      #expect(!state.isTerminal && state.holdsAmount)
    }
    #expect(!state.isDone || state.holdsAmount)
    #expect(!state.title.isEmpty)
  }

  @Test
  func `leaves an unknown outcome only by an answer, exhausted checks or a ruling (I5)`() {
    let exits = IntentEvent.allCases.filter { event in
      IntentState.unknown.after(event).map { $0 != .unknown } == true
    }
    #expect(
      Set(exits) == [
        .succeeded, .accepted, .rejected, .failed, .checksExhausted, .ruledDone, .ruledNotDone,
      ])
  }

  @Test
  func `cannot have reached the provider before an attempt, nor when nothing was sent`() {
    var reached: Set<IntentState> = [.prepared]
    var sent: Set<IntentState> = []
    for _ in IntentState.allCases {
      for state in reached {
        for event in IntentEvent.allCases {
          guard let next = state.after(event) else { continue }
          reached.insert(next)
          if next == .sending || (state.mayHaveBeenSent && next != .notSent) { sent.insert(next) }
        }
      }
    }
    #expect(reached == Set(IntentState.allCases))
    #expect(sent == Set(IntentState.allCases.filter(\.mayHaveBeenSent)))
  }

  @Test
  func `of a refund cannot begin with nothing`() async {
    await #expect(processExitsWith: .failure) {
      _ = try Sample.intent(1, .refund, Money.zero(.gbp), .prepared)
    }
  }
}
