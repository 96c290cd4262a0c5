import Payments
import Testing
import TextSafety

struct `A refund ledger beside what the provider reports` {
  @Test
  func `counts a refund made elsewhere as external`() throws {
    let ledger = try ledger(intents: [], reported: [Sample.reported(money("5.00"))])
    #expect(ledger.refunded == (try money("5.00")))
    #expect(ledger.entries.map(\.source) == [.external])
    #expect(ledger.remaining == .computed(try money("45.00")))
  }

  @Test
  func `holds an external refund that is pending, and ignores one that failed`() throws {
    let ledger = try ledger(
      intents: [],
      reported: [
        Sample.reported(money("5.00"), id: "a", .pending),
        Sample.reported(money("6.00"), id: "b", .failed),
      ])
    #expect(ledger.held == (try money("5.00")) && ledger.refunded.isZero)
    #expect(ledger.entries.map(\.state).contains(.failed))
    #expect(ledger.remaining.bound == (try money("45.00")))
  }

  @Test
  func `counts ours once: by its id`() throws {
    let five = try money("5.00")
    let ledger = try ledger(
      intents: [Sample.intent(1, .refund, five, .succeeded, refundID: "rf_1")],
      reported: [Sample.reported(five, id: "rf_1"), Sample.reported(five, id: "rf_2")])
    #expect(ledger.refunded == (try money("10.00")))
    #expect(ledger.entries.map(\.refundID) == ["rf_2", "rf_1"])
  }

  @Test
  func `counts ours once: by the tag that it carries under another id`() throws {
    let five = try money("5.00")
    let tag = try Sample.intentID(1).tag.text
    let row = Sample.reported(five, id: "txn_r1", details: ForeignText("duplicate \(tag)"))
    let ledger = try ledger(
      intents: [Sample.intent(1, .refund, five, .succeeded, refundID: "ref_9")], reported: [row])
    #expect(ledger.refunded == five)
    #expect(ledger.entries.count == 1)
  }

  @Test
  func `counts what carries the tag of another decision beside ours`() throws {
    let five = try money("5.00")
    let intents = [try Sample.intent(1, .refund, five, .unknown)]
    for (words, isAnothers) in [
      ("Refund TD-M2Q8C4-9ZK7", true), ("Refund", false), ("TD-M2Q8C4", false),
      ("TD-M2Q8C4-9ZK7 \(intents[0].id.tag)", false), ("\(intents[0].id.shortTag)-9ZK7", false),
    ] {
      let row = Sample.reported(five, id: "R1", details: ForeignText(words))
      let ledger = try ledger(intents: intents, reported: [row])
      #expect(ledger.held == five)
      #expect(ledger.refunded.isPositive == isAnothers, "\(words)")
    }
  }

  @Test
  func `counts ours once: by the row that moves, where the provider tried a failed one again`()
    throws
  {
    let five = try money("5.00")
    let tag = ForeignText(try Sample.intentID(1).tag.text)
    var intent = try Sample.intent(1, .refund, five, .failed, refundID: "rf_1")
    intent.correction = .disputed
    let first = Sample.reported(five, id: "rf_1", .failed, details: tag)
    let again = try ledger(
      intents: [intent], reported: [first, Sample.reported(five, id: "rf_2", details: tag)])
    #expect(again.held == five && again.refunded.isZero)
    #expect(again.entries.count == 1)
    let six = try money("6.00")
    let more = try ledger(
      intents: [intent], reported: [first, Sample.reported(six, id: "rf_2", details: tag)])
    #expect(more.held == five && more.refunded == six, "another amount is not taken for it")
  }

  @Test(arguments: [IntentState.sending, .unknown, .needsHuman, .succeeded, .pending, .ruledDone])
  func `counts ours once: by its amount, where it was sent and has no id`(state: IntentState) throws
  {
    let five = try money("5.00")
    let ledger = try ledger(
      intents: [Sample.intent(1, .refund, five, state)], reported: [Sample.reported(five)])
    #expect(ledger.remaining.bound == (try money("45.00")))
    #expect(ledger.entries.count == 1)
  }

  @Test(arguments: [IntentState.prepared, .awaitingApproval])
  func `never takes a refund for one of ours that was not sent yet`(state: IntentState) throws {
    let five = try money("5.00")
    let ledger = try ledger(
      intents: [Sample.intent(1, .refund, five, state)], reported: [Sample.reported(five)])
    #expect(ledger.refunded == five && ledger.held == five)
    #expect(ledger.remaining.bound == (try money("40.00")))
  }

