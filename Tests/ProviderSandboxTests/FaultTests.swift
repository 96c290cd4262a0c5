import NIOCore
import Testing

@testable import ProviderSandbox

/// Every kind of fault over HTTP, at each provider.
@Suite struct FaultTests {
  /// A fault of a refund, how often money moves, and the status that is seen; nil is none at all.
  struct Expectation: Sendable, CustomTestStringConvertible {
    let what: String
    let moved: Int
    let status: Int?

    init(_ what: String, moved: Int, status: Int?) {
      self.what = what
      self.moved = moved
      self.status = status
    }

    var testDescription: String { what }
  }

  static let expectations = [
    Expectation("refuse", moved: 0, status: nil),
    Expectation("close-before", moved: 0, status: nil),
    Expectation("close-after", moved: 1, status: nil),
    Expectation("reset-before", moved: 0, status: nil),
    Expectation("reset-after", moved: 1, status: nil),
    Expectation("short-body", moved: 1, status: nil),
    Expectation("reset-body", moved: 1, status: nil),
    Expectation("500-before", moved: 0, status: 500),
    Expectation("500-after", moved: 1, status: 500),
    Expectation("502-after", moved: 1, status: 502),
    Expectation("503", moved: 0, status: 503),
    Expectation("504-empty-after", moved: 1, status: 504),
    Expectation("408-after", moved: 1, status: 408),
    Expectation("400", moved: 0, status: 400),
    Expectation("401", moved: 0, status: 401),
    Expectation("403", moved: 0, status: 403),
    Expectation("404-foreign-after", moved: 1, status: 404),
    Expectation("409", moved: 0, status: 409),
    Expectation("422-html", moved: 0, status: 422),
    Expectation("429=30", moved: 0, status: 429),
    Expectation("redirect", moved: 0, status: 307),
    Expectation("unlisted-error", moved: 0, status: 400),
  ]

