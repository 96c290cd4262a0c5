import Testing

@testable import ProviderSandbox

/// Faults that leave the exchange in order: dates, endings that never come, copies that differ.
@Suite struct ReplyFaultTests {
  @Test(
    arguments: [
      (WireTime(micros: 0), "Thu, 01 Jan 1970 00:00:00 GMT"),
      (WireTime(micros: -1), "Wed, 31 Dec 1969 23:59:59 GMT"),
      (
        WireTime(year: 2026, month: 4, day: 22, hour: 2, minute: 37, second: 11, micro: 999_999),
        "Wed, 22 Apr 2026 02:37:11 GMT"
      ),
      (WireTime(year: 2024, month: 2, day: 29), "Thu, 29 Feb 2024 00:00:00 GMT"),
    ] as [(WireTime, String)])
  func `a time is written as HTTP writes it`(time: WireTime, text: String) {
    #expect(time.httpText == text)
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `replies are dated by the sandbox's own clock`(provider: SandboxProvider) async throws {
    try await Stage.run { stage in
      let first = try await stage.readSample(provider)
      #expect(first.headers["date"] == "Mon, 01 Jun 2026 12:00:00 GMT")
      #expect(first.headers[DateWriter.carrier.lowercased()] == nil)
      stage.clock.advance(seconds: 61)
      let refund = try await stage.refundSample(provider)
      #expect(refund.headers["date"] == "Mon, 01 Jun 2026 12:01:01 GMT")
      #expect(
        try await stage.get("/_sandbox/effects").headers["date"]
          == "Mon, 01 Jun 2026 12:01:01 GMT")
    }
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `a reply can be dated ahead or behind, and its signature still fits`(
    provider: SandboxProvider
  ) async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("any.read:date=+310*1", "any.write:date=-7")
      #expect(
        try await stage.readSample(provider).headers["date"] == "Mon, 01 Jun 2026 12:05:10 GMT")
      #expect(
        try await stage.readSample(provider).headers["date"] == "Mon, 01 Jun 2026 12:00:00 GMT")
      let refund = try await stage.refundSample(provider)
      #expect(refund.headers["date"] == "Mon, 01 Jun 2026 11:59:53 GMT")
      #expect((200...201).contains(refund.status))
    }
  }

  @Test func `a refund can be accepted and never become final`() async throws {
    try await Stage.run {
      $0.providers.change(AIICSimulator.self) { $0.polls = 1 }
    } body: { stage in
      _ = try await stage.setFaults("any.refund:never-final")
      #expect(try await stage.refundSample(.neropay).data?["status"] == "pending")
      #expect(try await stage.refundSample(.aiic).json?["status"] == "pending")
      for _ in 1...5 {
        let rows = try await stage.readSample(.aiic).json?["transactions"]?.elements
        #expect(rows?.first?["status"] == "pending")
      }
      #expect(stage.sandbox.effects.map(\.state) == [.pending, .pending])
      #expect(stage.sandbox.payment(.neropay, id: "6636598")?.remainingMinor == 1499)
    }
  }

  @Test(arguments: SimulatedProviders.standard.names)
  func `a reply can tell less than was moved`(provider: SandboxProvider) async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("any.refund:less-amount")
      let reply = try await stage.refundSample(provider)
      switch provider {
      case .neropay: #expect(reply.data?["amount"] == "0.00")
      case .nectar: #expect(reply.data?["refundedAmount"] == .number("36.00"))
      case .aiic: #expect(reply.json?["amount"] == .number("900"))
      default: Issue.record("a fourth provider")
      }
      let moved: [SandboxProvider: Int64] = [.neropay: 100, .nectar: 3700, .aiic: 1000]
      #expect(stage.sandbox.effects.map(\.amountMinor) == [moved[provider]])
    }
  }

  @Test func `a replay gets a clean copy of an answer that was spoilt on its way`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults(
        "neropay.refund:wrong-amount*1", "neropay.refund:wrong-id*1",
        "neropay.refund:unknown-status*1")
      let spoilt = try await stage.refundSample(.neropay)
      let clean = try await stage.refundSample(.neropay)
      #expect(spoilt.data?["amount"] == "2.00")
      #expect(clean.data?["amount"] == "1.00")
      #expect(clean.data?["transaction_id"] == .number("6636598"))
      #expect(clean.data?["status"] == "succeeded")
      #expect(clean.data?["id"] == spoilt.data?["id"])
      #expect(stage.sandbox.effects.count == 1)
    }
  }

  @Test func `a declined refund stays declined under its key`() async throws {
    try await Stage.run { stage in
      _ = try await stage.setFaults("neropay.refund:decline*1")
      #expect(try await stage.refundSample(.neropay).data?["status"] == "failed")
      #expect(try await stage.refundSample(.neropay).data?["status"] == "failed")
      #expect(stage.sandbox.effects.isEmpty)
    }
  }

  @Test func `a payment can be paid elsewhere`() async throws {
    try await Stage.run { stage in
      #expect(stage.sandbox.setStatus("succeeded", of: .neropay, id: "6636599"))
      #expect(stage.sandbox.payment(.neropay, id: "6636599")?.status == "succeeded")
      #expect(!stage.sandbox.setStatus("succeeded", of: .neropay, id: "1"))
      let reply = try await stage.neropayWrite("/transactions/6636599/cancel", "{}", key: "c")
      #expect(reply.errorCode == "validation_failed")
    }
  }
}
