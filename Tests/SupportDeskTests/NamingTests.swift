import Payments
import SupportDesk
import Testing
import TextSafety

/// I19: which payment money leaves from is the provider's word about an exact id, whatever the index holds.
struct NamingTests {
  @Test func `a label speaks for the merchant that has it now, not for the one that had it`()
    async throws
  {
    let bench = try NamingBench(provider: [.init("1003")])
    let other = AccountIdentity(
      provider: bench.identity.provider, origin: bench.identity.origin, merchant: "another")
    let then = try bench.decision("1003", decidedAs: "uk", merchant: other)
    #expect(await !bench.desk.isNamed(then, account: "uk", text: "1003"))
    #expect(bench.desk.label(of: then) == nil)
    let now = try bench.decision("1003", decidedAs: "old", merchant: bench.identity)
    #expect(await bench.desk.isNamed(now, account: "uk", text: "1003"))
    #expect(await bench.desk.isNamed(now, account: "old", text: "1003"), "nobody else has it")
    #expect(bench.desk.label(of: now)?.text == "uk")
  }

  @Test func `an index that knows the text as a reference of another payment decides nothing`()
    async throws
  {
    let bench = try NamingBench(
      provider: [.init("1003", reference: "1004"), .init("1004", reference: "A")])
    try bench.index(.init("1003", reference: "1004"))
    #expect(try await bench.desk.openExactly(account: "uk", text: "1004").row.id.id.raw == "1004")
    #expect(try await bench.desk.openNamed(account: "uk", text: "1004").row.id.id.raw == "1004")
  }

  @Test func `a reference never decides, also where only one payment has it`() async throws {
    let bench = try NamingBench(provider: [.init("1003", reference: "1004")])
    try bench.index(.init("1003", reference: "1004"))
    #expect(try await bench.candidates("1004") == ["1003"])
    #expect(try await bench.desk.openNamed(account: "uk", text: "1004").row.id.id.raw == "1003")
  }

  @Test(arguments: [("5AB4", "5ab4"), ("caf\u{E9}1", "cafe\u{301}1")])
  func `an id in another case or spelling is an alias`(_ typed: String, _ id: String) async throws {
    let bench = try NamingBench(provider: [.init(id)])
    try bench.index(.init(id))
    #expect(try await bench.candidates(typed) == [id])
    let both = try NamingBench(provider: [.init(id), .init(typed)])
    try both.index(.init(id))
    let opened = try await both.desk.openExactly(account: "uk", text: typed)
    #expect(opened.row.id.id == TransactionID(typed))
  }

  @Test func `a reference of two payments names both, also the one that the index has not seen`()
    async throws
  {
    let bench = try NamingBench(
      provider: [.init("1", reference: "DUP"), .init("2", reference: "dup")])
    try bench.index(.init("1", reference: "DUP"))
    #expect(try await bench.candidates("DUP") == ["1", "2"])
    do {
      _ = try await bench.desk.openNamed(account: "uk", text: "DUP")
      Issue.record("one of two was chosen")
    } catch {
      #expect(error.sentence.text.contains("uk/1 (DUP), uk/2 (dup)"), "\(error.sentence)")
    }
  }

  @Test func `entries about payments are no candidates`() async throws {
    let bench = try NamingBench(provider: [.init("9", reference: "R-1", kind: .refundEntry)])
    try bench.index(.init("9", reference: "R-1", kind: .refundEntry))
    await #expect(throws: DeskError.notFound("R-1", near: [], isComplete: false)) {
      try await bench.desk.openExactly(account: "uk", text: "R-1")
    }
  }

  @Test func `a row of the index that lies about account, kind or id is not offered`() async throws
  {
    let bench = try NamingBench(provider: [])
    var foreign = NamingBench.Row("7", reference: "X-7")
    foreign.merchant = "somebody else"
    try bench.index(foreign)
    // The provider has just said that it has no such id.
    try bench.index(.init("X-7"))
    await #expect(throws: DeskError.notFound("X-7", near: [], isComplete: false)) {
      try await bench.desk.openExactly(account: "uk", text: "X-7")
    }
  }

  @Test func `a provider that answers with another payment than asked is not believed`()
    async throws
  {
    let bench = try NamingBench(provider: [.init("1003")], lies: true)
    await #expect(throws: DeskError.self) {
      try await bench.desk.openExactly(account: "uk", text: "1004")
    }
    let key = PaymentKey(account: bench.identity, id: TransactionID("1004"))
    await #expect(throws: DeskError.self) { try await bench.desk.openLive(key) }
  }

  @Test func `ids with spaces, dashes and signs are names like any other`() async throws {
    for id in ["Invoice 7", "-5", "a/b?c", "\u{1F3E6}"] {
      let bench = try NamingBench(provider: [.init(id)])
      #expect(try await bench.desk.openExactly(account: "uk", text: id).row.id.id.raw == id)
    }
  }
}

extension NamingBench {
  /// What is offered instead of a decision.
  func candidates(_ text: String) async throws -> [String] {
    do {
      _ = try await desk.openExactly(account: "uk", text: text)
    } catch {
      guard case .alias(_, let candidates, _) = error else { throw error }
      return candidates.map(\.transaction.id.raw)
    }
    Issue.record("\(text) decided")
    return []
  }
}

extension NamingBench {
  /// A decision as an earlier configuration made it.
  fileprivate func decision(
    _ id: String, decidedAs label: String, merchant: AccountIdentity
  ) throws -> Intent {
    let key = PaymentKey(account: merchant, id: TransactionID(id))
    let money = Money(minor: 1599, currency: .gbp)
    let payment = Transaction(
      key: key, reference: "", kind: .payment, status: .paid, providerStatus: "succeeded",
      amount: QuotedAmount(text: "15.99", currencyCode: "GBP", money: money), created: nil)
    let time = Instant(milliseconds: 1)
    return Intent(
      id: try #require(IntentID(String(repeating: "a", count: 32))), kind: .refund, key: key,
      account: try #require(AccountName(label)), mode: .test, amount: money, reason: "", note: "",
      ticket: "", actor: Actor("amina"), seen: PaymentFingerprint(payment, refunds: []),
      decisionToken: nil, retryOf: nil, state: .unknown, created: time, updated: time)
  }
}
