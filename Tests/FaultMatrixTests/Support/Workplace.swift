import Journal
import Payments
import ProviderClient
import ProviderSandbox
import SupportDesk
import Synchronization
import Testing
import TextSafety
import TilldeskCrypto

/// One process at work: a desk on the simulated providers, its journal and its lock.
final class Workplace: Sendable {
  /// What differs from process to process.
  struct Options {
    /// Who works there.
    var actor = "amina"
    /// Whether the journal's file may grow no more.
    var isCramped = false
    /// Whether the tag of an intent goes out in free text.
    var sendsTag = true
  }

  let desk: SupportDesk
  let journal: Journal
  let transport: RoutedTransport
  /// Whether the disk takes no more.
  let disk = DiskState()
  private let owner: OwnerLock

  /// Opens a desk.
  init(_ bench: Bench, _ options: Options = Options()) throws {
    let clock = bench.clock
    transport = RoutedTransport(clock: { clock.now })
    owner = try OwnerLock(besideJournal: bench.path("journal"), process: 1, random: .system)
    journal = try Journal(
      path: bench.path("journal"), owner: owner, random: .system, bootClock: clock.boot,
      pageLimit: options.isCramped ? 1 : nil, fuse: disk.fuse)
    desk = SupportDesk(
      connections: try Self.connections(bench, transport, options), actor: Actor(options.actor),
      journal: journal, index: try TransactionIndex(path: bench.path("index")),
      policy: DecisionPolicy(wantsReference: { _ in false }), now: { clock.now },
      pause: { clock.advance(milliseconds: $0) }, random: .system)
  }

  /// Ends the process as far as others can tell: the kernel gives its lock up.
  func die() { owner.release() }

  private static func connections(
    _ bench: Bench, _ transport: RoutedTransport, _ options: Options
  ) throws -> [SupportDesk.Connection] {
    try Subject.all.map { subject in
      let name = subject.name
      var account = ProviderAccount(
        provider: ProviderName(rawValue: name.rawValue), baseURL: bench.sandbox.baseURL(of: name),
        secret: try Secret(text: subject.simulated.demo.secret))
      for (key, text) in subject.options { account.options.own[key] = .text(text) }
      account.options.sendsTag = options.sendsTag
      let clock = bench.clock
      let provider = try Subject.catalogue.make(
        account: account, transport: transport, clock: { clock.now }, random: .system)
      return SupportDesk.Connection(
        account: DeskAccount(
          name: try #require(AccountName(name.rawValue)), identity: provider.identity,
          mode: .test, providerTitle: provider.title, capabilities: provider.capabilities,
          writeObstacle: provider.writeObstacle, undoSeconds: 0),
        provider: provider)
    }
  }
}

/// Whether the disk under a journal takes no more.
final class DiskState: Sendable {
  private let full = Mutex(false)

  /// Fills the disk, or makes room on it.
  func setFull(_ isFull: Bool) { full.withLock { $0 = isFull } }

  /// What the journal finds before each change.
  var fuse: JournalFuse {
    JournalFuse(
      before: { [self] () throws(JournalError) in
        if full.withLock({ $0 }) { throw .full("the journal's disk") }
      }, after: { () throws(JournalError) in })
  }
}
