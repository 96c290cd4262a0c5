import Journal
import Payments
import SeededRandom
import SupportDesk
import TextSafety
import TilldeskCrypto

// Other journals take the place of the one that was left: an earlier copy, or a new one.

extension World {
  /// Somebody copies the journal, and later puts the copy back.
  func copyJournal() {
    guard let copy = try? disk.snapshot() else { return }
    tell("host", "the journal is copied")
    after(dice.span(5000, 3 * Scene.hour)) { world in
      world.watch.count(.restored)
      world.replaceJournal("an earlier copy of the journal is put back") { try $0.put(copy) }
    }
  }

  /// Somebody removes the journal.
  func loseJournal() {
    watch.count(.journalLost)
    replaceJournal("the journal is removed") { $0.loseJournal() }
  }

  /// Ends every process and puts another journal in the place of the one that they left.
  private func replaceJournal(_ words: String, _ replace: (Disk) throws -> Void) {
    guard !isOver else { return }
    tell("host", words)
    for process in living { end(process.number) }
    do {
      let known = try noteWhatIsLeft()
      try replace(disk)
      observer = try disk.observer()
      try noteWhatIsMissing(known)
    } catch {
      return fail(.opens, "the record cannot be opened after \(words): \(error)")
    }
    after(dice.span(1000, 20 * Scene.minute)) { world in
      if !world.isOver, world.living.isEmpty { world.start() }
    }
    // A copy of which nothing is missing closes the record too: nobody can see that nothing is.
    after(dice.span(Scene.minute, 2 * Scene.hour)) { $0.acceptRecord() }
    guard watch.isSetBack else { return }
    for script in watch.scripts.shuffled(using: &dice).prefix(5) where dice.chance(700) {
      after(dice.span(1000, 6 * Scene.hour)) { $0.begin(script) }
    }
  }

  // MARK: - The truth

  /// Remembers how far the journal was that everybody accepted.
  ///
  /// - Returns: The decisions on record.
  private func noteWhatIsLeft() throws -> Set<IntentID> {
    let known = try watch.decisions.keys.filter { try observer.intent($0) != nil }
    if !watch.isSetBack {
      let last = try disk.observer()
      watch.lastRecord = last.head.map { (last.id, $0.sequence, $0.hash) }
    }
    return Set(known)
  }

  /// Finds out whether the journal that is there now lacks anything of it, and which decisions are not on record.
  private func noteWhatIsMissing(_ known: Set<IntentID>) throws {
    watch.recordNumber += 1
    if let last = watch.lastRecord {
      var hash: String?
      try? observer.export(from: last.sequence, withText: false) { event in
        let column = event.columns.first { $0.name == "hash" }
        hash = hash ?? column?.value
      }
      watch.isSetBack = observer.id != last.journal || hash != last.hash
    }
    watch.missing = try watch.missing.union(known).filter { try observer.intent($0) == nil }
    if watch.isSetBack {
      tell("host", "\(watch.missing.count) decisions are missing, and nobody has accepted it yet")
    }
  }

  // MARK: - A person accepts

  /// Somebody takes the journal as it is; the processes that could only read are started again.
  func acceptRecord() {
    guard !isOver else { return }
    processCount += 1
    let random = randomness(of: processCount)
    do {
      let lock = try OwnerLock(
        directory: disk.lockDirectory, process: Int32(processCount), random: random)
      defer { lock.release() }
      let record = try openRecord(lock, random)
      guard watch.isSetBack || record.obstacle != nil else { return }
      let accepted = try record.accept(
        evidence: "nobody has a better one", actor: Actor("dana"), at: wallTime)
      tell("dana", "accepts the record: \(accepted.matters.map(\.text).joined(separator: "; "))")
      watch.count(.recordAccepted)
    } catch JournalError.nothingToAccept where mutation == .forgetsWitness {
      return
    } catch {
      return fail(.opens, "the record cannot be accepted: \(error)")
    }
    watch.isSetBack = false
    watch.accepted = time
    for process in living {
      let number = process.number
      after(dice.span(100, 5 * Scene.minute)) { world in
        guard world.processes[number] != nil else { return }
        world.tell(number, "is ended")
        world.end(number)
        world.start()
      }
    }
    after(dice.span(Scene.minute, 2 * Scene.hour)) { $0.confirmAccounts() }
  }
}
