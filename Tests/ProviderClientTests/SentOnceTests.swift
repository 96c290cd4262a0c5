import Payments
import ProviderClient
import Testing
import TextSafety

/// Whatever the connection does, a write leaves once (I8): each adapter over the real transport,
/// against a server that reads the request and hangs up.
@Suite(.timeLimit(.minutes(2)))
struct SentOnceTests {
  /// The writes that there are: two methods, three bodies.
  enum Write: String, Sendable, CaseIterable {
    case neroPayRefund, neroPayCancel, nectarRefund, aiicRefund

    /// How its request begins.
    var line: String {
      switch self {
      case .neroPayRefund: "POST /v2/transactions/77/refund HTTP/1.1"
      case .neroPayCancel: "POST /v2/transactions/77/cancel HTTP/1.1"
      case .nectarRefund: "PUT /v2/transaction/refund/77 HTTP/1.1"
      case .aiicRefund: "POST /v2/payment/refund HTTP/1.1"
      }
    }

    /// The adapter that makes it, on a server.
    func provider(
      _ server: HangUpServer, _ transport: LiveTransport
    ) throws -> any PaymentProvider {
      let url = "http://127.0.0.1:\(server.port)/v2"
      return switch self {
      case .neroPayRefund, .neroPayCancel: try Sample.neroPay(transport, baseURL: url)
      case .nectarRefund: try Sample.nectar(transport, baseURL: url)
      case .aiicRefund: try Sample.aiic(transport, baseURL: url)
      }
    }

    /// The write, made by its adapter.
    func prepared(by provider: any PaymentProvider) throws -> PreparedWrite {
      let paid = Money(minor: 1599, currency: .gbp)
      guard self == .neroPayCancel else {
        return try Sample.refund(
          "77", of: paid, amount: Money(minor: 500, currency: .gbp), by: provider)
      }
      return try provider.prepareCancel(
        CancelOrder(
          transaction: Sample.payment("77", paid, of: provider, status: .pending, word: "pending"),
          intent: Sample.intent(),
          idempotencyKey: Sample.key()))
    }
  }

  private func transport() -> LiveTransport {
    let timeouts = LiveTransport.Timeouts(
      connect: .seconds(20), firstByte: .seconds(20), total: .seconds(30))
    return LiveTransport(
      configuration: .init(reads: timeouts, writes: timeouts), clock: { Sample.now })
  }

  @Test(arguments: Write.allCases, HangUpServer.End.allCases)
  func `a write that is hung up on is read once, on a fresh connection`(
    write: Write, end: HangUpServer.End
  ) async throws {
    for _ in 0..<5 {
      let server = try HangUpServer(end)
      defer { server.stop() }
      let provider = try write.provider(server, transport())
      try await expectUnknown(write, by: provider)
      #expect(server.requests.map(\.line) == [write.line])
    }
  }

  @Test(arguments: Write.allCases, HangUpServer.End.allCases)
  func `beside a connection that reads keep open, a write is read once, on one of its own`(
    write: Write, end: HangUpServer.End
  ) async throws {
    let server = try HangUpServer(end)
    defer { server.stop() }
    let provider = try write.provider(server, transport())
    for round in 1...5 {
      _ = try? await provider.retrieve(TransactionLocator("77"))
      #expect(server.requests.last?.connection == 1, "reads do not share a connection")
      try await expectUnknown(write, by: provider)
      #expect(server.writes.count == round)
    }
    _ = try? await provider.retrieve(TransactionLocator("77"))
    #expect(server.writes.map(\.line) == Array(repeating: write.line, count: 5))
    #expect(server.writes.map(\.connection) == [2, 3, 4, 5, 6])
    #expect(server.requests.last?.connection == 1)
  }

  @Test(arguments: Write.allCases)
  func `a kept connection that died meanwhile does not make a write leave twice`(
    write: Write
  ) async throws {
    let server = try HangUpServer(.close, closesAfterReads: true)
    defer { server.stop() }
    let provider = try write.provider(server, transport())
    for round in 1...10 {
      _ = try? await provider.retrieve(TransactionLocator("77"))
      try await expectUnknown(write, by: provider)
      #expect(server.writes.count == round)
    }
    #expect(Set(server.writes.map(\.connection)).count == 10)
  }

  /// Sends it; what came of it cannot be known.
  private func expectUnknown(_ write: Write, by provider: any PaymentProvider) async throws {
    let reply = try await Sample.send(write.prepared(by: provider), by: provider)
    #expect(reply.outcome.word == "unknown", "\(reply.outcome)")
    #expect(reply.evidence.connected)
  }
}
