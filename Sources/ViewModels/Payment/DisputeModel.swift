package import Payments
package import SupportDesk
package import TextSafety

/// A dispute of the payer's bank being written down, or the one for which a payment is held being lifted.
package struct DisputeModel: Hashable, Sendable {
  /// What is filled in, in order; the button comes last.
  package enum Field: Hashable, Sendable, CaseIterable {
    /// The bank's or the provider's name for it.
    case reference
    /// Its day.
    case date
    /// What else there is to say, or why it is over.
    case note
    /// The button.
    case save
  }

  /// The payment.
  package let key: PaymentKey
  /// Its reference, else its id.
  package let name: SafeText
  /// Its account.
  package let account: SafeText
  /// LIVE or test.
  package let mode: Mode
  /// The hold that stands, which is lifted; `nil` where one is put on the payment.
  package let hold: DisputeHold?
  /// The dispute's name as typed.
  package var reference = LineEditor(limit: DisputeDraft.referenceMax)
  /// Its day as typed.
  package var date: LineEditor
  /// The note as typed.
  package var note = LineEditor(limit: DisputeDraft.noteMax)
  /// The field that has the cursor.
  package var field: Field
  /// What is wrong with a field, in a sentence, shown under it.
  package var mistakes: [Field: SafeText] = [:]
  /// The day on which it is opened.
  package let today: CivilTime
  /// The serial of the writing under way; `nil` when none is.
  package var serial: Int?
  /// When that was asked for.
  package var askedAt = Instant(milliseconds: 0)

  /// Opens it for a payment.
  package init(row: PaymentRow, hold: DisputeHold?, today: CivilTime) {
    key = row.id
    name = row.transaction.name
    account = row.account.safe
    mode = row.mode
    self.hold = hold
    self.today = today
    date = LineEditor(today.dateText, limit: 20)
    field = hold == nil ? .reference : .note
  }

  /// The fields that there are.
  package var fields: [Field] { hold == nil ? Field.allCases : [.note, .save] }
}

extension DisputeModel.Field {
  /// What it is called.
  package var title: SafeText {
    switch self {
    case .reference: "Dispute"
    case .date: "Day"
    case .note: "Note"
    case .save: "Save"
    }
  }

  /// The line that is typed into; `nil` for the button.
  package var line: WritableKeyPath<DisputeModel, LineEditor>? {
    switch self {
    case .reference: \.reference
    case .date: \.date
    case .note: \.note
    case .save: nil
    }
  }
}
