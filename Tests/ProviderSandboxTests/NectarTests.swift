import Testing

@testable import ProviderSandbox

@Suite struct NectarTests {
  private static let sample = "Fa5JliRhi6vblnEHY"

  @Test func `a partial refund answers as the documented sample`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.nectarRefund(Self.sample, "37.00")
      #expect(reply.status == 200)
      #expect(reply.json?["status"] == .number("200"))
      let data = try #require(reply.data)
      let expected: [(String, WireJSON)] = [
        ("transactionReference", "Fa5JliRhi6vblnEHY"), ("reference", "TX187-BC6C-D61DC0D083FF"),
        ("refundedAmount", .number("37.00")), ("transactionAmount", .number("50.00")),
        ("transactionDate", "2025-05-14T18:21:20.728393"),
        ("refundedDate", "2026-06-01T13:00:00.000000000"), ("currencyCode", "USD"),
        ("status", .number("6")), ("acquirerCode", "00"), ("acquirerMessage", "Approved"),
        ("remainingAmount", .number("13.00")), ("partialRefund", true),
      ]
      for (name, value) in expected { #expect(data[name] == value, "\(name)") }
      let entry = try #require(data["refundHistory"]?.elements?.first)
      #expect(entry["amount"] == .number("37.00"))
      #expect(entry["status"] == "REFUNDED")
      #expect(entry["refundId"]?.text == stage.sandbox.effects.first?.refundID)
      let verify = try await stage.nectar("GET", "/transaction/verify/\(Self.sample)")
      #expect(verify.data?["status"] == .number("11"))
    }
  }

  @Test func `every request is a refund of its own until nothing is left`() async throws {
    try await Stage.run { stage in
      _ = try await stage.nectarRefund(Self.sample, "20.00")
      let second = try await stage.nectarRefund("TX187-BC6C-D61DC0D083FF", "20.00")
      #expect(second.data?["refundHistory"]?.elements?.count == 2)
      #expect(second.data?["refundedAmount"] == .number("20.00"))
      let over = try await stage.nectarRefund(Self.sample, "10.01")
      #expect(over.status == 400)
      let rest = try await stage.nectarRefund(Self.sample, "10.00")
      #expect(rest.data?["partialRefund"] == false)
      #expect(try await stage.nectarRefund(Self.sample, "0.01").status == 400)
      #expect(stage.sandbox.effects.map(\.amountMinor) == [2000, 2000, 1000])
      let verify = try await stage.nectar("GET", "/transaction/verify/\(Self.sample)")
      #expect(verify.data?["status"] == .number("6"))
    }
  }

  @Test func `the refunded amount can be the total`() async throws {
    try await Stage.run {
      $0.providers.change(NectarSimulator.self) { $0.refundedAmount = .total }
    } body: { stage in
      _ = try await stage.nectarRefund(Self.sample, "20.00")
      let second = try await stage.nectarRefund(Self.sample, "5.00")
      #expect(second.data?["refundedAmount"] == .number("25.00"))
    }
  }

  @Test func `no body refunds everything`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.nectar("PUT", "/transaction/refund/\(Self.sample)")
      #expect(reply.data?["refundedAmount"] == .number("50.00"))
    }
  }

  @Test(arguments: [
    #"{"transactionReference":"Fa5JliRhi6vblnEHY","refundAmount":1}"#,
    #"{"transactionReference":"Fa5JliRhi6vblnEHY","refundAmount":1.5}"#,
    #"{"transactionReference":"Fa5JliRhi6vblnEHY","refundAmount":1.500}"#,
    #"{"transactionReference":"Fa5JliRhi6vblnEHY","refundAmount":"1.50"}"#,
    #"{"transactionReference":"Fa5JliRhi6vblnEHY","refundAmount":0.00}"#,
    #"{"transactionReference":"other","refundAmount":1.50}"#,
    #"{"transactionReference":"Fa5JliRhi6vblnEHY"}"#, #"{"refundAmount":1.50}"#,
    #"{"transactionReference":"Fa5JliRhi6vblnEHY","refundAmount":1.50,"x":1}"#,
    #"{"transactionReference":"Fa5JliRhi6vblnEHY","refundAmount":1.50} // remark"#,
  ])
  func `a body that is not exactly right is refused`(body: String) async throws {
    try await Stage.run { stage in
      let reply = try await stage.nectar("PUT", "/transaction/refund/\(Self.sample)", body)
      #expect(reply.status == 400)
      #expect(reply.json?["status"] == .number("400"))
      #expect(reply.json?["errors"]?.elements?.isEmpty == false)
      #expect(stage.sandbox.effects.isEmpty)
    }
  }

  @Test(arguments: [
    ("Nq7wXcRk2dVtJPY1z", "3800", 200), ("Nq7wXcRk2dVtJPY1z", "38.00", 400),
    ("Nq7wXcRk2dVtBHD1z", "9.005", 200), ("Nq7wXcRk2dVtBHD1z", "9.006", 400),
    ("Nq7wXcRk2dVtNGN1z", "75000.25", 200), ("Nq7wXcRk2dVtNGN1z", "75000.26", 400),
  ])
  func `amounts have the currency's digits`(
    reference: String, amount: String, status: Int
  ) async throws {
    try await Stage.run { stage in
      let reply = try await stage.nectarRefund(reference, amount)
      #expect(reply.status == status)
      if status == 200 { #expect(reply.data?["refundedAmount"] == .number(amount)) }
    }
  }

  @Test(arguments: 0...17)
  func `a payment is refundable by its status alone`(code: Int) async throws {
    try await Stage.run { stage in
      let digits = code < 10 ? "0\(code)" : "\(code)"
      let reference = "Nq7wXcRk2dVtS0\(digits)z"
      let verify = try await stage.nectar("GET", "/transaction/verify/\(reference)")
      #expect(verify.data?["status"] == .integer(code))
      let refund = try await stage.nectarRefund(reference, "1.00")
      #expect(refund.status == ([0, 2, 3, 11].contains(code) ? 200 : 400))
    }
  }

  @Test func `a reference with a slash, a space and a hash is one escaped segment`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.nectar(
        "GET", "/transaction/verify/TX189%2F45%2055%230000000000AB")
      #expect(reply.data?["transactionReference"] == "Nq7w_cRk-dVtEUR1z")
      #expect(reply.data?["merchantRef"] == "TX189/45 55#0000000000AB")
    }
  }

  @Test func `errors of verify have the other shape`() async throws {
    try await Stage.run { stage in
      let missing = try await stage.nectar("GET", "/transaction/verify/none")
      #expect(missing.status == 404)
      #expect(missing.text == #"{"status":"error","message":"Transaction not found"}"#)
      let refused = try await stage.nectar(
        "GET", "/transaction/verify/none", authorization: "wrong")
      #expect(refused.status == 401)
      #expect(refused.json?["status"] == "error")
      let history = try await stage.nectar("GET", "/transaction/history", authorization: "wrong")
      #expect(history.json?["status"] == .number("401"))
    }
  }

  @Test func `the key is raw, or bearer when so configured`() async throws {
    let bearer = "Bearer nectar_demo_private_key"
    try await Stage.run { stage in
      let reply = try await stage.nectar("GET", "/transaction/history", authorization: bearer)
      #expect(reply.status == 401)
    }
    try await Stage.run {
      $0.providers.change(NectarSimulator.self) { $0.authorization = .bearer }
    } body: { stage in
      let reply = try await stage.nectar("GET", "/transaction/history", authorization: bearer)
      #expect(reply.status == 200)
      #expect(try await stage.nectar("GET", "/transaction/history").status == 401)
    }
  }

  @Test func `a refund by POST has no endpoint`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.nectar("POST", "/transaction/refund/\(Self.sample)", "{}")
      #expect(reply.status == 404)
      #expect(stage.sandbox.effects.isEmpty)
    }
  }

  @Test func `history covers a day unless told otherwise`() async throws {
    try await Stage.run { stage in
      let day = try await stage.nectar("GET", "/transaction/history?size=100")
      let all = try await stage.nectar("GET", "/transaction/history?startDate=0&size=100")
      let old = try await stage.nectar(
        "GET", "/transaction/history?reference=\(Self.sample)&size=100")
      let found = try await stage.nectar(
        "GET", "/transaction/history?reference=\(Self.sample)&startDate=0")
      let dayCount = try #require(day.data?["content"]?.elements?.count)
      #expect((1..<100).contains(dayCount))
      #expect(all.data?["totalElements"] == .number("100"))
      #expect(old.data?["totalElements"] == .number("0"))
      #expect(found.data?["totalElements"] == .number("1"))
    }
  }

  @Test func `pages are asked for from one and counted from zero`() async throws {
    try await Stage.run { stage in
      var references: [String] = []
      for page in 1...4 {
        let reply = try await stage.nectar(
          "GET", "/transaction/history?startDate=0&size=30&page=\(page)")
        let data = try #require(reply.data)
        #expect(data["number"] == .integer(page - 1))
        #expect(data["first"] == .bool(page == 1))
        #expect(data["last"] == .bool(page == 4))
        #expect(data["totalPages"] == .number("4"))
        references +=
          (data["content"]?.elements ?? []).compactMap { $0["transactionReference"]?.text }
      }
      #expect(references.count == 100)
      #expect(Set(references).count == 100)
    }
  }

  @Test func `dates are seconds and both inclusive`() async throws {
    try await Stage.run { stage in
      // The documented payment: 2025-05-14T17:21:20Z.
      let second = 1_747_243_280
      func count(_ from: Int, _ to: Int) async throws -> WireJSON? {
        try await stage.nectar(
          "GET", "/transaction/history?startDate=\(from)&endDate=\(to)&reference=\(Self.sample)"
        ).data?["totalElements"]
      }
      let counts = try await [
        count(second, second), count(second + 1, second + 9), count(second - 9, second - 1),
      ]
      #expect(counts == [.number("1"), .number("0"), .number("0")])
    }
  }

  @Test(arguments: ["size=101", "size=0", "page=0", "startDate=1747243280728", "status=x"])
  func `history refuses numbers out of range`(query: String) async throws {
    try await Stage.run { stage in
      let reply = try await stage.nectar("GET", "/transaction/history?\(query)")
      #expect(reply.status == 400)
    }
  }

  @Test func `a status filter finds that status only`() async throws {
    try await Stage.run { stage in
      let reply = try await stage.nectar(
        "GET", "/transaction/history?startDate=0&status=7&size=100")
      let rows = try #require(reply.data?["content"]?.elements)
      #expect(!rows.isEmpty && rows.allSatisfy { $0["status"] == .number("7") })
    }
  }
}
