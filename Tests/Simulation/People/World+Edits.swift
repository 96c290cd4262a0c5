import Journal
import Payments
import SeededRandom
import TextSafety

// Somebody edits rows of the record, and the product finds it out.

extension World {
  /// Somebody changes a row of a decision; once for a payment.
  func editRow() {
    let edit = mutation == .believesRows ? .freesHold : dice.pick(RowEdit.allCases)
    let fitting = books.payments.indices.flatMap { payment -> [Intent] in
      let key = key(of: payment)
      guard watch.edits[key] == nil, !watch.strayRows.contains(key) else { return [] }
      let isFrozen = (try? observer.isFrozen(key)) ?? false
      return ((try? observer.intents(for: key)) ?? []).filter { edit.fits($0, isFrozen: isFrozen) }
    }
    guard !fitting.isEmpty else { return }
    let intent = dice.pick(fitting)
    let others = books.payments.indices.map { key(of: $0) }.filter {
      $0.account == intent.key.account && $0 != intent.key
    }
    if edit == .movesAway, others.isEmpty { return }
    let other = others.isEmpty ? intent.key : dice.pick(others)
    do {
      let last = try disk.observer().head?.sequence ?? 0
      if mutation == .believesRows {
        guard intent.state == .unknown, let process = living.first else { return }
        try forced(process.journal, intent.id, wallTime)
      } else {
        try disk.edit(edit, of: intent.id, other: other.id)
      }
      watch.count(.rowEdited)
      watch.edits[intent.key] = Watch.Edit(
        intent: intent.id, sequence: last, other: edit == .movesAway ? other : nil)
      if edit == .movesAway { watch.strayRows.insert(other) }
      tell("somebody", "edits a row of \(short(intent.id)): \(edit)")
    } catch {
      tell("somebody", "cannot edit a row of \(short(intent.id)): \(edit)")
    }
  }

  /// Whether rows of a payment were edited and nobody has noticed it before an event.
  func hasUnnoticedEdit(_ key: PaymentKey, before sequence: Int64 = .max) -> Bool {
    guard let edit = watch.edits[key], sequence > edit.sequence else { return false }
    // A row that was moved is noticed at either payment, and is back at its own from then on.
    let events = [key, edit.other].compactMap(\.self).flatMap {
      (try? observer.timeline(for: $0)) ?? []
    }
    return !events.contains {
      $0.sequence > edit.sequence && $0.sequence <= sequence && $0.kind == .corrected
        && $0.words.text.hasPrefix("The stored rows of this payment were changed")
    }
  }

  /// The worker proves the whole record, as it does once a day.
  func audit() {
    guard let process = living.first(where: { $0.journal.obstacle == nil }) else { return }
    prove(process)
  }

  /// Proves the whole record; payments whose rows differ are locked.
  func prove(_ process: SimulatedProcess) {
    do {
      _ = try process.journal.verifyWholeAndKeep(at: wallTime)
    } catch {
      tell(process.number, "proves the record: \(error.sentence)")
    }
  }
}
