import Testing

@testable import ProviderSandbox

@Suite struct NeroPayTests {
  @Test func `the documented payment is retrieved byte for byte`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.neropayGet("/transactions/6636598")
      #expect(reply.status == 200)
      #expect(reply.headers["content-type"] == "application/json")
      #expect(
        reply.text
          == #"{"success":true,"data":{"id":6636598,"trx":"NP-ORDER1001","status":"succeeded","#
          + #""amount":"15.99","currency":"GBP","created_at":"2026-04-22T02:37:11Z","#
          + #""remark":"make_payment"}}"#)
      #expect(try await stage.neropayGet("/transactions/NP-ORDER1001").body == reply.body)
    }
  }

  @Test func `a refund answers as documented and moves money once`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.neropayWrite(
        "/transactions/6636598/refund", #"{"amount":1.00,"reason":"requested_by_customer"}"#,
        key: "k1")
      #expect(reply.status == 200)
      let data = try #require(reply.data)
      #expect(data["id"]?.text?.hasPrefix("rf_nero_") == true)
      #expect(data["transaction_id"] == .number("6636598"))
      #expect(data["status"] == "succeeded")
      #expect(data["amount"] == "1.00")
      #expect(data["currency"] == "GBP")
      let effect = try #require(stage.sandbox.effects.first)
      #expect(
        effect
          == SandboxEffect(
            sequence: 1, provider: .neropay, paymentID: "6636598", kind: .refund, amountMinor: 100,
            currency: "GBP", key: "k1", refundID: data["id"]?.text,
            timeMilliseconds: stage.clock.now, state: .done))
      let after = try await stage.neropayGet("/transactions/6636598")
      #expect(after.data?["status"] == "partial_refunded")
    }
  }

  @Test func `the same key and body give the same reply and move nothing again`() async throws {
    try await Stage.run { stage in
      let body = #"{"amount":2.00}"#
      let first = try await stage.neropayWrite("/transactions/6636598/refund", body, key: "k")
      stage.clock.advance(seconds: 30)
      let again = try await stage.neropayWrite("/transactions/6636598/refund", body, key: "k")
      #expect(again.body == first.body)
      #expect(stage.sandbox.effects.count == 1)
      let other = try await stage.neropayWrite("/transactions/6636598/refund", body, key: "k2")
      #expect(other.body != first.body)
      #expect(stage.sandbox.effects.count == 2)
    }
  }

  @Test(arguments: [
    ("/transactions/6636598/refund", #"{"amount":2.01}"#),
    ("/transactions/6636602/refund", #"{"amount":2.00}"#),
    ("/transactions/6636598/cancel", #"{"amount":2.00}"#),
  ])
  func `the same key with another request is a conflict`(
    path: String, body: String
  ) async throws {
    try await Stage.run { stage in
      _ = try await stage.neropayWrite(
        "/transactions/6636598/refund", #"{"amount":2.00}"#, key: "k")
      let reply = try await stage.neropayWrite(path, body, key: "k")
      #expect(reply.status == 409)
      #expect(reply.errorCode == "idempotency_conflict")
      #expect(stage.sandbox.effects.count == 1)
    }
  }

  @Test(
    arguments: [
      (["Authorization": nil], 401, "authentication_failed"),
      (["Authorization": "Bearer wrong"], 401, "authentication_failed"),
      (["Authorization": "sk_test_tilldesk_demo"], 401, "authentication_failed"),
      (["X-NeroPay-Signature": nil], 401, "invalid_signature"),
      (["X-NeroPay-Signature": String(repeating: "0", count: 64)], 401, "invalid_signature"),
      (["X-NeroPay-Timestamp": nil], 401, "invalid_signature"),
      (["X-NeroPay-Timestamp": "1780315201"], 401, "invalid_signature"),
      (["X-NeroPay-Timestamp": "1780315200000"], 401, "invalid_signature"),
      (["Idempotency-Key": nil], 422, "validation_failed"),
      (["Content-Type": "text/plain"], 422, "validation_failed"),
      (["NeroPay-Account": "NP0000_1"], 404, "account_not_found"),
      (["NeroPay-Account": "NP6454f52b_6165"], 200, nil),
      (["Content-Type": "application/json; charset=utf-8"], 200, nil),
    ] as [([String: String?], Int, String?)])
  func `a write is refused unless every header is right`(
    change: [String: String?], status: Int, code: String?
  ) async throws {
    try await Stage.run { stage in
      let reply = try await stage.neropayWrite(
        "/transactions/6636598/refund", #"{"amount":1.00}"#, key: "k", change: change)
      #expect(reply.status == status)
      #expect(reply.errorCode == code)
      #expect(stage.sandbox.effects.count == (status == 200 ? 1 : 0))
    }
  }

  @Test(arguments: [(-301, 401), (-300, 200), (300, 200), (301, 401)] as [(Int64, Int)])
  func `a timestamp may be five minutes off and not a second more`(
    age: Int64, status: Int
  ) async throws {
    try await Stage.run { stage in
      let reply = try await stage.neropayWrite(
        "/transactions/6636598/refund", #"{"amount":1.00}"#, key: "k", age: age)
      #expect(reply.status == status)
    }
  }

  @Test(arguments: [
    ("6636598", #"{"amount":15.99}"#, 200), ("6636598", #"{"amount":16.00}"#, 422),
    ("6636598", #"{"amount":1}"#, 422), ("6636598", #"{"amount":1.0}"#, 422),
    ("6636598", #"{"amount":1.000}"#, 422), ("6636598", #"{"amount":"1.00"}"#, 422),
    ("6636598", #"{"amount":1e0}"#, 422), ("6636598", #"{"amount":-1.00}"#, 422),
    ("6636598", #"{"amount":0.00}"#, 422), ("6636598", #"{"amount":01.00}"#, 422),
    ("6636598", #"{"amount":1.00,"amount":1.00}"#, 422),
    ("6636598", #"{"amount":1.00,"note":"x"}"#, 422), ("6636598", #"{}"#, 200),
    ("6636598", #"[]"#, 422), ("6636598", "", 422),
    ("6636600", #"{"amount":1500}"#, 200), ("6636600", #"{"amount":1501}"#, 422),
    ("6636600", #"{"amount":15.00}"#, 422), ("6636601", #"{"amount":12.345}"#, 200),
    ("6636601", #"{"amount":12.346}"#, 422), ("6636601", #"{"amount":12.34}"#, 422),
    ("6636606", #"{"amount":25000.50}"#, 200), ("6636606", #"{"amount":25000.51}"#, 422),
    ("6636602", #"{"amount":32.00}"#, 200), ("6636602", #"{"amount":32.01}"#, 422),
    ("6636602", #"{}"#, 422), ("6636604", #"{"amount":1.00}"#, 422),
    ("6636599", #"{"amount":1.00}"#, 422), ("6636603", #"{"amount":1.00}"#, 422),
    ("1", #"{"amount":1.00}"#, 404),
  ])
  func `an amount is exact, in the currency's digits, and within what is left`(
    id: String, body: String, status: Int
  ) async throws {
    try await Stage.run { stage in
      let reply = try await stage.neropayWrite("/transactions/\(id)/refund", body, key: "k")
      #expect(reply.status == status)
      #expect(stage.sandbox.effects.count == (status == 200 ? 1 : 0))
    }
  }

  @Test func `a refusal names the field`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.neropayWrite(
        "/transactions/6636598/refund", #"{"amount":99.00}"#, key: "k")
      #expect(
        reply.json?["error"]?["details"]?["amount"]
          == ["The amount may not exceed the remaining 15.99."])
    }
  }

  @Test func `a pending payment is cancelled once`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.neropayWrite("/transactions/6636599/cancel", "{}", key: "c1")
      #expect(reply.text == #"{"success":true,"data":{"id":6636599,"status":"cancelled"}}"#)
      let again = try await stage.neropayWrite("/transactions/6636599/cancel", "{}", key: "c2")
      #expect(again.status == 422)
      #expect(stage.sandbox.effects.map(\.kind) == [.cancel])
      let paid = try await stage.neropayWrite("/transactions/6636598/cancel", "{}", key: "c3")
      #expect(paid.errorCode == "validation_failed")
    }
  }

  @Test func `pages follow each other without gaps and end short`() async throws {
    try await Stage.run { stage in
      var ids: [String] = []
      var page = 0
      var rows: [WireJSON] = []
      repeat {
        page += 1
        let reply = try await stage.neropayGet("/transactions?limit=30&page=\(page)")
        rows = try #require(reply.data?.elements)
        ids += rows.compactMap { $0["id"]?.numberToken }
      } while rows.count == 30
      #expect(ids.count == 100)
      #expect(Set(ids).count == 100)
    }
  }

  @Test(arguments: ["limit=0", "limit=101", "page=0", "limit=ten"])
  func `a list refuses numbers out of range`(query: String) async throws {
    try await Stage.run { stage in
      let reply = try await stage.neropayGet("/transactions?\(query)")
      #expect(reply.status == 422)
    }
  }

  @Test func `a list filters by status and text`() async throws {
    try await Stage.run { stage in
      let pending = try await stage.neropayGet("/transactions?status=pending&limit=100")
      let rows = try #require(pending.data?.elements)
      #expect(!rows.isEmpty && rows.allSatisfy { $0["status"] == "pending" })
      let found = try await stage.neropayGet("/transactions?q=order1001")
      #expect(found.data?.elements?.map { $0["id"] } == [.number("6636598")])
    }
  }

  @Test func `only a refund's own row has a remark in a list`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.neropayGet("/transactions?q=NP-EUR1005")
      let rows = try #require(reply.data?.elements)
      #expect(rows.map { $0["remark"] } == ["refund_transaction", nil])
      #expect(rows.map { $0["amount"] } == ["10.00", "42.00"])
    }
  }

  @Test func `text beyond ASCII comes escaped and means the same`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.neropayGet("/transactions/6636614")
      #expect(reply.body.allSatisfy { $0 < 0x80 })
      #expect(reply.data?["trx"] == "注文-😀-1015")
    }
  }

  @Test(arguments: ["/account", "/balances"])
  func `what proves the credentials is answered`(path: String) async throws {
    try await Stage.run { stage in
      #expect(try await stage.neropayGet(path).json?["success"] == true)
      let refused = try await stage.get("/neropay/v2\(path)")
      #expect(refused.status == 401)
      #expect(refused.errorCode == "authentication_failed")
    }
  }
}