  @Test
  func `never takes a refund that the agent had in view for the one decided then`() throws {
    let five = try money("5.00")
    let known = Sample.reported(five, id: "rf_old")
    let unknown = try Sample.intent(1, .refund, five, .unknown, seenRefunds: [known])
    let ledger = try ledger(intents: [unknown], reported: [known])
    #expect(ledger.refunded == five && ledger.held == five)
    #expect(unknown.seen.knew(known))
    #expect(!unknown.seen.knew(Sample.reported(five, id: "rf_ol")))
    #expect(!unknown.seen.knew(Sample.reported(five, id: nil)))
  }

  @Test
  func `keeps the hold of an unknown refund beside an external one of another amount (I5)`() throws
  {
    let ledger = try ledger(
      intents: [Sample.intent(1, .refund, money("5.00"), .unknown)],
      reported: [Sample.reported(money("5.01"))])
    #expect(try ledger.held == money("5.00") && ledger.refunded == money("5.01"))
    #expect(ledger.remaining.bound == (try money("39.99")))
  }

  @Test
  func `lists a failed refund of ours once, and shows a provider that contradicts it`() throws {
    let five = try money("5.00")
    let failed = try Sample.intent(1, .refund, five, .failed, refundID: "rf_1")
    let agreeing = try ledger(intents: [failed], reported: [Sample.reported(five, .failed)])
    #expect(agreeing.entries.map(\.state) == [.failed] && agreeing.refunded.isZero)
    let contradicting = try ledger(intents: [failed], reported: [Sample.reported(five, .succeeded)])
    #expect(contradicting.entries.count == 2 && contradicting.refunded == five)
  }

  @Test
  func `shows a possible refund, counts it not, and is no longer certain`() throws {
    let ledger = try ledger(
      intents: [], reported: [Sample.reported(money("5.00"), .succeeded, .possible)])
    #expect(ledger.refunded.isZero && ledger.held.isZero)
    #expect(ledger.entries.map(\.source) == [.possible])
    #expect(ledger.remaining == .atMost(try money("50.00")))
    let failed = try self.ledger(
      intents: [], reported: [Sample.reported(money("5.00"), .failed, .possible)])
    #expect(failed.remaining == .computed(try money("50.00")))
  }

  // MARK: - What the provider's status says

  @Test
  func `does not know what is left where the provider refunded a part and we know of none`() throws
  {
    let ledger = try ledger(.partlyRefunded, intents: [], reported: [])
    #expect(ledger.remaining == .unknown(atMost: try money("50.00")))
    #expect(!ledger.remaining.isCertain && ledger.remaining.sourceWord == "unknown")
  }

