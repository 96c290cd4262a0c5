import Testing

@testable import ProviderSandbox

@Suite struct SandboxTests {
  @Test func `effects are told in the order they happened`() async throws {
    try await Stage.run { stage in
      _ = try await stage.refundSample(.neropay)
      _ = try await stage.refundSample(.nectar)
      _ = try await stage.refundSample(.aiic)
      let effects = try #require(
        try await stage.get("/_sandbox/effects").json?["effects"]?.elements)
      #expect(effects.map { $0["sequence"] } == [.number("1"), .number("2"), .number("3")])
      #expect(effects.map { $0["provider"] } == ["neropay", "nectar", "aiic"])
      #expect(
        effects.map { $0["amountMinor"] } == [.number("100"), .number("3700"), .number("1000")])
      #expect(effects.map { $0["state"] } == ["done", "done", "pending"])
      #expect(effects.map { $0["key"] != "" } == [true, false, true])
    }
  }

  @Test func `the truth of a payment is told by the control endpoint`() async throws {
    try await Stage.run { stage in
      _ = try await stage.refundSample(.nectar)
      let truth = try await stage.get("/_sandbox/payments/nectar/Fa5JliRhi6vblnEHY").json
      #expect(truth?["amountMinor"] == .number("5000"))
      #expect(truth?["refundedMinor"] == .number("3700"))
      #expect(truth?["remainingMinor"] == .number("1300"))
      #expect(truth?["refunds"]?.elements?.count == 1)
      #expect(try await stage.get("/_sandbox/payments/nectar/none").status == 404)
      #expect(try await stage.get("/_sandbox/payments/stripe/none").status == 404)
      #expect(try await stage.get("/elsewhere").status == 404)
    }
  }

  @Test func `a payment can change at the provider without the desk`() async throws {
    try await Stage.run { stage in
      let paid = try await stage.send(
        "POST", "/_sandbox/payments/neropay/6636599", body: #"{"status":"succeeded"}"#)
      #expect(paid.json?["status"] == "succeeded")
      let cancel = try await stage.neropayWrite("/transactions/6636599/cancel", "{}", key: "c")
      #expect(cancel.status == 422)
      let refunded = try await stage.send(
        "POST", "/_sandbox/payments/neropay/6636599", body: #"{"refundMinor":500}"#)
      #expect(refunded.json?["remainingMinor"] == .number("499"))
      #expect(stage.sandbox.refundElsewhere(.neropay, id: "6636599", amountMinor: 499))
      #expect(!stage.sandbox.refundElsewhere(.neropay, id: "6636599", amountMinor: 1))
      let row = try await stage.neropayGet("/transactions/6636599")
      #expect(row.data?["status"] == "refunded")
    }
  }

  @Test func `faults are listed with how often they struck`() async throws {
    try await Stage.run { stage in
      let set = try await stage.setFaults("neropay.list:500*1", "aiic.any:decline")
      #expect(set.json?["faults"]?.elements?.count == 2)
      _ = try await stage.neropayGet("/transactions")
      let listed = try await stage.get("/_sandbox/faults").json?["faults"]?.elements
      #expect(
        listed?.first
          == ["fault": "neropay.list:500*1", "struck": .integer(1), "spent": true])
      let bad = try await stage.setFaults("neropay.list:explode")
      #expect(bad.status == 400)
      #expect(try await stage.get("/_sandbox/faults").json?["faults"]?.elements?.count == 2)
      stage.sandbox.clearFaults()
      #expect(try await stage.get("/_sandbox/faults").json?["faults"]?.elements?.isEmpty == true)
    }
  }

  @Test func `stopping ends a request that hangs`() async throws {
    try await Stage.run { stage in
      stage.sandbox.add(try FaultSpec("nectar.refund:hang-after"))
      async let hung: Void = {
        await #expect(throws: (any Error).self) { try await stage.refundSample(.nectar) }
      }()
      _ = try await stage.effects(atLeast: 1)
      await stage.sandbox.stop()
      await hung
      try await stage.sandbox.wait()
    }
  }

  @Test func `a port that is taken is an error`() async throws {
    try await Stage.run { stage in
      var second = SandboxConfiguration { 0 }
      second.port = stage.sandbox.port
      let configuration = second
      await #expect(throws: (any Error).self) {
        _ = try await Sandbox.start(configuration: configuration)
      }
    }
  }

  @Test func `the demo configuration names the three accounts and their secrets`() async throws {
    try await Stage.run { stage in
      let text = stage.sandbox.demoConfigurationTOML(stateDirectory: #"/tmp/a "b"\c"#)
      for line in [
        #"journal = "/tmp/a \"b\"\\c/journal.sqlite""#, #"name = "uk-store""#,
        #"name = "ng-store""#,
        #"name = "nz-store""#, #"base_url = "http://127.0.0.1:\#(stage.sandbox.port)/neropay/v2""#,
        #"base_url = "http://127.0.0.1:\#(stage.sandbox.port)/nectar""#,
        #"base_url = "http://127.0.0.1:\#(stage.sandbox.port)/aiic/v1""#,
        #"time_zone = "Africa/Lagos""#, #"amount_unit = "minor""#,
      ] {
        #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)")
      }
      let secrets = stage.sandbox.demoSecrets(stateDirectory: "/tmp/x")
      #expect(
        secrets.map(\.path)
          == ["/tmp/x/uk-store.key", "/tmp/x/ng-store.key", "/tmp/x/nz-store.ed25519"])
      #expect(secrets.allSatisfy { !$0.text.isEmpty })
      let plain = stage.sandbox.demoConfigurationTOML(stateDirectory: "/tmp/x")
      #expect(secrets.allSatisfy { plain.contains("secret = { file = \"\($0.path)\" }") })
    }
  }
}
