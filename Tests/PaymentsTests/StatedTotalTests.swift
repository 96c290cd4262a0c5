import Payments
import Testing
import TextSafety

/// What people state to have gone back elsewhere, beside the rows that a provider tells of sooner or later.
struct `What a person stated` {
  @Test
  func `covers no row that is dated after it`() throws {
    let five = try money("5.00")
    let stated = statement(five, at: .noon)
    for (seconds, isCovered) in [(Int64(-86_400), true), (60, true), (86_400, false)] {
      let row = entry(five, at: .noon.adding(seconds: seconds))
      let ledger = try ledger(reported: [stated, row])
      #expect(ledger.remaining.bound == (try money(isCovered ? "45.00" : "40.00")), "\(seconds)")
    }
  }

  @Test
  func `covers the row of its id whenever that is dated`() throws {
    var stated = statement(try money("5.00"), at: .noon)
    stated.id = "rf_9"
    var row = entry(try money("5.00"), at: .noon.adding(seconds: 86_400))
    row.id = "rf_9"
    #expect(try ledger(reported: [stated, row]).remaining.bound == money("45.00"))
  }

  @Test
  func `as a total is a floor, with rows and without them`() throws {
    let total = total(try money("45.00"), at: .noon)
    let before = Instant.noon.adding(seconds: -600)
    let entries = [entry(try money("45.00"), at: before), entry(try money("20.00"), at: before)]
    for rows in [[], [entries[0]], [entries[1]]] {
      let ledger = try ledger(.partlyRefunded, reported: [total] + rows)
      #expect(ledger.refunded == (try money("45.00")))
      #expect(ledger.remaining.bound == (try money("5.00")))
    }
    let exact = Sample.reported(try money("20.00"), id: "rf_3")
    #expect(try ledger(reported: [total, exact]).refunded == money("45.00"))
    #expect(try ledger(reported: [total, exact]).entries.count == 2)
    // What goes beyond it counts beside it, and what is dated after it.
    let later = entry(try money("3.00"), at: .noon.adding(seconds: 86_400))
    #expect(try ledger(reported: [total, later]).remaining.bound == money("2.00"))
    let more = Sample.reported(try money("48.00"), id: "rf_4")
    #expect(try ledger(reported: [total, more]).refunded == money("48.00"))
  }

  @Test
  func `as a total does not take a row of the same amount for the rest of it`() throws {
    // 40.00 in all: one refund of 20.00 is listed, and the other is not.
    let row = Sample.reported(try money("20.00"), id: "rf_1")
    let ledger = try ledger(reported: [row, total(try money("40.00"), at: .noon)])
    #expect(ledger.refunded == (try money("40.00")))
  }

  @Test
  func `as a total stands beside our own later refunds`() throws {
    let ours = try Sample.intent(1, .refund, money("3.00"), .succeeded, refundID: "rf_7")
    let ledger = try ledger(
      intents: [ours],
      reported: [
        total(try money("45.00"), at: .noon.adding(seconds: -3600)),
        entry(try money("3.00"), at: ours.created),
      ])
    #expect(ledger.refunded == (try money("48.00")))
    #expect(ledger.remaining.bound == (try money("2.00")))
  }

  @Test
  func `as a later total has the earlier one in it`() throws {
    let ledger = try ledger(
      reported: [
        total(try money("10.00"), at: .noon),
        total(try money("25.00"), at: .noon.adding(seconds: 3600)),
      ])
    #expect(ledger.refunded == (try money("25.00")))
  }

  @Test
  func `is not needed for a row that went: what remains is at most`() throws {
    var row = entry(try money("45.00"), at: .noon)
    row.link = .unattributed
    row.isGone = true
    #expect(try ledger(reported: [row]).remaining == .atMost(money("50.00")))
    // One that was ours leaves nothing open.
    let ours = try Sample.intent(1, .refund, money("45.00"), .succeeded, refundID: "rf_7")
    row.time = ProviderTime(of: ours.created)
    #expect(try ledger(intents: [ours], reported: [row]).remaining == .computed(money("5.00")))
  }

  // MARK: - Helpers

  private func entry(_ amount: Money, at time: Instant) -> ReportedRefund {
    ReportedRefund(
      id: "901", amount: amount, time: ProviderTime(of: time), providerStatus: "succeeded",
      progress: .succeeded, link: .sameReference)
  }

  private func statement(_ amount: Money, at time: Instant) -> ReportedRefund {
    ReportedRefund(
      id: nil, amount: amount, time: ProviderTime(of: time), providerStatus: "stated",
      progress: .succeeded, link: .exact, statedBy: Actor("bola"))
  }

  private func total(_ amount: Money, at time: Instant) -> ReportedRefund {
    var total = statement(amount, at: time)
    total.isTotal = true
    return total
  }

  private func ledger(
    _ status: Status = .paid, intents: [Intent] = [], reported: [ReportedRefund]
  ) throws -> RefundLedger {
    try RefundLedger(
      paid: money("50.00"), status: status, intents: intents, reported: reported)
  }
}
