import DeskBench
import Payments
import SupportDesk
import Testing
import TextSafety

/// An entry under a reference that two payments have may be a refund of either (I4, I28).
struct SharedReferenceTests {
  private func payment(_ id: Int, _ status: String) -> String {
    #"{"id":\#(id),"trx":"O7","status":"\#(status)","amount":"50.00","currency":"GBP","created_at":"2026-09-01T09:42:00Z","remark":"make_payment","account_id":"NP1"}"#
  }

  private func entry(_ id: Int, _ amount: String, at time: Instant) -> String {
    #"{"id":\#(id),"trx":"O7","status":"succeeded","amount":"\#(amount)","currency":"GBP","created_at":"\#(ProviderTime(of: time).original.raw)","remark":"refund_transaction"}"#
  }

  /// A refund from payment 8 of the same reference, with an entry of its amount.
  private func refunded(_ rows: WrittenRows, _ amount: String, minor: Int64) async throws {
    rows.write([payment(8, "succeeded")])
    rows.answer(
      (
        200,
        #"{"success":true,"data":{"id":"rf_1","transaction_id":8,"status":"succeeded","amount":"\#(amount)","currency":"GBP"}}"#
      ))
    let ours = try await rows.lostRefund(of: "8", minor: minor)
    try #require(ours.state == .succeeded)
    rows.clock.advance(seconds: 8 * 86_400)
  }

  @Test func `what a refund of another payment can be leaves at most, and asks`() async throws {
    let rows = try WrittenRows("neropay")
    try await refunded(rows, "45.00", minor: 4500)
    let time = rows.clock.now.adding(seconds: -8 * 86_400)
    rows.write([payment(7, "succeeded"), entry(901, "45.00", at: time)])
    for _ in 0..<2 {
      let ledger = try await rows.open("7").ledger
      #expect(ledger?.remaining == .atMost(Money(minor: 5000, currency: .gbp)))
    }
    rows.answer(nil)
    let error = await #expect(throws: DeskError.self) {
      try await rows.lostRefund(of: "7", minor: 5000)
    }
    guard case .refused(let refusal)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.asksAgain)
    #expect(refusal.sentence.text.contains("45.00 GBP"))
    // Whoever looked goes on.
    _ = try await rows.lostRefund(of: "7", minor: 500, another: true)
  }

  @Test func `it explains no status, and a second entry is taken off`() async throws {
    let rows = try WrittenRows("neropay")
    try await refunded(rows, "20.00", minor: 2000)
    let time = rows.clock.now.adding(seconds: -8 * 86_400)
    rows.write([payment(7, "succeeded"), entry(901, "20.00", at: time)])
    rows.answer(
      (422, #"{"success":false,"error":{"code":"validation_failed","message":"busy"}}"#))
    let refused = try await rows.lostRefund(of: "7", minor: 3000, another: true)
    try #require(refused.state == .rejected)
    rows.write([payment(7, "partial_refunded"), entry(901, "20.00", at: time)])
    _ = try await rows.open("7")
    #expect(try rows.desk.attention().map(\.matter) == [.movedAnyway])
    rows.write([
      payment(7, "succeeded"), entry(901, "20.00", at: time),
      entry(902, "20.00", at: time.adding(seconds: 60)),
    ])
    #expect(try await rows.open("7").ledger?.remaining.bound.minor == 0)
  }

  @Test func `an entry too large for what is left is not this payment's`() async throws {
    let rows = try WrittenRows("neropay")
    try await refunded(rows, "45.00", minor: 4500)
    let time = rows.clock.now.adding(seconds: -8 * 86_400)
    rows.write([payment(8, "partial_refunded"), entry(901, "45.00", at: time)])
    #expect(
      try await rows.open("8").ledger?.remaining == .computed(Money(minor: 500, currency: .gbp)))
  }
}
