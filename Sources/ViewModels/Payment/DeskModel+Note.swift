import Payments
import SupportDesk
import TextSafety

// A note on the payment in view: one line, kept in the record.

extension DeskModel {
  /// `n`: opens the line for a note on the payment.
  mutating func openNote() -> [DeskEffect] {
    guard let row = currentRow else { return [] }
    layers.append(
      .note(
        NoteModel(key: row.id, reference: row.name, account: row.account.safe, mode: row.mode)))
    return []
  }

  /// The note being written, wherever it lies; at most one is open.
  package var note: NoteModel? {
    for case .note(let note) in layers { return note }
    return nil
  }

  /// Changes the text; while it is being written it stays as it is.
  mutating func editNote(_ edit: (inout LineEditor) -> Void) -> [DeskEffect] {
    changeNote { note in
      guard note.serial == nil else { return }
      let before = note.line.text
      edit(&note.line)
      guard note.line.text != before else { return }
      note.mistake = looksLikeCardNumber(note.line.text) ? ActionRefusal.cardNumber.sentence : nil
    }
    return []
  }

  /// Enter: writes it into the record.
  mutating func writeNote() -> [DeskEffect] {
    guard let note, note.serial == nil else { return [] }
    let text = note.line.text.trimmingSpaces
    if let mistake = Self.mistake(in: text) {
      changeNote { $0.mistake = mistake }
      return []
    }
    let serial = nextSerial()
    let time = now
    changeNote { note in
      note.serial = serial
      note.askedAt = time
      note.mistake = nil
    }
    return [.note(serial: serial, note.key, text)]
  }

  private static func mistake(in text: String) -> SafeText? {
    if looksLikeCardNumber(text) { return ActionRefusal.cardNumber.sentence }
    return text.contains { $0.isLetter || $0.isNumber } ? nil : "Type the note first."
  }

  /// It is in the record, or it is not and the text is still there.
  mutating func noted(_ serial: Int, _ result: Result<PaymentNote, DeskError>) -> [DeskEffect] {
    guard let note, note.serial == serial else { return [] }
    switch result {
    case .success(let written):
      layers.removeAll(where: \.isNote)
      showInDetail(written, on: note.key)
      let key = context.keymap.keyName(for: .timeline)
      return say(.success, "Noted on \(note.reference); \(key) shows all that was recorded.")
        + layersClosed()
    case .failure(let error):
      changeNote { note in
        note.serial = nil
        note.mistake = error.sentence
      }
      return []
    }
  }

  /// Shows a note at once; a read that already has it may have come before.
  private mutating func showInDetail(_ note: PaymentNote, on key: PaymentKey) {
    guard detail.key == key, detail.detail?.notes.contains(note) == false else { return }
    detail.detail?.notes.append(note)
  }

  /// Esc: goes back without a note; what is being written just now is waited for.
  mutating func leaveNote() -> [DeskEffect] {
    guard let note else { return [] }
    guard note.serial == nil else { return explain("It is being written; a moment.") }
    return closeFront() + (note.line.isEmpty ? [] : explain("Nothing was noted."))
  }

  private mutating func changeNote(_ change: (inout NoteModel) -> Void) {
    for index in layers.indices {
      guard case .note(var note) = layers[index] else { continue }
      change(&note)
      layers[index] = .note(note)
    }
  }
}

extension Layer {
  /// Whether a note is written on it.
  fileprivate var isNote: Bool {
    if case .note = self { true } else { false }
  }
}
