package import Payments
package import TextSafety

/// A note being written on a payment.
package struct NoteModel: Hashable, Sendable {
  /// The payment.
  package let key: PaymentKey
  /// Its reference, else its id.
  package let reference: SafeText
  /// Its account.
  package let account: SafeText
  /// LIVE or test.
  package let mode: Mode
  /// The note as typed or pasted.
  package var line = LineEditor(limit: NoteModel.textMax)
  /// What is wrong with it, or why it was not written.
  package var mistake: SafeText?
  /// The serial of the writing under way; `nil` when none is.
  package var serial: Int?
  /// When that was asked for.
  package var askedAt = Instant(milliseconds: 0)

  /// The most characters of a note.
  package static let textMax = 400

  /// Makes an empty note.
  package init(key: PaymentKey, reference: SafeText, account: SafeText, mode: Mode) {
    self.key = key
    self.reference = reference
    self.account = account
    self.mode = mode
  }

  /// How many characters there is still room for.
  package var roomLeft: Int { line.limit - line.text.count }
}
