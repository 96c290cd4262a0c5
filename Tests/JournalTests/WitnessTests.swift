import Foundation
import GRDB
import Host
import Journal
import Payments
import Testing
import TextSafety

/// I25: a record that is older, rewritten, removed or another than the one that was left is not decided on.
struct WitnessTests {
  private let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  @Test func `an older copy in its place is read only, until a person accepts it`() throws {
    try fill(3)
    try copy(fixture.path, "\(fixture.directory)/old")
    try fill(2)
    try restore("\(fixture.directory)/old")
    let journal = try live()
    #expect(journal.obstacle == .behind(found: 3, witnessed: 5))
    refusesToDecide(journal)
    #expect(throws: JournalError.acceptanceNeedsEvidence) {
      try journal.accept(evidence: " ", actor: Sample.amina, at: Sample.at(20))
    }
    _ = try journal.accept(
      evidence: "the disk died", actor: Sample.amina, at: Sample.at(20))
    #expect(journal.acceptances.map(\.to) == [Sample.at(20)])
    _ = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(21))
    _ = try journal.verifyChain()
    // It satisfies every witness up to there, also one that nobody brought up to date.
    #expect(try live().obstacle == nil)
  }

  @Test func `a witness of another person that saw no more is content after the acceptance`() throws
  {
    let bram = WitnessPlaces(userFolder: "\(fixture.directory)/bram")
    try fill(3)
    try copy(fixture.path, "\(fixture.directory)/old")
    try fill(2, bram)
    try restore("\(fixture.directory)/old")
    _ = try live().accept(evidence: "the disk died", actor: Sample.amina, at: Sample.at(20))
    #expect(try live(bram).obstacle == nil)
    // What was accepted once is no licence for the next time.
    try copy(fixture.path, "\(fixture.directory)/old")
    try fill(1, bram)
    try restore("\(fixture.directory)/old")
    #expect(try live(bram).obstacle != nil)
  }

  @Test func `an acceptance is set back with the copy that it was on`() throws {
    try fill(3)
    try copy(fixture.path, "\(fixture.directory)/old")
    try fill(2)
    try restore("\(fixture.directory)/old")
    _ = try live().accept(evidence: "the disk died", actor: Sample.amina, at: Sample.at(20))
    try restore("\(fixture.directory)/old")
    #expect(try live().obstacle != nil)
  }

  @Test func `two records that take turns are told each time`() throws {
    try fill(3)
    try copy(fixture.path, "\(fixture.directory)/first")
    try fill(9)
    try remove(fixture.path)
    _ = try live().accept(evidence: "begun anew", actor: Sample.amina, at: Sample.at(20))
    try fill(1)
    try copy(fixture.path, "\(fixture.directory)/second")
    try restore("\(fixture.directory)/first")
    _ = try live().accept(evidence: "the first is back", actor: Sample.amina, at: Sample.at(21))
    // Fewer events than the second record gave up of the first, and others.
    try fill(2)
    try restore("\(fixture.directory)/second")
    #expect(try live().obstacle != nil)
  }

  @Test func `a removed journal is begun anew and decides nothing`() throws {
    try fill(3)
    try remove(fixture.path)
    let journal = try live()
    #expect(journal.obstacle == .begunAnew(witnessed: 3))
    refusesToDecide(journal)
    _ = try journal.accept(evidence: "lost", actor: Sample.amina, at: Sample.at(20))
    #expect(try live().obstacle == nil)
  }

  @Test func `an emptied journal is one that was begun anew`() throws {
    try fill(3)
    try remove(fixture.path)
    #expect(FileManager.default.createFile(atPath: fixture.path, contents: Data()))
    #expect(try live().obstacle == .begunAnew(witnessed: 3))
  }

  @Test func `where everything beside it was removed too, the person's folder tells`() throws {
    try fill(3)
    try remove(fixture.path)
    try FileManager.default.removeItem(atPath: "\(fixture.path)-owners")
    #expect(try live().obstacle == .begunAnew(witnessed: 3))
  }

  @Test func `another history of the same length is found`() throws {
    try fill(2)
    try copy(fixture.path, "\(fixture.directory)/old")
    try fill(1)
    let kept = try files(of: "\(fixture.path)-owners/witness")
    try restore("\(fixture.directory)/old")
    try FileManager.default.removeItem(atPath: "\(fixture.path)-owners/witness")
    // Tests of a journal without LIVE decisions go on.
    try fill(1, WitnessPlaces(userFolder: nil), note: "another", isLive: false)
    try kept.write(to: URL(filePath: "\(fixture.path)-owners/witness"))
    #expect(try live().obstacle == .rewritten(event: 3))
  }

  @Test func `a chain that was made anew with good hashes has another head`() throws {
    try fill(2)
    try fixture.behindTheRules(
      "DELETE FROM event_text WHERE event = 2; DELETE FROM event WHERE sequence = 2")
    let journal = try live()
    #expect(journal.obstacle == .rulesChanged("answer_kept") || journal.obstacle != nil)
    refusesToDecide(journal)
  }

  @Test func `a journal that was moved gives no alarm`() throws {
    try fill(3)
    let elsewhere = "\(fixture.directory)/elsewhere"
    try FileManager.default.createDirectory(
      atPath: elsewhere, withIntermediateDirectories: true)
    try copy(fixture.path, "\(elsewhere)/journal.sqlite")
    try remove(fixture.path)
    let journal = try Journal(
      path: "\(elsewhere)/journal.sqlite",
      owner: OwnerLock(
        besideJournal: "\(elsewhere)/journal.sqlite", process: 1, random: fixture.random),
      random: fixture.random, witness: amina, isLive: true)
    #expect(journal.obstacle == nil)
  }

  @Test func `a journal of tests that was deleted or restored warns once and goes on`() throws {
    try fill(3, isLive: false)
    try remove(fixture.path)
    let first = try fixture.journal(witness: amina)
    #expect(first.obstacle == nil)
    #expect(first.warnings == [.begunAnew(witnessed: 3)])
    try first.note("seen", on: Sample.key, actor: Sample.amina, at: Sample.start)
    #expect(try fixture.journal(witness: amina).warnings.isEmpty)
  }

  @Test func `a LIVE journal is no other because tests were there before`() throws {
    try fill(3, isLive: false)
    try remove(fixture.path)
    #expect(try live().obstacle == nil)
  }

  @Test func `thirty people with a folder each see nothing wrong`() throws {
    for number in 0..<30 {
      let places = WitnessPlaces(userFolder: "\(fixture.directory)/person-\(number)")
      try fill(1, places)
      #expect(try live(places).obstacle == nil)
    }
    for number in 0..<30 {
      let places = WitnessPlaces(userFolder: "\(fixture.directory)/person-\(number)")
      #expect(try live(places).obstacle == nil)
    }
  }

  @Test func `a folder that cannot be written stops nothing`() throws {
    let file = "\(fixture.directory)/file"
    #expect(FileManager.default.createFile(atPath: file, contents: Data()))
    let places = WitnessPlaces(userFolder: "\(file)/state")
    try fill(2, places)
    #expect(try live(places).obstacle == nil)
  }

  // MARK: - A note that cannot be read

  /// Texts that are no witness, made from one that is.
  private static let spoilings: [@Sendable (String) -> String] = [
    { _ in "" }, { _ in "nonsense" }, { String($0.prefix(60)) }, { $0 + $0 },
    { _ in String(repeating: "\0", count: 300) }, { _ in String(repeating: "x", count: 40_000) },
    { $0.replacing("sequence 2", with: "sequence -5") },
    { $0.replacing("sequence 2", with: "sequence 9223372036854775807") },
    { $0.replacing("sequence 2", with: "sequence 99999999999999999999999") },
    { $0.replacing("acceptance 0", with: "acceptance 99999999999") },
    { $0.replacing("witness 1", with: "witness 2") },
  ]

  @Test(arguments: spoilings.indices)
  func `where no note can be read any more, LIVE is read only`(number: Int) throws {
    try fill(2)
    let own = try ownNote()
    for file in [beside, own] {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      try Self.spoilings[number](text).write(toFile: file, atomically: false, encoding: .utf8)
    }
    for _ in 0..<2 {
      let journal = try live()
      #expect(journal.obstacle == .witnessUnreadable)
      refusesToDecide(journal)
    }
    _ = try live().accept(evidence: "compared", actor: Sample.amina, at: Sample.at(20))
    #expect(try live().obstacle == nil)
    #expect(try live(WitnessPlaces(userFolder: nil)).obstacle == nil)
  }

  @Test func `a good note beside the journal is enough, and mends a person's own`() throws {
    try fill(2)
    let good = try files(of: beside)
    let own = try ownNote()
    try Data("nonsense".utf8).write(to: URL(filePath: own))
    #expect(try live().obstacle == nil)
    #expect(try files(of: own) == good)
  }

  /// What may be where the note beside a journal was.
  private static let replacements: [@Sendable (String) throws -> Void] = [
    { _ in },
    { try Data("nonsense".utf8).write(to: URL(filePath: $0)) },
    { try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: "/dev/zero") },
    { try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: "nowhere") },
    { try #require(unsafe mkfifo($0, 0o600) == 0) },
    { try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: false) },
  ]

  @Test(arguments: replacements.indices)
  func `a person's own note does not stand in for the one that all see`(number: Int) throws {
    try fill(3)
    try copy(fixture.path, "\(fixture.directory)/old")
    try fill(2, WitnessPlaces(userFolder: "\(fixture.directory)/bram"))
    try restoreInPlace("\(fixture.directory)/old")
    try FileManager.default.removeItem(atPath: beside)
    try Self.replacements[number](beside)
    let expected: RecordObstacle = number == 0 ? .witnessMissing : .witnessUnreadable
    for _ in 0..<2 {
      let journal = try live()
      #expect(journal.obstacle == expected)
      refusesToDecide(journal)
    }
    _ = try live().accept(evidence: "compared", actor: Sample.amina, at: Sample.at(20))
    #expect(try live().obstacle == nil)
    #expect(try live(WitnessPlaces(userFolder: nil)).obstacle == nil)
    try FileManager.default.removeItem(atPath: beside)
    #expect(try live().obstacle == .witnessMissing)
  }

  @Test func `a LIVE journal that came alone to another host asks`() throws {
    try fill(3)
    let old = "\(fixture.directory)/old"
    try copy(fixture.path, old)
    try remove(fixture.path)
    try FileManager.default.removeItem(atPath: "\(fixture.path)-owners")
    try restore(old)
    let journal = try live(WitnessPlaces(userFolder: "\(fixture.directory)/another"))
    #expect(journal.obstacle == .witnessMissing)
    refusesToDecide(journal)
    #expect(journal.obstacle?.sentence.text.contains("journal accept --evidence") == true)
  }

  @Test func `test accounts do not bring back the note of a record with LIVE decisions`() throws {
    try live().send(fixture.intent(), fixture.write())
    try FileManager.default.removeItem(atPath: beside)
    try fill(1, isLive: false)
    #expect(try fixture.journal(witness: amina).warnings == [.witnessMissing])
    #expect(try live().obstacle == .witnessMissing)
  }

  @Test func `a note of tests of another journal is none of this one`() throws {
    try fill(2)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.moveItem(
        atPath: fixture.path + suffix, toPath: "\(fixture.directory)/aside\(suffix)")
    }
    try FileManager.default.removeItem(atPath: "\(fixture.path)-owners")
    let bram = WitnessPlaces(userFolder: "\(fixture.directory)/bram")
    try fill(1, bram, isLive: false)
    try remove(fixture.path)
    try FileManager.default.moveItem(
      atPath: "\(fixture.directory)/aside", toPath: fixture.path)
    #expect(try live(bram).obstacle == .witnessMissing)
  }

  @Test func `whoever stopped between the first event and its note finds nothing wrong`() throws {
    _ = try live()
    let begun = try files(of: beside)
    try fill(1)
    try begun.write(to: URL(filePath: beside))
    try FileManager.default.removeItem(atPath: ownNote())
    #expect(try live().obstacle == nil)
    #expect(try files(of: beside) != begun)
  }

  @Test func `a folder, a link and a pipe in place of a note are found and mended`() throws {
    let put: [(String) throws -> Void] = [
      {
        try FileManager.default.createDirectory(
          atPath: "\($0)/full", withIntermediateDirectories: true)
      },
      { try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: "/dev/zero") },
      { try #require(unsafe mkfifo($0, 0o600) == 0) },
    ]
    for put in put {
      try fill(1)
      let files = [beside, try ownNote()]
      for file in files {
        try FileManager.default.removeItem(atPath: file)
        try put(file)
      }
      #expect(try live().obstacle == .witnessUnreadable)
      _ = try live().accept(evidence: "compared", actor: Sample.amina, at: Sample.at(20))
      #expect(try live().obstacle == nil)
      #expect(try files.allSatisfy { try !self.files(of: $0).isEmpty })
    }
  }

  @Test func `a note of tests that cannot be read is a warning once`() throws {
    try fill(2, isLive: false)
    for file in [beside, try ownNote()] { try Data().write(to: URL(filePath: file)) }
    let journal = try fixture.journal(witness: amina)
    #expect(journal.obstacle == nil)
    #expect(journal.warnings == [.witnessUnreadable])
    try journal.note("seen", on: Sample.key, actor: Sample.amina, at: Sample.start)
    #expect(try fixture.journal(witness: amina).warnings.isEmpty)
  }

  // MARK: - What one person's note tells, all are told

  @Test func `who finds the record set back tells everybody`() throws {
    let bram = WitnessPlaces(userFolder: "\(fixture.directory)/bram")
    try fill(3)
    try setBack(by: 2)
    let open = try live(bram)
    #expect(open.obstacle == nil)
    #expect(try live().obstacle == .behind(found: 3, witnessed: 5))
    // Also the one who had it open already.
    refusesToDecide(open)
    #expect(try live(bram).obstacle == .behind(found: 3, witnessed: 5))
    _ = try live(bram).accept(evidence: "compared", actor: Sample.amina, at: Sample.at(20))
    #expect(try live().obstacle == nil)
    #expect(try live(bram).obstacle == nil)
  }

  @Test func `who finds the record removed tells everybody`() throws {
    let bram = WitnessPlaces(userFolder: "\(fixture.directory)/bram")
    try fill(3)
    try remove(fixture.path)
    try FileManager.default.removeItem(atPath: "\(fixture.path)-owners")
    try fill(1, bram)
    #expect(try live().obstacle == .begunAnew(witnessed: 3))
    #expect(try live(bram).obstacle == .begunAnew(witnessed: 3))
  }

  @Test func `who had it open does not write less over what was told`() throws {
    let bram = WitnessPlaces(userFolder: "\(fixture.directory)/bram")
    try fill(3)
    try setBack(by: 3)
    let open = try live(bram)
    let intent = fixture.intent()
    _ = try open.prepare(intent, write: fixture.write(), at: Sample.at(1))
    _ = try open.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(1))
    #expect(try live().obstacle != nil)
    let told = try files(of: beside)
    // What is on its way has an outcome all the same.
    _ = try open.record(
      Sample.answer(200), attempt: 1, of: intent.id, event: .succeeded,
      settlement: Settlement(message: "Done."), at: Sample.at(2))
    #expect(try files(of: beside) == told)
  }

  // MARK: - Damage and acceptance

  @Test func `what was accepted is told for ever, and exempts nothing else`() throws {
    try fill(4)
    try fixture.behindTheRules("UPDATE event SET actor = 'mallory' WHERE sequence = 2")
    let journal = try live()
    #expect(journal.obstacle == nil)
    try journal.lookForDamage(at: Sample.at(19))
    #expect(journal.obstacle == .damaged(event: 2, "its hash differs"))
    _ = try journal.accept(evidence: "compared", actor: Sample.amina, at: Sample.at(20))
    let accepted = try #require(try live().verifyWhole().accepted)
    #expect(accepted.upTo == 5 && accepted.bad == 1 && accepted.missing == 0)
    #expect(accepted.actor == Sample.amina && accepted.time == Sample.at(20))
    try fixture.behindTheRules("UPDATE event SET actor = 'mallory' WHERE sequence = 3")
    #expect(throws: JournalError.tampered(event: 3, "its hash differs")) {
      try live().verifyWhole()
    }
  }

  @Test func `a rule that was missing and is accepted exempts no event`() throws {
    try fill(3)
    try fixture.raw().write { try $0.execute(sql: "DROP INDEX intent_actor") }
    _ = try live().accept(evidence: "rebuilt", actor: Sample.amina, at: Sample.at(20))
    let journal = try live()
    #expect(journal.obstacle == nil)
    #expect(try journal.verifyWhole().accepted == nil)
    try fixture.behindTheRules("UPDATE event SET actor = 'mallory' WHERE sequence = 2")
    #expect(throws: JournalError.tampered(event: 2, "its hash differs")) {
      try live().verifyWhole()
    }
  }

  @Test func `an event that was taken away after an acceptance is missed`() throws {
    try fill(4)
    try fixture.behindTheRules("UPDATE event SET actor = 'mallory' WHERE sequence = 2")
    let journal = try live()
    try journal.lookForDamage(at: Sample.at(19))
    _ = try journal.accept(evidence: "compared", actor: Sample.amina, at: Sample.at(20))
    try fixture.behindTheRules(
      "DELETE FROM event_text WHERE event = 2; DELETE FROM event WHERE sequence = 2")
    #expect(throws: JournalError.self) { try live().verifyWhole() }
  }

  // MARK: - Another path

  @Test func `an empty LIVE journal beside another in use decides nothing`() throws {
    try fill(2)
    let journal = try elsewhere()
    #expect(journal.obstacle == .begunBeside(fixture.path))
    let sentence = journal.obstacle?.sentence.text ?? ""
    #expect(sentence.contains(fixture.path))
    refusesToDecide(journal)
    _ = try journal.accept(evidence: "a second shop", actor: Sample.amina, at: Sample.at(20))
    #expect(try elsewhere().obstacle == nil)
    #expect(try live().obstacle == nil)
  }

  @Test func `one for tests, or for another person, is begun without a word`() throws {
    try fill(2)
    #expect(try elsewhere(WitnessPlaces(userFolder: "\(fixture.directory)/bram")).obstacle == nil)
    try fill(2, isLive: false)
    #expect(try elsewhere(isLive: false).obstacle == nil)
  }

  @Test func `two processes racing leave a witness that is true`() async throws {
    let journals = try (0..<4).map { _ in try live() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for journal in journals {
        group.addTask {
          for _ in 0..<20 {
            try journal.note("seen", on: Sample.key, actor: Sample.amina, at: Sample.start)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try live().obstacle == nil)
  }

  @Test func `who opens it while others record sees nothing wrong`() async throws {
    let writer = try live()
    let fixture = fixture
    let amina = amina
    let found = try await withThrowingTaskGroup(of: RecordObstacle?.self) { group in
      group.addTask {
        for _ in 0..<150 {
          try writer.note("seen", on: Sample.key, actor: Sample.amina, at: Sample.start)
        }
        return nil
      }
      for _ in 0..<2 {
        group.addTask {
          for _ in 0..<12 {
            if let obstacle = try fixture.journal(witness: amina, isLive: true).obstacle {
              return obstacle
            }
          }
          return nil
        }
      }
      return try await group.reduce(into: []) { all, one in all += one.map { [$0] } ?? [] }
    }
    #expect(found.isEmpty)
  }

  @Test func `a file that is replaced while it is open is decided on no more`() throws {
    try fill(1)
    let journal = try live()
    try copy(fixture.path, "\(fixture.directory)/same")
    try FileManager.default.moveItem(atPath: fixture.path, toPath: "\(fixture.directory)/away")
    try FileManager.default.moveItem(atPath: "\(fixture.directory)/same", toPath: fixture.path)
    #expect(throws: JournalError.readingOnly(.replaced)) {
      try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(9))
    }
    #expect(try !journal.timeline(for: Sample.key).isEmpty)
  }

  @Test func `a tail that is cut off while it is open is missed`() throws {
    try fill(1)
    let journal = try live()
    try journal.note("more", on: Sample.key, actor: Sample.amina, at: Sample.start)
    try fixture.behindTheRules(
      "DELETE FROM event_text WHERE event = 2; DELETE FROM event WHERE sequence = 2")
    #expect(throws: JournalError.readingOnly(.behind(found: 1, witnessed: 2))) {
      try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(9))
    }
  }

  @Test func `a copy is read only until it is accepted, and the original goes on`() throws {
    try fill(2)
    let original = try live()
    let target = "\(fixture.directory)/copy.sqlite"
    try original.copy(to: target)
    #expect(throws: JournalError.self) { try original.copy(to: target) }
    let owner = try OwnerLock(besideJournal: target, process: 1, random: fixture.random)
    let copy = try Journal(
      path: target, owner: owner, random: fixture.random, isLive: true)
    #expect(copy.obstacle == .copy)
    #expect(try copy.timeline(for: Sample.key).count == 2)
    #expect(try copy.verifyChain() == 2)
    refusesToDecide(copy)
    _ = try copy.accept(evidence: "moved house", actor: Sample.amina, at: Sample.at(9))
    _ = try copy.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(10))
    _ = try original.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(10))
  }

  @Test func `what was prepared in a record that was set back may have been sent`() throws {
    let intent = fixture.intent()
    try sendAfterCopy(intent, to: "\(fixture.directory)/old")
    try restore("\(fixture.directory)/old")
    let journal = try live()
    #expect(try journal.intent(intent.id)?.state == .prepared)
    _ = try journal.accept(evidence: "the disk died", actor: Sample.amina, at: Sample.at(20))
    #expect(try journal.recoverOrphans(at: Sample.at(21)).map(\.state) == [.unknown])
    _ = try journal.verifyChain()
    // Its attempt is missing, so its end is counted from the acceptance.
    try journal.record(
      StoredLook(providerStatus: "paid", hint: .silent), words: "Nothing.", of: intent.id,
      actor: Sample.amina, at: Sample.at(22))
    #expect(throws: JournalError.rulingTooEarly(until: Sample.at(20 + 30 * 60))) {
      try journal.rule(
        .ruledNotDone, on: intent.id, evidence: "looked", refundID: nil, actor: Sample.amina,
        at: Sample.at(23))
    }
  }

  @Test func `what is prepared after an acceptance is discarded like any other`() throws {
    try fill(2)
    try copy(fixture.path, "\(fixture.directory)/old")
    try fill(1)
    try restore("\(fixture.directory)/old")
    let journal = try live()
    _ = try journal.accept(evidence: "the disk died", actor: Sample.amina, at: Sample.at(20))
    _ = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(21))
    journal.owner.release()
    #expect(try live().recoverOrphans(at: Sample.at(22)).map(\.state) == [.discarded])
  }

  @Test func `there is nothing to accept on a record that is as it was left`() throws {
    #expect(throws: JournalError.nothingToAccept) {
      try live().accept(evidence: "just so", actor: Sample.amina, at: Sample.at(1))
    }
  }

  // MARK: - Helpers

  private var amina: WitnessPlaces { WitnessPlaces(userFolder: "\(fixture.directory)/amina") }

  private var beside: String { "\(fixture.path)-owners/witness" }

  private func ownNote() throws -> String {
    let folder = "\(fixture.directory)/amina/witness"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return "\(folder)/\(try #require(names.first { $0.utf8.count == 32 }))"
  }

  private func elsewhere(_ places: WitnessPlaces? = nil, isLive: Bool = true) throws -> Journal {
    let path = "\(fixture.directory)/Journal.sqlite"
    return try Journal(
      path: path, owner: OwnerLock(besideJournal: path, process: 1, random: fixture.random),
      random: fixture.random, fileSystem: FileSystemCheck { _ in nil }, witness: places ?? amina,
      isLive: isLive)
  }

  @Test func `a copy in the place of the file asks, although no note is behind it`() throws {
    try fill(3)
    try copy(fixture.path, "\(fixture.directory)/old")
    try restore("\(fixture.directory)/old")
    let journal = try live()
    #expect(journal.obstacle == .restored)
    refusesToDecide(journal)
    _ = try journal.accept(evidence: "the disk died", actor: Sample.amina, at: Sample.at(20))
    #expect(try live().obstacle == nil)
    try restore("\(fixture.directory)/old")
    #expect(try live().obstacle != nil)
  }

  @Test func `a copy at another path asks while the original is there`() throws {
    try fill(3)
    let elsewhere = "\(fixture.directory)/elsewhere"
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: true)
    try copy(fixture.path, "\(elsewhere)/journal.sqlite")
    let path = "\(elsewhere)/journal.sqlite"
    let journal = try Journal(
      path: path, owner: OwnerLock(besideJournal: path, process: 1, random: fixture.random),
      random: fixture.random, witness: amina, isLive: true)
    #expect(journal.obstacle == .restored)
  }

  @Test func `a file that is renamed, or of tests, or noted by an earlier version, asks nothing`()
    throws
  {
    try fill(3)
    let aside = "\(fixture.directory)/aside"
    try FileManager.default.moveItem(atPath: fixture.path, toPath: aside)
    try FileManager.default.moveItem(atPath: aside, toPath: fixture.path)
    #expect(try live().obstacle == nil)
    for note in [
      "\(fixture.path)-owners/witness",
      "\(try #require(amina.userFolder))/witness/\(try live().id)",
    ] {
      let text = try String(contentsOfFile: note, encoding: .utf8)
      let lines = text.split(separator: "\n").filter { !$0.hasPrefix("file ") }
      #expect(lines.count == 7)
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: note))
    }
    try copy(fixture.path, "\(fixture.directory)/old")
    try restore("\(fixture.directory)/old")
    #expect(try live().obstacle == nil)
  }

  private func live(_ places: WitnessPlaces? = nil) throws -> Journal {
    try fixture.journal(witness: places ?? amina, isLive: true)
  }

  private func fill(
    _ count: Int, _ places: WitnessPlaces? = nil, note: String = "seen", isLive: Bool = true
  ) throws {
    let journal = try fixture.journal(witness: places ?? amina, isLive: isLive)
    for _ in 0..<count {
      try journal.note(note, on: Sample.key, actor: Sample.amina, at: Sample.start)
    }
  }

  private func refusesToDecide(_ journal: Journal) {
    #expect(throws: JournalError.self) {
      try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(9))
    }
  }

  private func copy(_ from: String, _ to: String) throws {
    try remove(to)
    try FileManager.default.copyItem(atPath: from, toPath: to)
  }

  /// Records so many events more, and puts the journal with all that is beside it back to before them.
  private func setBack(by count: Int) throws {
    try copy(fixture.path, "\(fixture.directory)/old")
    try copy("\(fixture.path)-owners", "\(fixture.directory)/old-owners")
    try fill(count)
    try restoreInPlace("\(fixture.directory)/old")
    try copy("\(fixture.directory)/old-owners", "\(fixture.path)-owners")
  }

  /// Puts a copy into the same file: another file would tell by itself.
  private func restoreInPlace(_ copy: String) throws {
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: fixture.path + suffix)
    }
    let file = try FileHandle(forWritingTo: URL(filePath: fixture.path))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: files(of: copy))
    try file.close()
  }

  private func restore(_ copy: String) throws {
    try remove(fixture.path)
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: copy + suffix) {
      try FileManager.default.copyItem(atPath: copy + suffix, toPath: fixture.path + suffix)
    }
  }

  /// Prepares a decision, copies the journal with its log, and sends it; then the process ends.
  private func sendAfterCopy(_ intent: Intent, to target: String) throws {
    let journal = try live()
    _ = try journal.prepare(intent, write: fixture.write(), at: Sample.at(1))
    try copy(fixture.path, target)
    try FileManager.default.copyItem(atPath: "\(fixture.path)-wal", toPath: "\(target)-wal")
    _ = try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(2))
    journal.owner.release()
  }

  private func remove(_ path: String) throws {
    for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  private func files(of path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path))
  }
}
