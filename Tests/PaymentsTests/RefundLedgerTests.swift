import Payments
import Testing
import TextSafety

struct `A refund ledger` {
  @Test
  func `of a payment without refunds has everything left`() throws {
    let ledger = try ledger("15.99", intents: [])
    #expect(ledger.refunded.isZero && ledger.held.isZero)
    #expect(ledger.remaining == .computed(try money("15.99")))
    #expect(ledger.entries.isEmpty)
  }

  @Test(arguments: IntentState.allCases)
  func `counts a decision as refunded, held or nothing by its state (I4)`(state: IntentState) throws
  {
    let five = try money("5.00")
    let ledger = try ledger("15.99", intents: [Sample.intent(1, .refund, five, state)])
    #expect(ledger.refunded == (state.isDone ? five : .zero(.gbp)))
    #expect(ledger.held == (state.holdsAmount && !state.isDone ? five : .zero(.gbp)))
    #expect(ledger.remaining == .computed(try money(state.holdsAmount ? "10.99" : "15.99")))
    #expect(ledger.entries.map(\.state) == [state])
  }

  @Test
  func `keeps the picture of the design: 15.99 paid, 1.00 refunded, 2.00 held, 12.99 left`() throws
  {
    let ledger = try ledger(
      "15.99",
      intents: [
        Sample.intent(2, .refund, money("2.00"), .unknown),
        Sample.intent(1, .refund, money("1.00"), .succeeded, refundID: "rf_nero_123"),
      ])
    #expect(ledger.refunded == (try money("1.00")))
    #expect(ledger.held == (try money("2.00")))
    #expect(ledger.remaining == .computed(try money("12.99")))
    #expect(ledger.entries.map(\.refundID) == ["rf_nero_123", nil])
    #expect(ledger.entries.map(\.actor) == [Actor("amina"), Actor("amina")])
  }

  @Test(arguments: [(Currency.jpy, "1000", "250", "750"), (.bhd, "10.000", "0.001", "9.999")])
  func `is exact without decimals and with three`(
    currency: Currency, paid: String, back: String, left: String
  ) throws {
    let ledger = try RefundLedger(
      paid: money(paid, currency), status: .paid,
      intents: [Sample.intent(1, .refund, money(back, currency), .succeeded)], reported: [])
    #expect(ledger.remaining == .computed(try money(left, currency)))
  }

  @Test
  func `has nothing left when everything or more went back`() throws {
    for back in ["15.99", "16.00"] {
      let ledger = try ledger(
        "15.99", intents: [Sample.intent(1, .refund, money(back), .succeeded)])
      #expect(ledger.remaining == .computed(.zero(.gbp)))
    }
    let almost = try ledger(
      "15.99", intents: [Sample.intent(1, .refund, money("15.98"), .succeeded)])
    #expect(almost.remaining == .computed(try money("0.01")))
  }

  @Test
  func `holds everything while a cancel is open, and nothing of it after a certain no`() throws {
    for state in [IntentState.prepared, .sending, .unknown, .needsHuman, .pending] {
      let ledger = try ledger(
        "15.99", .pending, intents: [Sample.intent(1, .cancel, money("15.99"), state)])
      #expect(ledger.held == (try money("15.99")), "\(state)")
      #expect(ledger.remaining.bound.isZero, "\(state)")
    }
    let rejected = try ledger(
      "15.99", intents: [Sample.intent(1, .cancel, money("15.99"), .rejected)])
    #expect(rejected.remaining == .computed(try money("15.99")))
    #expect(rejected.entries.isEmpty)
  }

  @Test
  func `holds no less than nothing when more went back than was paid and a cancel is open`() throws
  {
    let ledger = try ledger(
      "5.00",
      intents: [
        Sample.intent(1, .refund, money("6.00"), .succeeded),
        Sample.intent(2, .cancel, money("5.00"), .unknown),
      ])
    #expect(ledger.held.isZero)
    #expect(ledger.remaining.bound.isZero)
  }

  @Test(arguments: [Status.pending, .cancelled, .failed, .disputed, .review, .unrecognised])
  func `offers nothing of a payment in another state`(status: Status) throws {
    #expect(try ledger("15.99", status, intents: []).remaining == .computed(.zero(.gbp)))
  }

  @Test
  func `throws when amounts do not add up`() throws {
    let huge = Money(minor: .max, currency: .gbp)
    #expect(throws: MoneyError.overflow) {
      try RefundLedger(
        paid: huge, status: .paid,
        intents: [
          Sample.intent(1, .refund, huge, .succeeded),
          Sample.intent(2, .refund, money("0.01"), .succeeded),
        ], reported: [])
    }
    #expect(throws: MoneyError.overflow) {
      try RefundLedger(
        paid: huge, status: .paid,
        intents: [
          Sample.intent(1, .refund, huge, .succeeded), Sample.intent(2, .refund, huge, .unknown),
        ], reported: [])
    }
    #expect(throws: MoneyError.currenciesDiffer("GBP", "JPY")) {
      try ledger("15.99", intents: [], reported: [Sample.reported(money("5", .jpy))])
    }
  }

  private func ledger(
    _ paid: String, _ status: Status = .paid, intents: [Intent], reported: [ReportedRefund] = []
  ) throws -> RefundLedger {
    try RefundLedger(paid: money(paid), status: status, intents: intents, reported: reported)
  }
}
