import Foundation
import Journal
import Payments
import Settings
import SupportDesk
import TextSafety
import TilldeskCrypto

/// A desk on the real clock, network, disk and environment: what every command and the screen work on.
struct LiveServices {
  /// The use cases.
  let desk: SupportDesk
  /// The record that they work on.
  let journal: Journal
  /// The configuration it was made from.
  let configuration: Configuration
  /// The zone in which times are shown.
  let zone: ZoneOffsets
  /// What happened to decisions whose process ended in the middle, found at opening.
  let recovered: [Intent]

  /// The wall clock.
  let now: @Sendable () -> Instant = LiveClock.now

  /// Opens the desk that the configuration describes; every mistake is printed, and fails with 78.
  static func open(_ options: ConfigurationOptions) throws(CommandFailure) -> LiveServices {
    let bench = try open(configuration: try LiveConfiguration.load(options))
    RecordDoor.tell(bench.journal, Console.narrate)
    return bench
  }

  /// Opens the desk that the configuration describes, and asks the providers which merchants accounts are where that is
  /// open.
  ///
  /// - Parameter label: The only account that matters to what is to be done; `nil` for all.
  static func ready(
    _ options: ConfigurationOptions, for label: String? = nil
  ) async throws(CommandFailure) -> LiveServices {
    let bench = try open(options)
    try await bench.meet(label)
    return bench
  }

  /// Sees to it that it is known who an account is; without a label, who all accounts are.
  func meet(_ label: String? = nil) async throws(CommandFailure) {
    do throws(DeskError) {
      try await desk.meetMerchants(label.map { Set([AccountName($0)].compactMap(\.self)) })
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Opens the desk of a configuration already read.
  static func open(configuration: Configuration) throws(CommandFailure) -> LiveServices {
    try open(try LivePlan(configuration))
  }

  /// Opens the record and the index, and looks after decisions whose process ended in the middle.
  static func open(_ plan: LivePlan) throws(CommandFailure) -> LiveServices {
    let configuration = plan.configuration
    let (journal, recovered) = try openJournal(configuration)
    let desk = SupportDesk(
      sources: plan.sources, actor: plan.actor, journal: journal,
      index: try openIndex(configuration),
      policy: DecisionPolicy(wantsReference: configuration.confirmReference.applies(to:)),
      settling: settling(configuration), now: LiveClock.now, pause: LiveClock.pause,
      random: .system)
    do throws(DeskError) { try desk.resolveMerchants() } catch { throw CommandFailure(error) }
    try LiveConfiguration.refuseTwins(desk.sameMerchants, configuration)
    return LiveServices(
      desk: desk, journal: journal, configuration: configuration, zone: plan.zone,
      recovered: recovered)
  }

  /// How uncertain outcomes are found out, with what the configuration says of it.
  private static func settling(_ configuration: Configuration) -> SettlingPolicy {
    var policy = SettlingPolicy()
    policy.replayWindow = Int64(configuration.replayWindowMinutes) * 60_000
    policy.readAge = Int64(configuration.readAgeSeconds) * 1000
    policy.longestRequest = Int64(configuration.timeouts.total) * 1000
    return policy
  }

  /// The most events checked before work begins; the rest is checked beside it.
  private static let checkedAtOpening: Int64 = 2000

  private static func openJournal(
    _ configuration: Configuration
  ) throws(CommandFailure) -> (Journal, [Intent]) {
    let path = configuration.journal
    do throws(JournalError) {
      let journal = try RecordDoor.journal(of: configuration)
      do throws(JournalError) { return (journal, try prepare(journal)) } catch {
        // A record that is not the one that was left is read, and nothing is written to it.
        guard journal.obstacle != nil else { throw error }
        return (journal, [])
      }
    } catch {
      throw CommandFailure(.failed, "Journal \(path): \(error.sentence)")
    }
  }

  /// What comes before any work: what was recorded lately is checked, and who died in the middle is looked after.
  private static func prepare(_ journal: Journal) throws(JournalError) -> [Intent] {
    if let obstacle = journal.obstacle { throw .readingOnly(obstacle) }
    let time = LiveClock.now()
    try journal.verifyNew(limit: checkedAtOpening, at: time)
    return try journal.recoverOrphans(at: time)
  }

  private static func openIndex(
    _ configuration: Configuration
  ) throws(CommandFailure)
    -> TransactionIndex
  {
    do throws(JournalError) {
      try LiveHost.makeFolder(of: configuration.index)
      return try TransactionIndex(path: configuration.index)
    } catch {
      throw CommandFailure(.failed, "Index \(configuration.index): \(error.sentence)")
    }
  }
}
