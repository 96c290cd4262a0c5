import Foundation
import Journal
import Payments
import ProgramSupport
import TilldeskCrypto

/// What a journal says, read from a copy: looking changes nothing for the program that comes next.
struct JournalCopy {
  private static let suffixes = ["", "-wal", "-journal"]

  /// Every decision, oldest first.
  let intents: [Intent]

  /// Reads a copy of a journal, and checks its chain of events on request: then it throws when that does not hold.
  init(of sandbox: Sandbox, verifying: Bool = true) throws {
    let path = sandbox.folder.path("journal.sqlite")
    guard FileManager.default.fileExists(atPath: path) else {
      intents = []
      return
    }
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let copy = folder.path("journal.sqlite")
    for suffix in Self.suffixes where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
    }
    try SodiumLibrary.start()
    let owner = try OwnerLock(besideJournal: copy, process: 1, random: .seeded(1))
    let journal = try Journal(path: copy, owner: owner, random: .seeded(2))
    if verifying { _ = try journal.verifyChain() }
    intents = try journal.recent(limit: 1000).reversed()
  }

  /// The state of the first decision; `nil` when none is on record.
  var state: IntentState? { intents.first?.state }
}
