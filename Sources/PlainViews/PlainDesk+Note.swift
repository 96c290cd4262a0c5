import Payments
import SupportDesk
import TextSafety
import ViewModels

// A note on the payment, and the raw answer of its provider.

extension PlainDesk {
  /// The words of the question for a note.
  func prompt(of note: NoteModel) -> SafeText {
    note.line.isEmpty
      ? "Note, at most \(note.line.limit) characters, or back:"
      : "Enter tries again, or type another note, or back:"
  }

  /// Takes a note; one that was not written is still there, and Enter tries again.
  mutating func answerNote(_ text: String) {
    guard let note = model.note else { return }
    if text.lowercased() == "back" || text.isEmpty && note.line.isEmpty { return request(.cancel) }
    if !text.isEmpty {
      clearLine()
      paste(text)
    }
    request(.dialog(.writeNote))
    guard let mistake = model.note?.mistake else { return }
    say(mistake)
    clearLine()
  }

  /// Writes what the provider last answered.
  mutating func show(_ pane: RawAnswerModel) {
    guard let answer = pane.answer else {
      return say(
        "The payment was not read from its provider yet: what stands here is from the local index. refresh reads it."
      )
    }
    say("Raw answer about \(pane.reference), \(pane.account) \(pane.mode.word):")
    say(
      "Read: \(TimeText.utc(answer.asOf)), HTTP \(answer.status), \(answer.byteCount) bytes",
      indent: 2)
    for line in pane.lines where !line.text.isEmpty {
      for piece in line.pieces(columns: Self.columns - Self.hangingIndent) {
        quote(SafeText(repeating: " ", count: piece.column) + piece.text)
      }
    }
  }
}
