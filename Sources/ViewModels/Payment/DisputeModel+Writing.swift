import Payments
import SupportDesk
import TextSafety

// A hold for a dispute of the payer's bank: written down, or lifted, from one form.

extension DisputeModel: Form {
  var layer: Layer { .dispute(self) }
  var place: DeskAction.Place { field == .save ? .formButton : .formText }
  var isWaiting: Bool { serial != nil }
  var hintsClearing: Bool { false }

  // MARK: - Keys

  /// Changes the text; while it is being written it stays as it is.
  mutating func edit(_ change: (inout LineEditor) -> Void) {
    guard serial == nil, let line = field.line else { return }
    let before = self[keyPath: line].text
    change(&self[keyPath: line])
    guard self[keyPath: line].text != before else { return }
    mistakes[.save] = nil
    mistakes[field] =
      looksLikeCardNumber(self[keyPath: line].text) ? ActionRefusal.cardNumber.sentence : nil
  }

  mutating func goToField(step: Int) {
    guard serial == nil else { return }
    let index = fields.firstIndex(of: field) ?? 0
    field = fields[(index + step + fields.count) % fields.count]
  }

  /// Enter in a field: goes on where it is filled, else says what is missing.
  mutating func accept() {
    check(field)
    if mistakes[field] == nil { goToField(step: 1) }
  }

  mutating func choose(step: Int) {}

  mutating func clear(_ turn: inout Turn) { edit { $0.replace(with: "") } }

  /// Enter on the button: writes it into the record.
  mutating func press(_ turn: inout Turn) {
    guard serial == nil else { return }
    mistakes[.save] = nil
    for field in fields { check(field) }
    if let mistaken = fields.first(where: { mistakes[$0] != nil }) {
      field = mistaken
      return
    }
    let serial = turn.nextSerial()
    self.serial = serial
    askedAt = turn.desk.now
    turn.perform(.note(serial: serial, key, entry))
  }

  /// Esc: goes back without a change; what is being written just now is waited for.
  mutating func leave(_ turn: inout Turn) {
    guard serial == nil else { return turn.explain("It is being written; a moment.") }
    turn.close()
    turn.explain(hold == nil ? "Nothing was held." : "It stays held.")
  }

  func title(of action: DeskAction) -> SafeText? {
    guard action == .dialog(.form(.pressButton)) else { return nil }
    return hold == nil ? "hold it" : "lift it"
  }

  // MARK: - Answers

  /// It is in the record, or it is not and the text is still there.
  mutating func take(_ event: DeskEvent, _ turn: inout Turn) {
    guard case .noted(let serial, let result, _) = event, serial == self.serial else { return }
    self.serial = nil
    // Where it is not, somebody else may have been quicker: what stands is shown with the payment.
    turn.ask(.readPayment)
    switch result {
    case .success:
      turn.say(.success, done)
      turn.ask(.refreshRows)
      turn.close()
    case .failure(let error): mistakes[.save] = error.sentence
    }
  }

  private var done: SafeText {
    hold == nil
      ? "\(name) is held for the dispute: refunds and cancels ask first."
      : "\(name) is no longer held for the dispute."
  }

  // MARK: - What was typed

  private var draft: DisputeDraft {
    DisputeDraft(
      reference: reference.text.trimmingSpaces, date: date.text.trimmingSpaces,
      note: note.text.trimmingSpaces)
  }

  private var entry: PaymentEntry {
    hold.map { .lift($0.id, note: draft.note) } ?? .hold(draft)
  }

  private mutating func check(_ field: Field) {
    switch field {
    case .reference: mistakes[field] = draft.mistake(in: .reference, today: today)
    case .date: mistakes[field] = draft.mistake(in: .date, today: today)
    case .note:
      mistakes[field] =
        draft.mistake(in: .note, today: today)
        ?? (hold != nil && draft.note.isEmpty ? "Say why it is over, for whoever asks." : nil)
    case .save: break
    }
  }
}

extension DeskModel {
  /// `:dispute`: opens the form that holds the payment in view for a dispute, or lifts that.
  mutating func openDispute() throws(CommandMistake) -> [DeskEffect] {
    guard !attention.isOpen, let row = currentRow else {
      throw CommandMistake("No payment is selected.")
    }
    guard row.transaction.kind == .payment else {
      throw CommandMistake(ActionRefusal.notAPayment.sentence)
    }
    let known = detail.key == row.id ? detail.detail?.dispute : nil
    return open(
      .dispute(DisputeModel(row: row, hold: known, today: context.zone.civil(now))))
  }

  /// The dispute being written down or lifted.
  package var dispute: DisputeModel? { dialog() }
}
