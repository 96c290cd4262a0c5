import Payments
import SupportDesk
import TextSafety

// The dialogs about the payment in view that decide nothing: its history, its raw answer, a note, the copy menu.

extension DeskModel {
  /// `t`: opens the history of the payment in view, at its end.
  mutating func openTimeline() -> [DeskEffect] {
    let serial = nextSerial()
    let timeline: TimelineModel
    if attention.isOpen, let item = attention.selectedItem, let key = item.key {
      timeline = TimelineModel(
        key: key, reference: item.reference, account: item.account, mode: item.mode,
        serial: serial, askedAt: now)
    } else if !attention.isOpen, let row = currentRow {
      timeline = TimelineModel(
        key: row.id, reference: row.name, account: row.account.safe, mode: row.mode,
        serial: serial, askedAt: now)
    } else {
      return []
    }
    return open(.timeline(timeline)) + [.readTimeline(serial: serial, timeline.key)]
  }

  /// `r`: opens what the provider last answered about the payment.
  mutating func openRawAnswer() -> [DeskEffect] {
    guard let row = currentRow else { return [] }
    return open(
      .rawAnswer(
        RawAnswerModel(
          key: row.id, reference: row.name, account: row.account.safe, mode: row.mode,
          answer: detail.detail?.answer)))
  }

  /// `n`: opens the line for a note on the payment.
  mutating func openNote() -> [DeskEffect] {
    guard let row = currentRow else { return [] }
    return open(
      .note(
        NoteModel(key: row.id, reference: row.name, account: row.account.safe, mode: row.mode)))
  }

  /// Shows a note at once; a read that already has it may have come before.
  mutating func showInDetail(_ note: PaymentNote, on key: PaymentKey) {
    guard detail.key == key, detail.detail?.notes.contains(note) == false else { return }
    detail.detail?.notes.append(note)
  }

  /// Opens the menu of what can be copied.
  mutating func openCopyMenu() -> [DeskEffect] {
    let offer = CopyOffer(context: context, now: now)
    if attention.isOpen, let item = attention.selectedItem {
      return open(.copyMenu(CopyMenuModel(items: offer.items(of: item))))
    }
    guard !attention.isOpen, let row = currentRow else { return [] }
    return open(.copyMenu(CopyMenuModel(items: offer.items(of: row, detail.detail))))
  }

  /// Copies the id of the payment under the cursor or, where rows are marked, the ids of those.
  mutating func copyIDs() -> [DeskEffect] {
    if attention.isOpen {
      return attention.selectedItem?.key.map { [.copy($0.id.safe)] } ?? []
    }
    if screen.focus == .list, !list.marks.isEmpty { return copyMarked() }
    guard let row = currentRow else { return [] }
    return [.copy(row.transaction.id.safe)]
  }

  /// Copies the ids of all marked payments, also of those that another search found.
  private mutating func copyMarked() -> [DeskEffect] {
    let keys = list.markedPayments
    let others = keys.count - list.rows.count { list.marks.contains($0.id) }
    let copying: [DeskEffect] = [.copy(keys.map(\.id.safe).joined(separator: " "))]
    guard others > 0 else { return copying }
    let ids: SafeText = keys.count == 1 ? "1 id" : "\(keys.count) ids"
    return say(.note, "\(ids) of marked payments, \(others) of them not in this list.") + copying
  }
}

extension PaymentRow {
  /// The reference as customers quote it, else the provider's id.
  var name: SafeText {
    transaction.reference.isEmpty ? id.id.safe : transaction.reference.safe
  }
}
