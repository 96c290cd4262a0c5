package import Journal
package import Payments
package import ProviderClient
package import SupportDesk
package import TilldeskCrypto

/// One process at work: a desk, its journal, its index and its lock, on files of a bench, by a clock that tests move.
package final class DeskBench: Sendable {
  /// What differs from process to process.
  package struct Options: Sendable {
    /// Who works there.
    package var actor = "amina"
    /// The number of the process.
    package var process: Int32 = 1
    /// The path of the journal; `nil` for one in the folder.
    package var journal: String?
    /// Where intent ids come from.
    package var random: RandomSource = .seeded(7)
    /// The amounts whose confirmation asks for the reference too.
    package var wantsReference: @Sendable (Money) -> Bool = { _ in false }
    /// How many pages the journal's file may have.
    package var pageLimit: Int?
    /// What happens around each change of the journal.
    package var fuse: JournalFuse = .none

    /// The options as they are mostly wanted.
    package init() {}
  }

  /// The use cases.
  package let desk: SupportDesk
  /// The record.
  package let journal: Journal
  /// The copy of the providers' lists.
  package let index: TransactionIndex
  /// The lock by which others know that the process lives.
  package let owner: OwnerLock
  /// Stays as long as the process lives.
  private let folder: BenchFolder

  /// Opens a desk.
  ///
  /// - Parameters:
  ///   - connections: Its accounts.
  ///   - folder: Where its files are.
  ///   - clock: What tells it the time; waiting moves it.
  ///   - index: The index of another process; `nil` opens one in the folder.
  ///   - options: What is special about it.
  package init(
    _ connections: [SupportDesk.Connection], in folder: BenchFolder, clock: TestClock,
    index: TransactionIndex? = nil, options: Options = Options()
  ) throws {
    self.folder = folder
    let path = options.journal ?? folder.path("journal.sqlite")
    owner = try OwnerLock(besideJournal: path, process: options.process, random: .system)
    journal = try Journal(
      path: path, owner: owner, random: .system, bootClock: clock.bootClock,
      pageLimit: options.pageLimit, fuse: options.fuse)
    self.index = try index ?? TransactionIndex(path: folder.path("index.sqlite"))
    desk = SupportDesk(
      connections: connections, actor: Actor(options.actor), journal: journal, index: self.index,
      policy: DecisionPolicy(wantsReference: options.wantsReference), now: { clock.now },
      pause: { clock.advance(milliseconds: $0) }, random: options.random)
  }
}

extension SupportDesk.Connection {
  /// A test account with a label, whose merchant is the one that its provider is made for; nothing can be taken back.
  package init(_ label: String, _ provider: any PaymentProvider) throws {
    guard let name = AccountName(label) else { throw NoSuchName(label: label) }
    self.init(
      account: DeskAccount(
        name: name, identity: provider.identity, mode: .test, providerTitle: provider.title,
        capabilities: provider.capabilities, writeObstacle: provider.writeObstacle,
        undoSeconds: 0),
      provider: provider)
  }
}

/// A label that no account can have.
private struct NoSuchName: Error {
  let label: String
}
