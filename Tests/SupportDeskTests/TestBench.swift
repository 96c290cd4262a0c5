import Foundation
import Journal
import Payments
import ProviderClient
import ProviderSandbox
import SupportDesk
import Synchronization
import Testing
import TextSafety
import TilldeskCrypto

/// A desk over real HTTP to the simulated providers, with a clock that the test moves.
final class TestBench: Sendable {
  let sandbox: Sandbox
  let desk: SupportDesk
  let journal: Journal
  let index: TransactionIndex
  let clock: TestClock
  private let connections: [SupportDesk.Connection]
  private let transport: LiveTransport
  private let folder: URL

  /// Starts the providers and opens a desk on them.
  init(
    actor: String = "amina", transactions: Int = 40, fuse: JournalFuse = .none
  ) async throws {
    let clock = TestClock()
    var configuration = SandboxConfiguration(clock: { clock.providerNow.milliseconds })
    configuration.transactions = transactions
    sandbox = try await Sandbox.start(configuration: configuration)
    folder = FileManager.default.temporaryDirectory.appending(path: "desk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.clock = clock
    transport = LiveTransport(configuration: Self.network, clock: { clock.now })
    let path = folder.appending(path: "journal.sqlite").path
    let owner = try OwnerLock(besideJournal: path, process: 1, random: .system)
    journal = try Journal(
      path: path, owner: owner, random: .system, bootClock: clock.bootClock, fuse: fuse)
    connections = try Self.connections(sandbox, transport: transport, clock: clock)
    index = try TransactionIndex(path: folder.appending(path: "index.sqlite").path)
    desk = SupportDesk(
      connections: connections, actor: Actor(actor), journal: journal, index: index,
      policy: DecisionPolicy(wantsReference: { $0.minor >= 50_000 }), now: { clock.now },
      pause: { milliseconds in clock.advance(milliseconds: milliseconds) }, random: .seeded(7))
  }

  /// The path of a file beside the journal.
  func scratch(_ name: String) -> String { folder.appending(path: name).path }

  /// A desk on the same providers and another journal.
  func desk(onJournal path: String) throws -> SupportDesk {
    let owner = try OwnerLock(besideJournal: path, process: 2, random: .system)
    let journal = try Journal(
      path: path, owner: owner, random: .system, bootClock: clock.bootClock)
    return SupportDesk(
      connections: connections, actor: Actor("ben"), journal: journal, index: index,
      policy: DecisionPolicy(wantsReference: { $0.minor >= 50_000 }), now: { self.clock.now },
      pause: { self.clock.advance(milliseconds: $0) }, random: .seeded(8))
  }

  /// Sets the providers' clocks so many seconds ahead of the desk's.
  func skew(seconds: Int64) { clock.skew(seconds: seconds) }

  /// Ends the providers and the connections, and removes the files.
  func close() async {
    await sandbox.stop()
    try? FileManager.default.removeItem(at: folder)
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

  private static func connections(
    _ sandbox: Sandbox, transport: LiveTransport, clock: TestClock
  ) throws -> [SupportDesk.Connection] {
    let accounts: [(String, SandboxProvider, String)] = [
      ("uk-store", .neropay, NeroPayDesk.demoKeys.own),
      ("ng-store", .nectar, NectarDesk.demoKeys.own),
      ("nz-store", .aiic, AIICDesk.demoKeys.own),
    ]
    return try accounts.map { label, simulated, secret in
      var account = ProviderAccount(
        provider: ProviderName(rawValue: simulated.rawValue),
        baseURL: sandbox.baseURL(of: simulated), secret: try Secret(text: secret))
      if simulated == .aiic { account.options.amountUnit = .minor }
      let provider = try ProviderCatalogue.standard.make(
        account: account, transport: transport, clock: { clock.now }, random: .system)
      return SupportDesk.Connection(
        account: DeskAccount(
          name: try #require(AccountName(label)), identity: provider.identity, mode: .test,
          providerTitle: provider.title, capabilities: provider.capabilities,
          writeObstacle: provider.writeObstacle, undoSeconds: 0),
        provider: provider)
    }
  }
}

/// A clock that stands still until the test moves it.
final class TestClock: Sendable {
  private let state = Mutex(Instant(milliseconds: 1_790_000_000_000))
  private let ahead = Mutex<Int64>(0)

  /// The time.
  var now: Instant { state.withLock { $0 } }

  /// The time at the providers.
  var providerNow: Instant { now.adding(seconds: ahead.withLock { $0 }) }

  /// Sets the providers' clocks so many seconds ahead.
  func skew(seconds: Int64) { ahead.withLock { $0 = seconds } }

  /// The same time as the machine's boot clock tells it.
  var bootClock: BootClock {
    BootClock { BootTime(bootID: "boot", milliseconds: self.now.milliseconds) }
  }

  /// Lets time pass.
  func advance(seconds: Int64) { advance(milliseconds: seconds * 1000) }

  /// Lets time pass.
  func advance(milliseconds: Int64) {
    state.withLock { $0 = $0.adding(milliseconds: milliseconds) }
  }
}
