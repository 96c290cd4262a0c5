import Payments
import Settings
import TextSafety

/// The title of a form or dialog about one payment: what, from which, in which world.
struct DecisionTitle {
  let words: SafeText
  let reference: SafeText
  let account: SafeText
  let mode: Mode

  /// The title; a long reference gives way, the world never.
  func line(columns: Int) -> Line {
    var tail = Line(" · \(account) · ", .text)
    tail.add(mode.word, mode.role)
    var line = Line(words + " ", .title)
    let room = max(8, columns - line.end - tail.end)
    line.add(reference.truncatedMiddle(to: room), .title)
    line.add(tail, at: line.end)
    return line
  }
}
