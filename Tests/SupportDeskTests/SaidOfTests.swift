import DeskBench
import Journal
import Payments
import SupportDesk
import Testing
import TextSafety

/// What is said of a decision is what is known of it, and no more.
struct SaidOfTests {
  private func payment(
    _ status: String, amount: String = "50.00", currency: String = "GBP"
  ) -> String {
    #"{"id":7,"trx":"O7","status":"\#(status)","amount":"\#(amount)","currency":"\#(currency)","created_at":"2026-09-01T09:42:00Z","remark":"make_payment","account_id":"NP1"}"#
  }

  private func nectar(_ id: String) -> String {
    #"{"transactionReference":"\#(id)","merchantRef":"M\#(id)","requestedAmount":95.00,"currencyCode":"USD","status":0,"transactionDate":"2026-03-11T14:43:50.172275","refundHistory":[]}"#
  }

  // MARK: - Another payment of the same claim

  @Test func `a refund whose outcome is not known is not said to be done`() async throws {
    let rows = try WrittenRows("nectar")
    for (id, token) in [("N1", "a"), ("N2", "b")] {
      rows.write([nectar(id)])
      let detail = try await rows.open(id)
      let review = try await rows.desk.review(
        Decision(
          kind: .refund, key: detail.row.id, amount: Money(minor: 900, currency: .usd),
          ticket: "CLAIM-92", seen: detail.fingerprint, token: token))
      if id == "N1" {
        try #require(
          try await rows.desk.send(try rows.desk.prepare(review).id).intent.state == .unknown)
      } else {
        let words = try #require(review.recent?.sentence.text)
        #expect(words.contains("refund of 9.00 USD"), "\(words)")
        #expect(words.contains("outcome unknown"), "\(words)")
        #expect(!words.contains("refunded"), "\(words)")
      }
    }
  }

  // MARK: - What a ruling leads to

  @Test(arguments: [0, 6])
  func `a ruling that would lock the payment is told so before`(_ status: Int) async throws {
    let rows = try WrittenRows("nectar")
    rows.write([nectar("N1")])
    let lost = try await rows.lostRefund(of: "N1", minor: 900)
    rows.write([nectar("N1").replacing("\"status\":0", with: "\"status\":\(status)")])
    rows.clock.advance(seconds: 3600)
    _ = try await rows.desk.settle(lost.id, replaying: false)
    let item = try #require(try rows.desk.attention().first)
    #expect((item.objection != nil) == (status == 6), "\(item)")
    _ = try? await rows.desk.rule(lost.id, .didNotHappen(), evidence: "nothing shows")
    #expect(try rows.journal.isFrozen(lost.key) == (status == 6))
  }

  // MARK: - A cancel

  @Test(arguments: [
    ("succeeded", "refund it instead"), ("partial_refunded", "refund it instead"),
    ("refunded", "and refunded"),
  ])
  func `what became of a payment is said of its cancel`(
    _ status: String, _ words: String
  ) async throws {
    let rows = try WrittenRows("neropay")
    rows.write([payment("pending")])
    let detail = try await rows.open("7")
    let paid = try #require(detail.ledger?.paid)
    let review = try await rows.desk.review(
      Decision(kind: .cancel, key: detail.row.id, amount: paid, seen: detail.fingerprint))
    let sent = try await rows.desk.send(try rows.desk.prepare(review).id).intent
    try #require(sent.state == .unknown)
    rows.write([payment(status)])
    _ = try await rows.open("7")
    let intent = try #require(try rows.journal.intent(sent.id))
    #expect(intent.state == .rejected)
    #expect(intent.message.contains(words), "\(intent.message)")
    #expect(intent.message.contains("refund it instead") == (status != "refunded"))
  }

  // MARK: - Another currency

  @Test func `another currency than before is the reason that is given`() async throws {
    let rows = try WrittenRows("neropay")
    rows.write([payment("succeeded")])
    _ = try await rows.lostRefund(of: "7", minor: 1000)
    let key = PaymentKey(account: rows.identity, id: TransactionID("7"))
    let lost = try #require(try rows.journal.intents(for: key).first)
    _ = try await rows.desk.rule(lost.id, .happened(refundID: nil), evidence: "their dashboard")
    rows.write([payment("succeeded", amount: "2000", currency: "JPY")])
    let detail = try await rows.open("7")
    #expect(detail.entries.map(\.amount) == [Money(minor: 1000, currency: .gbp)])
    let refusal = try #require(detail.refundRefusal?.sentence.text)
    #expect(!refusal.contains("exactly"), "\(refusal)")
    for words in ["2000 JPY", "10.00 GBP"] { #expect(refusal.contains(words), "\(refusal)") }
  }
}
