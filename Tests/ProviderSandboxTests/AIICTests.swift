import Testing

@testable import ProviderSandbox

@Suite struct AIICTests {
  @Test func `a refund is accepted first and completes after two polls`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.aiicRefund("txn_abc123", "1000", nonce: "n1")
      #expect(reply.status == 201)
      let json = try #require(reply.json)
      let refundID = try #require(json["refundId"]?.text)
      #expect(json["success"] == true)
      #expect(json["originalTransactionId"] == "txn_abc123")
      #expect(json["amount"] == .number("1000"))
      #expect(json["status"] == "pending")
      #expect(json["timestamp"] == "2026-06-01T12:00:00Z")
      #expect(stage.sandbox.effects.map(\.state) == [.pending])
      #expect(stage.sandbox.effects.map(\.key) == ["n1"])
      let words = try await [
        Self.refundStatus(refundID, stage), Self.refundStatus(refundID, stage),
        Self.refundStatus(refundID, stage),
      ]
      #expect(words == ["pending", "completed", "completed"])
      #expect(stage.sandbox.effects.map(\.state) == [.done])
    }
  }

  private static func refundStatus(_ id: String, _ stage: Stage) async throws -> String? {
    let reply = try await stage.aiicQuery(
      #"{"dateFrom":"2026-05-31","dateTo":"2026-06-02","type":"refund"}"#)
    return reply.json?["transactions"]?.elements?.first { $0["id"]?.text == id }?["status"]?.text
  }

  @Test func `without polls a refund is complete at once`() async throws {
    try await Stage.run {
      $0.providers.change(AIICSimulator.self) { $0.polls = 0 }
    } body: { stage in
      let reply = try await stage.aiicRefund("txn_abc123", "2500")
      #expect(reply.json?["status"] == "completed")
      #expect(stage.sandbox.effects.map(\.state) == [.done])
    }
  }

  @Test func `refund rows can have other ids than the refunds`() async throws {
    try await Stage.run {
      $0.providers.change(AIICSimulator.self) { $0.refundRows = .otherIDs }
    } body: { stage in
      let reply = try await stage.aiicRefund("txn_abc123", "777")
      let refundID = try #require(reply.json?["refundId"]?.text)
      let query = try await stage.aiicQuery(#"{"maxAmount":777,"minAmount":777,"type":"refund"}"#)
      let rows = try #require(query.json?["transactions"]?.elements)
      #expect(rows.count == 1)
      #expect(rows.first?["id"]?.text != refundID)
      #expect(rows.first?["id"]?.text?.hasPrefix("txn_") == true)
    }
  }

  @Test(arguments: [
    ("txn_abc123", "2500", 201), ("txn_abc123", "2501", 400), ("txn_abc123", "0", 400),
    ("txn_abc123", "25.00", 400), ("txn_abc123", "2.5e3", 400), ("txn_abc123", "\"2500\"", 400),
    ("txn_abc123", "-1", 400), ("txn_showjpy", "4200", 201), ("txn_showjpy", "4201", 400),
    ("txn_showbhd", "7250", 201), ("txn_showbhd", "7251", 400), ("txn_showpart", "6500", 201),
    ("txn_showpart", "6501", 400), ("txn_showpending", "100", 403), ("txn_showfailed", "100", 403),
    ("txn_showdebit", "100", 403), ("txn_showmove", "100", 403), ("ref_showpart1", "100", 403),
    ("txn_none", "100", 404),
  ])
  func `a refund is whole minor units of a completed credit`(
    id: String, amount: String, status: Int
  ) async throws {
    try await Stage.run { stage in
      let reply = try await stage.aiicRefund(id, amount)
      #expect(reply.status == status)
      #expect(stage.sandbox.effects.count == (status == 201 ? 1 : 0))
    }
  }

  @Test func `an amount is required although it can be left out by the words`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.aiic(
        "/payment/refund", #"{"originalTransactionId":"txn_abc123"}"#)
      #expect(reply.status == 400)
      #expect(reply.errorCode == "INVALID_PARAMETERS")
      #expect(reply.json?["timestamp"] == "2026-06-01T12:00:00Z")
    }
  }

  @Test func `a nonce is good once`() async throws {
    try await Stage.run { stage in
      #expect(try await stage.aiicRefund("txn_abc123", "100", nonce: "n").status == 201)
      let again = try await stage.aiicRefund("txn_abc123", "100", nonce: "n")
      #expect(again.status == 401)
      #expect(again.errorCode == "AUTHENTICATION_FAILED")
      #expect(stage.sandbox.effects.count == 1)
    }
  }

  @Test(
    arguments: [(-300_001, 401), (-300_000, 200), (300_000, 200), (300_001, 401)]
      as [(Int64, Int)])
  func `a timestamp may be five minutes off and not more`(age: Int64, status: Int) async throws {
    try await Stage.run { stage in
      let reply = try await stage.aiic("/auth/test-auth", "{}", age: age)
      #expect(reply.status == status)
    }
  }

  @Test(
    arguments: [
      (#"{"limit":20,"page":1}"#, nil, 200),
      (#"{"limit":20,"page":1}"#, #"{"limit":20,"page":2}"#, 401),
      (#"{"page":1,"limit":20}"#, nil, 401), (#"{"limit": 20}"#, nil, 401),
      (#"{"reference":"a\/b"}"#, nil, 401), (#"{"reference":"a/b"}"#, nil, 200),
      (#"{"reference":"T\u00e9"}"#, nil, 401), (#"{"reference":"Té/x \"q\""}"#, nil, 200),
    ] as [(String, String?, Int)])
  func `the signature must hold for every reading of the data`(
    data: String, signed: String?, status: Int
  ) async throws {
    try await Stage.run { stage in
      let reply = try await stage.aiic(
        "/payment/query-transaction", data, signedData: signed)
      #expect(reply.status == status)
    }
  }

  @Test func `the header's key and the envelope's are the same known key`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.aiic("/auth/test-auth", "{}", publicKeyHeader: "other")
      #expect(reply.status == 401)
    }
  }

  @Test(arguments: [
    #"{"data":{},"signature":"x","publicKey":"y","timestamp":1780315200000}"#,
    #"{"data":{},"signature":"x","publicKey":"y","timestamp":1780315200000,"nonce":"n","more":1}"#,
    #"{"data":[],"signature":"x","publicKey":"y","timestamp":1780315200000,"nonce":"n"}"#,
    #"{"data":{},"signature":"x","publicKey":"y","timestamp":1780315200,"nonce":"n"}"#,
    #"{"data":{},"signature":"x","publicKey":"y","timestamp":1780315200000,"nonce":""}"#, "[]",
  ])
  func `an envelope has exactly the five fields, each of its type`(body: String) async throws {
    try await Stage.run { stage in
      let reply = try await stage.send(
        "POST", "/aiic/v1/auth/test-auth",
        headers: [("X-Public-Key", "y"), ("Content-Type", "application/json")], body: body)
      #expect(reply.status == 400)
    }
  }

  @Test func `test-auth tells whose key it is`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.aiic("/auth/test-auth", "{}")
      #expect(reply.json?["publicKey"] == "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=")
      #expect(try await stage.aiic("/auth/test-auth", #"{"x":1}"#).status == 400)
    }
  }

  @Test func `pages tell where they are and hold each row once`() async throws {
    try await Stage.run { stage in
      var ids: [String] = []
      for page in 1...4 {
        let json = try #require(try await stage.aiicQuery(#"{"limit":30,"page":\#(page)}"#).json)
        let pagination: WireJSON = [
          "page": .integer(page), "limit": .integer(30), "totalPages": .integer(4),
          "hasNext": .bool(page < 4), "hasPrev": .bool(page > 1),
        ]
        #expect(json["pagination"] == pagination)
        #expect(json["totalCount"] == .number("100"))
        ids += (json["transactions"]?.elements ?? []).compactMap { $0["id"]?.text }
      }
      #expect(ids.count == 100)
      #expect(Set(ids).count == 100)
    }
  }

  @Test(arguments: [
    (#"{"status":"failed"}"#, "status", "failed"), (#"{"type":"debit"}"#, "type", "debit"),
    (#"{"currency":"JPY"}"#, "currency", "JPY"),
    (#"{"reference":"invoice 7"}"#, "id", "txn_abc123"),
    (#"{"dateFrom":"2025-05-04","dateTo":"2025-05-04"}"#, "id", "txn_abc123"),
  ])
  func `a filter finds what it asks for`(
    data: String, field: String, value: String
  ) async throws {
    try await Stage.run {
      $0.transactions = 0
    } body: { stage in
      let rows = try #require(try await stage.aiicQuery(data).json?["transactions"]?.elements)
      #expect(!rows.isEmpty)
      #expect(rows.allSatisfy { $0[field]?.text == value })
    }
  }

  @Test(arguments: [
    #"{"limit":101}"#, #"{"limit":0}"#, #"{"page":0}"#, #"{"status":"open"}"#, #"{"type":"x"}"#,
    #"{"dateFrom":"2026-02-30"}"#, #"{"dateFrom":"2026-2-3"}"#, #"{"minAmount":1.5}"#,
    #"{"id":"x"}"#,
  ])
  func `a filter that is not one is refused`(data: String) async throws {
    try await Stage.run { stage in
      let reply = try await stage.aiicQuery(data)
      #expect(reply.status == 400)
    }
  }
}
