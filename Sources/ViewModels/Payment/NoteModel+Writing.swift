import Payments
import SupportDesk
import TextSafety

// A note on the payment in view: one line, kept in the record.

extension NoteModel: Dialog {
  var layer: Layer { .note(self) }
  var place: DeskAction.Place { .note }
  var isWaiting: Bool { serial != nil }

  /// Changes the text; while it is being written it stays as it is.
  mutating func edit(_ turn: inout Turn, _ change: (inout LineEditor) -> Void) {
    guard serial == nil else { return }
    let before = line.text
    change(&line)
    guard line.text != before else { return }
    mistake = looksLikeCardNumber(line.text) ? ActionRefusal.cardNumber.sentence : nil
  }

  /// Enter: writes it into the record.
  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {
    guard action == .writeNote, serial == nil else { return }
    let text = line.text.trimmingSpaces
    mistake = Self.mistake(in: text)
    guard mistake == nil else { return }
    let serial = turn.nextSerial()
    self.serial = serial
    askedAt = turn.desk.now
    turn.perform(.note(serial: serial, key, .note(text)))
  }

  private static func mistake(in text: String) -> SafeText? {
    if looksLikeCardNumber(text) { return ActionRefusal.cardNumber.sentence }
    return text.contains { $0.isLetter || $0.isNumber } ? nil : "Type the note first."
  }

  /// It is in the record, or it is not and the text is still there.
  mutating func take(_ event: DeskEvent, _ turn: inout Turn) {
    guard case .noted(let serial, let result, _) = event, serial == self.serial else { return }
    switch result {
    case .success(let written):
      turn.ask(.showNote(written, on: key))
      let timeline = turn.desk.context.keymap.keyName(for: .payment(.timeline))
      turn.say(.success, "Noted on \(reference); \(timeline) shows all that was recorded.")
      turn.close()
    case .failure(let error):
      self.serial = nil
      mistake = error.sentence
    }
  }

  /// Esc: goes back without a note; what is being written just now is waited for.
  mutating func leave(_ turn: inout Turn) {
    guard serial == nil else { return turn.explain("It is being written; a moment.") }
    turn.close()
    if !line.isEmpty { turn.explain("Nothing was noted.") }
  }
}