  @Test
  func `knows a bound where the part can be one of ours that is not certain`() throws {
    let pending = try Sample.intent(1, .refund, money("5.00"), .pending)
    #expect(
      try ledger(.partlyRefunded, intents: [pending], reported: []).remaining
        == .atMost(money("45.00")))
    let prepared = try Sample.intent(1, .refund, money("5.00"), .prepared)
    #expect(
      try ledger(.partlyRefunded, intents: [prepared], reported: []).remaining
        == .unknown(atMost: money("45.00")))
  }

  @Test
  func `agrees with a provider that says partly refunded after ours`() throws {
    let ours = try Sample.intent(1, .refund, money("5.00"), .succeeded)
    #expect(
      try ledger(.partlyRefunded, intents: [ours], reported: []).remaining
        == .computed(money("45.00")))
  }

  @Test
  func `knows a bound only where the payment was partly refunded before ours`() throws {
    let first = try Sample.intent(
      1, .refund, money("5.00"), .succeeded, seenStatus: .partlyRefunded)
    #expect(
      try ledger(.partlyRefunded, intents: [first], reported: []).remaining
        == .atMost(money("45.00")))
    let earlier = try Sample.intent(0, .refund, money("1.00"), .succeeded)
    #expect(
      try ledger(.partlyRefunded, intents: [earlier, first], reported: []).remaining
        == .computed(money("44.00")))
  }

  @Test
  func `has nothing left where the provider says that all went back`() throws {
    #expect(try ledger(.refunded, intents: [], reported: []).remaining == .reported(.zero(.gbp)))
    let ours = try Sample.intent(1, .refund, money("50.00"), .succeeded)
    #expect(
      try ledger(.refunded, intents: [ours], reported: []).remaining == .computed(.zero(.gbp)))
  }

  @Test
  func `takes refunded for all of it, unless the provider names what remains in its replies`()
    throws
  {
    let unanswered = try Sample.intent(1, .refund, money("37.00"), .ruledDone)
    for (intents, left) in [([], "50.00"), ([unanswered], "13.00")] {
      let ledger = try RefundLedger(
        paid: money("50.00"), status: .refunded, intents: intents, reported: [],
        reportsRemaining: true)
      #expect(ledger.remaining == .unknown(atMost: try money(left)))
    }
    let report = ReportedRemaining(money: try money("13.00"), asOf: .noon.adding(seconds: 60))
    let answered = try Sample.intent(1, .refund, money("37.00"), .succeeded, remaining: report)
    let ledger = try RefundLedger(
      paid: money("50.00"), status: .refunded, intents: [answered], reported: [],
      reportsRemaining: true)
    #expect(ledger.remaining == .reported(try money("13.00")))
    let all = try Sample.intent(1, .refund, money("50.00"), .succeeded)
    let done = try RefundLedger(
      paid: money("50.00"), status: .refunded, intents: [all], reported: [],
      reportsRemaining: true)
    #expect(done.remaining == .computed(.zero(.gbp)))
  }

  // MARK: - What the provider's reply named as remaining

  @Test
  func `takes what a reply named, though the reply was recorded a moment later`() throws {
    let report = ReportedRemaining(
      money: try money("13.00"), asOf: Instant.noon.adding(seconds: 60))
    let ours = try Sample.intent(1, .refund, money("37.00"), .succeeded, remaining: report)
    #expect(ours.updated > report.asOf)
    #expect(
      try ledger(.partlyRefunded, intents: [ours], reported: [Sample.reported(money("37.00"))])
        .remaining == .reported(money("13.00")))
  }

  @Test
  func `subtracts from it what was begun since or was not settled then`() throws {
    let report = ReportedRemaining(
      money: try money("13.00"), asOf: Instant.noon.adding(seconds: 62))
    let ours = try Sample.intent(1, .refund, money("37.00"), .succeeded, remaining: report)
    let since = try Sample.intent(5, .refund, money("2.00"), .unknown)
    let then = try Sample.intent(0, .refund, money("1.00"), .needsHuman)
    #expect(
      try ledger(.partlyRefunded, intents: [ours, since, then], reported: []).remaining
        == .reported(money("10.00")))
    let after = try Sample.intent(5, .refund, money("2.00"), .rejected)
    #expect(
      try ledger(.partlyRefunded, intents: [ours, after], reported: []).remaining
        == .reported(money("13.00")))
  }

  @Test
  func `takes the newest of several`() throws {
    let old = ReportedRemaining(money: try money("40.00"), asOf: Instant.noon.adding(seconds: 61))
    let new = ReportedRemaining(money: try money("30.00"), asOf: Instant.noon.adding(seconds: 121))
    let first = try Sample.intent(1, .refund, money("10.00"), .succeeded, remaining: old)
    let second = try Sample.intent(2, .refund, money("10.00"), .succeeded, remaining: new)
    #expect(
      try ledger(.partlyRefunded, intents: [second, first], reported: []).remaining
        == .reported(money("30.00")))
  }

  @Test
  func `is never more than our own records leave, nor less than nothing`() throws {
    let generous = ReportedRemaining(money: try money("49.00"), asOf: .noon.adding(seconds: 90))
    let ours = try Sample.intent(1, .refund, money("37.00"), .succeeded, remaining: generous)
    #expect(
      try ledger(.partlyRefunded, intents: [ours], reported: []).remaining
        == .atMost(money("13.00")))
    let scant = ReportedRemaining(money: try money("1.00"), asOf: .noon.adding(seconds: 90))
    let first = try Sample.intent(1, .refund, money("37.00"), .succeeded, remaining: scant)
    let second = try Sample.intent(5, .refund, money("2.00"), .unknown)
    #expect(
      try ledger(.partlyRefunded, intents: [first, second], reported: []).remaining
        == .reported(.zero(.gbp)))
  }

  private func ledger(
    _ status: Status = .paid, intents: [Intent], reported: [ReportedRefund]
  ) throws -> RefundLedger {
    try RefundLedger(
      paid: money("50.00"), status: status, intents: intents, reported: reported)
  }
}
