import Payments
import Testing
import TextSafety

@testable import Journal
@testable import SupportDesk

/// What one read says against the record, as a function of both alone (I27).
struct ComparisonTests {
  private static let start = Instant(seconds: 1_790_000_000)

  // MARK: - Effects

  @Test(arguments: [IntentState.rejected, .failed, .ruledNotDone])
  func `an effect of its amount that nothing explains is brought up once`(
    _ state: IntentState
  ) throws {
    var comparison = compared([intent(1, state)], rows: [row("rf_9", 500)])
    let found = try #require(comparison.contradictions().first)
    #expect(found.finding == Finding(kind: .movedAnyway, effect: "rf_9", amount: gbp(500)))
    comparison.known = [recorded(found)]
    #expect(comparison.contradictions().isEmpty)
    comparison.known[0].end = .notThisOne
    #expect(comparison.contradictions().isEmpty, "what a person put aside stays so")
  }

  @Test(arguments: [
    (Int64(300), Int64(0), "another amount"), (500, -3600, "dated before the decision"),
  ])
  func `anything else is a refund made elsewhere`(
    _ minor: Int64, _ seconds: Int64, _ why: String
  ) {
    let rows = [row("rf_9", minor, at: seconds)]
    #expect(compared([intent(1, .rejected)], rows: rows).contradictions().isEmpty, "\(why)")
  }

  @Test func `an undated effect counts, and one that another decision explains does not`() {
    let rows = [row("rf_9", 500, at: nil)]
    #expect(compared([intent(1, .rejected)], rows: rows).contradictions().count == 1)
    for state in [IntentState.succeeded, .pending, .unknown, .needsHuman] {
      let intents = [intent(1, .rejected), intent(2, state)]
      #expect(compared(intents, rows: rows).contradictions().isEmpty, "\(state)")
    }
    let stated = ReportedRefund(
      id: nil, amount: gbp(500), time: nil, providerStatus: "stated", progress: .succeeded,
      link: .exact, statedBy: Actor("bola"))
    #expect(compared([intent(1, .rejected)], rows: rows + [stated]).contradictions().isEmpty)
  }

