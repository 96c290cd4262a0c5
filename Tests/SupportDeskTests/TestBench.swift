import DeskBench
import Journal
import Payments
import ProviderClient
import ProviderSandbox
import SupportDesk
import Testing

/// A desk over real HTTP to the simulated providers, with a clock that the test moves.
final class TestBench: Sendable {
  let sandbox: Sandbox
  let desk: SupportDesk
  let journal: Journal
  let index: TransactionIndex
  let clock: TestClock
  private let connections: [SupportDesk.Connection]
  private let folder: BenchFolder

  /// Starts the providers and opens a desk on them.
  init(
    actor: String = "amina", transactions: Int = 40, fuse: JournalFuse = .none
  ) async throws {
    let clock = TestClock()
    var configuration = SandboxConfiguration(clock: { clock.providerNow.milliseconds })
    configuration.transactions = transactions
    sandbox = try await Sandbox.start(configuration: configuration)
    folder = try BenchFolder()
    self.clock = clock
    connections = try sandbox.connections(
      labelled: \.demo.label,
      over: LiveTransport(configuration: Self.network, clock: { clock.now }), clock: clock)
    var options = Self.options
    options.actor = actor
    options.fuse = fuse
    let place = try DeskBench(connections, in: folder, clock: clock, options: options)
    (desk, journal, index) = (place.desk, place.journal, place.index)
  }

  /// The path of a file beside the journal.
  func scratch(_ name: String) -> String { folder.path(name) }

  /// A desk on the same providers and another journal.
  func desk(onJournal path: String) throws -> SupportDesk {
    var options = Self.options
    options.actor = "ben"
    options.process = 2
    options.journal = path
    options.random = .seeded(8)
    return try DeskBench(connections, in: folder, clock: clock, index: index, options: options)
      .desk
  }

  private static var options: DeskBench.Options {
    var options = DeskBench.Options()
    options.wantsReference = { $0.minor >= 50_000 }
    return options
  }

  /// Sets the providers' clocks so many seconds ahead of the desk's.
  func skew(seconds: Int64) { clock.skew(seconds: seconds) }

  /// Ends the providers and the connections, and removes the files.
  func close() async {
    await sandbox.stop()
    folder.remove()
  }

  /// A refund from a payment as it is now, confirmed and sent.
  func refund(
    _ account: String, _ text: String, _ minor: Int64, another: Bool = true
  )
    async throws -> DecisionResult
  {
    let detail = try await open(account, text)
    let currency = try #require(detail.ledger?.paid.currency)
    let decision = Decision(
      kind: .refund, key: detail.row.id, amount: Money(minor: minor, currency: currency),
      reason: "requested_by_customer", seen: detail.fingerprint, another: another)
    return try await carryOut(decision)
  }

  /// A decision reviewed, prepared and sent.
  func carryOut(_ decision: Decision) async throws -> DecisionResult {
    let review = try await desk.review(decision)
    return try await desk.send(try desk.prepare(review).id)
  }

  /// A refund of the seeded NeroPay payment, confirmed and on record, not sent yet.
  func prepared(minor: Int64) async throws -> Intent {
    let detail = try await open("uk-store", "6636598")
    let review = try await desk.review(
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: minor, currency: .gbp),
        seen: detail.fingerprint))
    return try desk.prepare(review)
  }

  /// A payment read live.
  func open(_ account: String, _ text: String) async throws -> PaymentDetail {
    try await desk.openNamed(account: account, text: text)
  }

  /// The minor units that the provider's own ledger says went back, and how often.
  func moved(_ provider: SandboxProvider, _ id: String) -> [Int64] {
    sandbox.effects.filter { $0.provider == provider && $0.paymentID == id }.map(\.amountMinor)
  }

  private static let network: LiveTransport.Configuration = {
    let short = LiveTransport.Timeouts(
      connect: .seconds(20), firstByte: .seconds(8), total: .seconds(20))
    return LiveTransport.Configuration(reads: short, writes: short)
  }()
}
