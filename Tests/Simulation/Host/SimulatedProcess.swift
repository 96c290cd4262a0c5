import Journal
import SupportDesk

/// One running program: its desk, its record, and the kernel lock by which others know that it lives.
final class SimulatedProcess {
  let number: Int
  let desk: SupportDesk
  let journal: Journal
  let lock: OwnerLock
  /// The accounts as the configuration had them when it was started.
  let configuration: [SimulatedAccount]
  /// Who works with it.
  let actor: String
  /// Nothing reaches it before this time of the story.
  var pausedUntil: Int64 = 0

  init(
    number: Int, desk: SupportDesk, journal: Journal, lock: OwnerLock, actor: String,
    configuration: [SimulatedAccount]
  ) {
    self.number = number
    self.configuration = configuration
    self.desk = desk
    self.journal = journal
    self.lock = lock
    self.actor = actor
  }

  /// The account of a provider.
  func account(_ provider: ProviderClass) -> SimulatedAccount? {
    configuration.first { $0.provider == provider }
  }
}