  @Test func `a row that names no payment may be a refund that was refused, and nothing else`() {
    var nameless = row("rf_9", 500)
    nameless.link = .unattributed
    #expect(compared([intent(1, .rejected)], rows: [nameless]).contradictions().count == 1)
    for state in [IntentState.succeeded, .failed, .notSent] {
      #expect(
        compared([intent(1, state)], rows: [nameless]).contradictions().isEmpty, "\(state)")
    }
  }

  @Test func `what can be either of two decisions locks, and sums beyond what was paid lock`()
    throws
  {
    let two = compared([intent(1, .rejected), intent(2, .failed)], rows: [row("rf_9", 500)])
    #expect(two.contradictions().map(\.finding.locks) == [true])
    let over = compared(
      [intent(1, .rejected), intent(2, .succeeded, minor: 1400)], rows: [row("rf_9", 500)])
    #expect(over.contradictions().map(\.finding.locks) == [true])
    let fits = compared(
      [intent(1, .rejected), intent(2, .succeeded, minor: 1000)], rows: [row("rf_9", 500)])
    #expect(fits.contradictions().map(\.finding.locks) == [false])
  }

  // MARK: - Statuses

  @Test func `a status alone is an effect of an amount that nobody knows`() throws {
    let alone = compared([intent(1, .rejected)], status: .partlyRefunded)
    let found = try #require(alone.contradictions().first)
    #expect(found.finding.kind == .movedAnyway)
    #expect(found.finding.amount == nil)
    #expect(!found.finding.locks)
    let explained = compared(
      [intent(1, .rejected), intent(2, .succeeded)], status: .partlyRefunded)
    #expect(explained.contradictions().isEmpty)
    var all = compared([intent(1, .rejected), intent(2, .succeeded)], status: .refunded)
    #expect(all.contradictions().count == 1, "more went back than ours")
    all.refundedMeansAll = false
    #expect(all.contradictions().isEmpty, "the word is used for parts too")
  }

  @Test(arguments: [
    (Status.refunded, Status.paid, true), (.partlyRefunded, .paid, true), (.paid, .pending, true),
    (.paid, .partlyRefunded, false), (.refunded, .partlyRefunded, false), (.pending, .paid, false),
    (.paid, .disputed, false), (.unrecognised, .paid, false),
  ])
  func `a status that goes back is an issue`(_ before: Status, _ now: Status, _ isBack: Bool) {
    let comparison = compared([intent(1, .succeeded, minor: 1599)], status: now, before: before)
    let kinds = comparison.contradictions().map(\.finding.kind)
    #expect(kinds.contains(.wentBack) == isBack, "\(kinds)")
  }

  @Test func `what never counted as done cannot have been undone`() throws {
    let both = compared(
      [intent(1, .succeeded), intent(2, .unknown)], status: .paid, before: .partlyRefunded)
    #expect(both.contradictions().map(\.intent.state) == [.succeeded])
    let lost = compared([intent(2, .unknown)], status: .paid, before: .partlyRefunded)
    #expect(lost.contradictions().isEmpty)
    let gone = compared([intent(2, .unknown)], status: .cancelled, before: .paid)
    #expect(gone.contradictions().map(\.finding.kind) == [.wentBack])
  }

  @Test func `a status that another refund explains does not say that the first is back`() throws {
    let back = compared([intent(1, .succeeded)], status: .paid, before: .partlyRefunded)
    let found = recorded(try #require(back.contradictions().first))
    #expect(!back.hasPassed(found))
    #expect(compared([intent(1, .succeeded)], status: .partlyRefunded).hasPassed(found))
    let two = compared([intent(1, .succeeded), intent(2, .succeeded)], status: .partlyRefunded)
    #expect(!two.hasPassed(found))
    let elsewhere = compared(
      [intent(1, .succeeded)], rows: [row("rf_9", 300)], status: .partlyRefunded)
    #expect(!elsewhere.hasPassed(found))
  }

  @Test func `an entry that failed is ours where none that went through can be`() throws {
    var failed = row("rf_9", 500)
    failed.progress = .failed
    let late = compared([intent(1, .succeeded)], rows: [failed]).contradictions()
    #expect(
      late.map(\.finding) == [
        Finding(kind: .failedLate, effect: "rf_9", amount: gbp(500))
      ])
    let told = compared([intent(1, .succeeded)], rows: [failed, row("rf_8", 500)])
    #expect(told.contradictions().isEmpty)
    let other = compared([intent(1, .succeeded, minor: 400)], rows: [failed])
    #expect(other.contradictions().isEmpty)
    for state in [IntentState.unknown, .pending, .rejected] {
      #expect(compared([intent(1, state)], rows: [failed]).contradictions().isEmpty, "\(state)")
    }
  }

  @Test func `a word that nobody knows is an issue until it is known`() throws {
    let comparison = compared([intent(1, .succeeded)], status: .unrecognised)
    let found = try #require(comparison.contradictions().first)
    #expect(found.finding.kind == .unknownWord)
    #expect(!comparison.hasPassed(recorded(found)))
    var later = compared([intent(1, .succeeded)], status: .partlyRefunded)
    #expect(later.hasPassed(recorded(found)))
    later.known = [recorded(found)]
    later.known[0].end = .passed
    var again = comparison
    again.known = later.known
    #expect(again.contradictions().count == 1, "back again, it is told again")
  }

  // MARK: - Rows of ours

  @Test(arguments: IntentState.allCases)
  func `a row that is certainly ours says against every end what it shows`(_ state: IntentState) {
    let decided = intent(1, state)
    func kinds(_ progress: RefundProgress) -> [Finding.Kind] {
      var one = row("rf_1", 500)
      one.progress = progress
      var comparison = compared([decided])
      comparison.named = [(decided, one)]
      return comparison.contradictions().map(\.finding.kind)
    }
    #expect(kinds(.failed) == (state.isDone ? [.failedLate] : []))
    for progress in [RefundProgress.succeeded, .pending] {
      #expect(kinds(progress) == (state.holdsAmount ? [] : [.movedAnyway]), "\(progress)")
    }
    let isTold = state.isDone || state == .pending
    #expect(
      kinds(.unrecognised)
        == (state.holdsAmount ? (isTold ? [.unknownWord] : []) : [.movedAnyway]))
  }

  // MARK: - Helpers

  private func compared(
    _ intents: [Intent], rows: [ReportedRefund] = [], status: Status = .paid,
    before: Status? = nil
  ) -> Comparison {
    let key = SettlingSample.intent(.unknown, at: Self.start).key
    return Comparison(
      transaction: Transaction(
        key: key, reference: "R", kind: .payment, status: status,
        providerStatus: ForeignText(status.rawValue), amount: QuotedAmount(gbp(1599)), created: nil),
      intents: intents, named: [], others: rows, known: [],
      statusesBefore: before.map { [$0] } ?? [],
      refundedMeansAll: true)
  }

  private func gbp(_ minor: Int64) -> Money { Money(minor: minor, currency: .gbp) }

  private func row(_ id: String, _ minor: Int64, at seconds: Int64? = 5) -> ReportedRefund {
    ReportedRefund(
      id: ForeignText(id), amount: gbp(minor),
      time: seconds.map { ProviderTime(of: Self.start.adding(seconds: $0)) },
      providerStatus: "succeeded", progress: .succeeded, link: .sameReference)
  }

  private func recorded(_ contradiction: Contradiction) -> RecordedFinding {
    RecordedFinding(
      intent: contradiction.intent.id, key: contradiction.intent.key,
      finding: contradiction.finding, time: Self.start, words: "", end: nil)
  }

  private func intent(
    _ number: Int, _ state: IntentState, minor: Int64 = 500
  ) -> Intent {
    let sample = SettlingSample.intent(state, at: Self.start)
    let digits = String(repeating: "\(number)", count: 32)
    guard let id = IntentID(digits) else { preconditionFailure("A sample id is malformed.") }
    return Intent(
      id: id, kind: .refund, key: sample.key, account: sample.account, mode: .test,
      amount: gbp(minor), reason: "", note: "", ticket: "", actor: sample.actor,
      seen: sample.seen, decisionToken: nil, retryOf: nil, state: state,
      created: Self.start.adding(seconds: Int64(number)), updated: Self.start)
  }
}
