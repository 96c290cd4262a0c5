import Foundation
import Journal
import Payments
import Settings
import TextSafety
import TilldeskCrypto

/// The record alone, for commands that are about it: no secrets, no providers, no network.
struct RecordDoor {
  /// The record.
  let journal: Journal
  /// The configuration that names it.
  let configuration: Configuration

  /// Opens the record of the configuration.
  static func open(_ options: ConfigurationOptions) throws(CommandFailure) -> RecordDoor {
    let configuration = try LiveConfiguration.load(options)
    do throws(SodiumError) { try SodiumLibrary.start() } catch {
      throw CommandFailure(.failed, SafeText(sanitizing: error.description))
    }
    try SamePaths.refuse(in: configuration)
    do throws(JournalError) {
      return RecordDoor(journal: try journal(of: configuration), configuration: configuration)
    } catch {
      throw CommandFailure(.failed, "Journal \(configuration.journal): \(error.sentence)")
    }
  }

  /// Opens the journal of a configuration, with its witnesses.
  static func journal(of configuration: Configuration) throws(JournalError) -> Journal {
    let path = configuration.journal
    try LiveHost.makeFolder(of: path)
    let owner = try OwnerLock(
      besideJournal: path, process: ProcessInfo.processInfo.processIdentifier, random: .system)
    return try Journal(
      path: path, owner: owner, random: .system, bootClock: .system(), origin: LiveHost.origin,
      witness: WitnessPlaces(userFolder: userFolder(for: configuration)),
      isLive: configuration.accounts.contains { $0.mode == .live })
  }

  /// Where this person's witnesses are; none for a journal in the folder of temporary files, which goes away with it.
  private static func userFolder(for configuration: Configuration) -> String? {
    let isTemporary = configuration.journal.hasPrefix(NSTemporaryDirectory())
    let isLive = configuration.accounts.contains { $0.mode == .live }
    return isTemporary && !isLive ? nil : SettingsWorld.live().stateFolder
  }

  /// Looks for damage that nobody has met yet, before the record is spoken of or accepted.
  func lookForDamage(_ say: (SafeText) -> Void) {
    do throws(JournalError) { try journal.lookForDamage(at: LiveClock.now()) } catch {
      say(error.sentence)
    }
  }

  /// Says what a person should know of the record, where there is something.
  static func tell(_ journal: Journal, _ say: (SafeText) -> Void) {
    for warning in journal.warnings {
      say("\(warning.matter) Its accounts are test accounts, so work goes on.")
    }
    if let obstacle = journal.obstacle { say("Reading only. \(obstacle.sentence)") }
    if journal.erasedSignatures {
      say(
        "Signatures that earlier versions kept were erased from the journal; its old copies still hold them: replace the key of each AIIC Pay account, then remove the copies."
      )
    }
  }
}