  @Test(arguments: SimulatedProviders.standard.names, expectations)
  func `a refund goes wrong as told, and money moves as told`(
    provider: SandboxProvider, expected: Expectation
  ) async throws {
    try await Stage.run {
      $0.faults = [try FaultSpec("\(provider.rawValue).refund:\(expected.what)*1")]
    } body: { stage in
      let reply = try? await stage.refundSample(provider)
      #expect(reply?.status == expected.status)
      #expect(stage.sandbox.effects.count == expected.moved)
      // Spent after one strike: the provider is itself again.
      let next = try await stage.readSample(provider)
      #expect(next.status == 200)
    }
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `a request that hangs has been executed, or not`(
    provider: SandboxProvider
  ) async throws {
    try await Stage.run { stage in
      try await stage.hang("any.refund:hang-before", provider)
      #expect(stage.sandbox.effects.isEmpty)
      try await stage.hang("any.refund:hang-after", provider)
      #expect(try await stage.effects(atLeast: 1).count == 1)
    }
  }

  @Test(
    arguments: SimulatedProviders.standard.names, ["malformed-body", "html-body", "empty-body"])
  func `a spoilt body is not JSON and the refund is done`(
    provider: SandboxProvider, what: String
  ) async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("any.refund:\(what)")
      let reply = try await stage.refundSample(provider)
      #expect((200...201).contains(reply.status))
      #expect(reply.json == nil)
      #expect(stage.sandbox.effects.count == 1)
    }
  }

  @Test func `Retry-After and Location are sent`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("neropay.list:429=30*1", "neropay.list:redirect*1")
      #expect(try await stage.neropayGet("/transactions").headers["retry-after"] == "30")
      let moved = try await stage.neropayGet("/transactions")
      #expect(moved.headers["location"] == "/_sandbox/redirected")
      #expect(try await stage.neropayGet("/transactions").status == 200)
    }
  }

  @Test func `the allow-list's refusal has verify's own shape`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("nectar.any:403")
      let verify = try await stage.nectar("GET", "/transaction/verify/Fa5JliRhi6vblnEHY")
      #expect(verify.json?["status"] == "error")
      let refund = try await stage.refundSample(.nectar)
      #expect(refund.json?["status"] == .number("403"))
    }
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `a decline is a no within a reply of success`(provider: SandboxProvider) async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("any.refund:decline")
      let reply = try await stage.refundSample(provider)
      #expect((200...201).contains(reply.status))
      switch provider {
      case .neropay: #expect(reply.data?["status"] == "failed")
      case .nectar:
        #expect(reply.json?["status"] == .number("200"))
        #expect(reply.data?["status"] == .number("4"))
        #expect(reply.data?["remainingAmount"] == .number("50.00"))
      case .aiic: #expect(reply.json?["status"] == "failed")
      default: Issue.record("a fourth provider")
      }
      #expect(stage.sandbox.effects.isEmpty)
    }
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `a reply can tell other things than what was done`(
    provider: SandboxProvider
  ) async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults(
        "any.write:wrong-amount", "any.write:wrong-id", "any.write:wrong-currency",
        "any.write:unknown-status")
      let reply = try await stage.refundSample(provider)
      switch provider {
      case .neropay:
        #expect(reply.data?["amount"] == "2.00")
        #expect(reply.data?["transaction_id"] == .number("6636599"))
        #expect(reply.data?["currency"] == "EUR")
        #expect(reply.data?["status"] == "settling")
      case .nectar:
        #expect(reply.data?["refundedAmount"] == .number("38.00"))
        #expect(reply.data?["transactionReference"] == "Fa5JliRhi6vblnEHYX")
        #expect(reply.data?["currencyCode"] == "EUR")
        #expect(reply.data?["status"] == .number("42"))
      case .aiic:
        #expect(reply.json?["amount"] == .number("1100"))
        #expect(reply.json?["originalTransactionId"] == "txn_abc123X")
        #expect(reply.json?["status"] == "queued")
      default: Issue.record("a fourth provider")
      }
      let moved: [SandboxProvider: Int64] = [.neropay: 100, .nectar: 3700, .aiic: 1000]
      #expect(stage.sandbox.effects.map(\.amountMinor) == [moved[provider]])
    }
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `a request can be executed after a read has said no`(
    provider: SandboxProvider
  ) async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("any.refund:late=2*1")
      await #expect(throws: (any Error).self) { try await stage.refundSample(provider) }
      _ = try await stage.readSample(provider)
      #expect(stage.sandbox.effects.isEmpty)
      _ = try await stage.readSample(provider)
      #expect(stage.sandbox.effects.count == 1)
    }
  }

  @Test func `a late request is executed when its time has come`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("nectar.refund:late=10s*1")
      await #expect(throws: (any Error).self) { try await stage.refundSample(.nectar) }
      stage.clock.advance(seconds: 9)
      #expect(stage.sandbox.effects.isEmpty)
      stage.clock.advance(seconds: 1)
      #expect(stage.sandbox.effects.map(\.timeMilliseconds) == [stage.clock.now])
    }
  }

  @Test func `a late request and its replay move money once`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("neropay.refund:late=1*1")
      await #expect(throws: (any Error).self) { try await stage.refundSample(.neropay) }
      let replay = try await stage.refundSample(.neropay)
      #expect(replay.status == 200)
      _ = try await stage.readSample(.neropay)
      #expect(stage.sandbox.effects.count == 1)
    }
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `a refund that succeeded can fail later`(provider: SandboxProvider) async throws {
    try await Stage.run {
      $0.providers.change(AIICSimulator.self) { $0.polls = 0 }
    } body: { stage in
      _ = try await stage.setFaults("any.refund:late-failure=1")
      #expect((200...201).contains(try await stage.refundSample(provider).status))
      #expect(stage.sandbox.effects.map(\.state) == [.done])
      _ = try await stage.readSample(provider)
      #expect(stage.sandbox.effects.map(\.state) == [.reversed])
      let id = stage.sandbox.effects.first?.paymentID ?? ""
      let truth = try #require(stage.sandbox.payment(provider, id: id))
      #expect(truth.remainingMinor == truth.amountMinor)
      let paid: [SandboxProvider: String] = [
        .neropay: "succeeded", .nectar: "0", .aiic: "completed",
      ]
      #expect(truth.status == paid[provider])
    }
  }

  @Test func `an ignored page gives the first again`() async throws {
    try await Stage.run { stage in
      let first = try await stage.neropayGet("/transactions?limit=5&page=1")
      let second = try await stage.neropayGet("/transactions?limit=5&page=2")
      #expect(first.body != second.body)
      _ = try await stage.setFaults("any.list:ignore-page")
      #expect(try await stage.neropayGet("/transactions?limit=5&page=2").body == first.body)
    }
  }

  @Test func `slowness outlasts a short patience and nothing else`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("any.refund:slow=1ms")
      #expect(try await stage.refundSample(.nectar).status == 200)
      try await stage.hang("any.refund:slow=600s", .nectar)
      #expect(stage.sandbox.effects.count == 1)
    }
  }

  @Test func `live fields are the names that the live service was seen to use`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("neropay.retrieve:live-fields")
      let data = try #require(try await stage.neropayGet("/transactions/6636598").data)
      #expect(data["transaction_reference"] == "NP-ORDER1001")
      #expect(data["amount"] == .number("15.99"))
      #expect(data["created_at"] == "2026-04-22T03:37:11+01:00")
    }
  }

  @Test func `total amounts and other ids are faults too`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("nectar.refund:total-amount", "aiic.refund:other-ids")
      _ = try await stage.nectarRefund("Fa5JliRhi6vblnEHY", "10.00")
      let second = try await stage.nectarRefund("Fa5JliRhi6vblnEHY", "5.00")
      #expect(second.data?["refundedAmount"] == .number("15.00"))
      let refund = try await stage.aiicRefund("txn_abc123", "1")
      let rows = try await stage.aiicQuery(#"{"maxAmount":1,"type":"refund"}"#)
      let row = try #require(rows.json?["transactions"]?.elements?.first)
      #expect(row["id"] != refund.json?["refundId"])
    }
  }

  @Test func `a connection can be closed before it is asked`() async throws {
    try await Stage.run {
      $0.faults = [try FaultSpec("any.connect:refuse*1")]
    } body: { stage in
      await #expect(throws: (any Error).self) { try await stage.refundSample(.nectar) }
      let reply = try await stage.refundSample(.nectar)
      #expect(reply.status == 200)
    }
  }

  @Test func `a fault can begin later and end by its count`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("neropay.list:503@2*2")
      var statuses: [Int] = []
      for _ in 1...5 { statuses.append(try await stage.neropayGet("/transactions").status) }
      #expect(statuses == [200, 503, 503, 200, 200])
    }
  }

  @Test func `a declined cancel leaves the payment pending`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("neropay.cancel:decline")
      let reply = try await stage.neropayWrite("/transactions/6636599/cancel", "{}", key: "c")
      #expect(reply.errorCode == "validation_failed")
      #expect(stage.sandbox.effects.isEmpty)
      #expect(stage.sandbox.payment(.neropay, id: "6636599")?.status == "pending")
    }
  }

  @Test func `a pending refund can fail instead of completing`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("aiic.refund:late-failure=1")
      _ = try await stage.refundSample(.aiic)
      _ = try await stage.readSample(.aiic)
      let rows = try await stage.readSample(.aiic).json?["transactions"]?.elements
      #expect(rows?.first?["status"] == "failed")
      #expect(rows?.first?["failureReason"] != nil)
      #expect(stage.sandbox.effects.map(\.state) == [.reversed])
    }
  }

  @Test func `a read can tell other things than the books`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("any.retrieve:unknown-status", "any.retrieve:wrong-amount")
      let payment = try await stage.neropayGet("/transactions/6636598")
      #expect(payment.data?["status"] == "settling")
      #expect(payment.data?["amount"] == "16.99")
      let verify = try await stage.nectar("GET", "/transaction/verify/Fa5JliRhi6vblnEHY")
      #expect(verify.data?["status"] == .number("42"))
      #expect(verify.data?["requestedAmount"] == .number("51.00"))
    }
  }
}
