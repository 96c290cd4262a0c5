import DeskBench
import Payments
import Testing
import TextSafety

@testable import SupportDesk

/// What may have been refunded for the same claim already asks first (I28).
struct SameClaimTests {
  @Test func `the same ticket on the same payment asks for a week`() async throws {
    let bench = try await TestBench()
    _ = try await bench.carryOut(try await decision(bench, ticket: "CLAIM-77"))
    for _ in 1...3 {
      bench.clock.advance(seconds: 2 * 24 * 3600)
      #expect(try await asks(bench, ticket: " claim-77"))
      #expect(try await !asks(bench, ticket: "CLAIM-78"))
      #expect(try await !asks(bench, ticket: ""))
    }
    bench.clock.advance(seconds: 2 * 24 * 3600)
    #expect(try await !asks(bench, ticket: "CLAIM-77"))
    await bench.close()
  }

  @Test func `part of it went back, and nobody tells of it`() async throws {
    let rows = try WrittenRows("neropay")
    rows.write([Self.neropay("partial_refunded")])
    let error = await #expect(throws: DeskError.self) {
      try await rows.prepared(of: "7", minor: 500)
    }
    #expect(error == .refused(.partRefundedBefore))
    _ = try await rows.prepared(of: "7", minor: 500, another: true)
  }

  @Test func `a refund of the same amount that is listed asks, one of another does not`()
    async throws
  {
    let rows = try WrittenRows("neropay")
    let entry =
      #"{"id":901,"trx":"O7","status":"succeeded","amount":"20.00","currency":"GBP","created_at":"2026-09-20T09:42:00Z","remark":"refund_transaction"}"#
    rows.write([Self.neropay("partial_refunded"), entry])
    let error = await #expect(throws: DeskError.self) {
      try await rows.prepared(of: "7", minor: 2000)
    }
    #expect(error?.sentence.text.contains("901") == true)
    _ = try await rows.prepared(of: "7", minor: 500)
  }

  // MARK: - Steps

  private static func neropay(_ status: String) -> String {
    #"{"id":7,"trx":"O7","status":"\#(status)","amount":"50.00","currency":"GBP","created_at":"2026-09-01T09:42:00Z","remark":"make_payment","account_id":"NP1"}"#
  }

  private func asks(_ bench: TestBench, ticket: String) async throws -> Bool {
    let review = try await bench.desk.review(try await decision(bench, ticket: ticket))
    guard case .sameClaim? = review.recent else { return false }
    return true
  }

  private func decision(_ bench: TestBench, ticket: String) async throws -> Decision {
    let detail = try await bench.open("uk-store", "6636598")
    let currency = try #require(detail.ledger?.paid.currency)
    return Decision(
      kind: .refund, key: detail.row.id, amount: Money(minor: 300, currency: currency),
      reason: "requested_by_customer", ticket: ticket, seen: detail.fingerprint)
  }
}
