import DeskBench
import Journal
import Payments
import ProviderClient
import Testing
import TextSafety

@testable import SupportDesk

/// Whether what a provider shows leaves room for the same request once more (I11).
struct ReplayGroundTests {
  private static let start = Instant(seconds: 1_790_000_000)

  // MARK: - As a function of one read

  @Test func `a payment as it was, or as this refund alone makes it, is sent for again`() {
    #expect(ground() == .clear)
    for status in [Status.partlyRefunded, .refunded] {
      #expect(ground(status, rows: [row()]) == .clear, "\(status)")
    }
  }

  @Test(arguments: [
    Status.disputed, .cancelled, .failed, .pending, .authorized, .review, .unrecognised,
  ])
  func `a payment that went another way is left to a person`(status: Status) {
    #expect(isLeft(ground(status)))
    #expect(isLeft(ground(status, rows: [row()])))
  }

  @Test func `a refund that nobody lists may be anybody's`() {
    #expect(isLeft(ground(.partlyRefunded)))
    let part = Listing(isWhole: false)
    #expect(ground(.partlyRefunded, listing: part) == .unclear)
    let lacking = ReportedRefund.lacking(in: .gbp)
    #expect(ground(.partlyRefunded, rows: [lacking], listing: part) == .unclear)
    #expect(ground(.partlyRefunded, rows: [row(), lacking], listing: part) == .clear)
  }

  @Test func `a refund of another time, of another amount or beside this one is somebody else's`() {
    #expect(isLeft(ground(.partlyRefunded, rows: [row(seconds: 300)])))
    #expect(isLeft(ground(.partlyRefunded, rows: [row(minor: 400)])))
    #expect(isLeft(ground(.partlyRefunded, rows: [row(), row("rf_8")])))
    #expect(isLeft(ground(rows: [row(seconds: 300)])), "the status may lag behind")
  }

  @Test func `another amount or another kind of entry is no payment of the decision`() {
    #expect(isLeft(ground(paid: Money(minor: 1500, currency: .gbp))))
    #expect(isLeft(ground(kind: .refundEntry)))
  }

  // MARK: - In the desk

  @Test func `what a colleague refunded meanwhile is not refunded again`() async throws {
    let rows = try WrittenRows("neropay")
    rows.write([Self.payment("succeeded")])
    let lost = try await rows.lostRefund(of: "7", minor: 500)
    rows.write([Self.payment("partial_refunded")])
    rows.clock.advance(seconds: 60)
    _ = await rows.desk.settleDue()
    let now = try #require(try rows.journal.intent(lost.id))
    #expect(now.state == .needsHuman)
    #expect(now.message.contains("made elsewhere"), "\(now.message)")
    #expect(try rows.journal.history(of: lost.id)?.attempts.count == 1)
  }

  @Test func `a payment that is as it was is sent for again`() async throws {
    let rows = try WrittenRows("neropay")
    rows.write([Self.payment("succeeded")])
    let lost = try await rows.lostRefund(of: "7", minor: 500)
    rows.clock.advance(seconds: 60)
    _ = await rows.desk.settleDue()
    #expect(try rows.journal.history(of: lost.id)?.attempts.count == 2)
  }

  // MARK: - Samples

  private static func payment(_ status: String) -> String {
    #"{"id":7,"trx":"O7","status":"\#(status)","amount":"50.00","currency":"GBP","created_at":"2026-09-01T09:42:00Z","remark":"make_payment","account_id":"NP1"}"#
  }

  private func isLeft(_ ground: ReplayGround) -> Bool {
    if case .changed = ground { true } else { false }
  }

  private func ground(
    _ status: Status = .paid, rows: [ReportedRefund] = [], listing: Listing = .complete,
    paid: Money? = nil, kind: Transaction.Kind = .payment
  ) -> ReplayGround {
    let intent = SettlingSample.intent(.unknown, at: Self.start)
    let word = status == intent.seen.status ? intent.seen.providerStatus : ForeignText("\(status)")
    let payment = Transaction(
      key: intent.key, reference: "R", kind: kind, status: status, providerStatus: word,
      amount: paid.map { QuotedAmount($0) } ?? intent.seen.amount, created: nil)
    return ReplayGround(
      LiveRead(transaction: payment, asOf: Self.start, refunds: rows, listing: listing),
      for: intent, beside: [intent], attempts: Self.start...Self.start.adding(seconds: 10))
  }

  private func row(
    _ id: String = "rf_9", minor: Int64? = nil, seconds: Int64 = 5
  ) -> ReportedRefund {
    let intent = SettlingSample.intent(.unknown, at: Self.start)
    return ReportedRefund(
      id: ForeignText(id),
      amount: Money(minor: minor ?? intent.amount.minor, currency: intent.amount.currency),
      time: ProviderTime(of: Self.start.adding(seconds: seconds)), providerStatus: "succeeded",
      progress: .succeeded, link: .sameReference)
  }
}
