import SupportDesk
import TextSafety
import ViewModels

/// The payment as it was last put into words: while the cursor moves on, the one before stays.
final class DrawnDetail {
  /// What the words are made of.
  struct Source: Hashable {
    let detail: PaymentDetail
    let isLoading: Bool
    let keymap: Keymap
    let zone: SafeText
    /// Times of another year show that year; nothing else of the present is in the words.
    let thisYear: Int
    /// The width inside the frame.
    let columns: Int
  }

  private var source: Source?
  private var lines: [Line]?
  private var foot = Kept<Int, Line>()

  /// Begins to draw; what was made of anything else is forgotten.
  func begin(_ source: Source) {
    if source != self.source {
      lines = nil
      foot = Kept()
    }
    // Also where it is equal: the next comparison then finds the same storage.
    self.source = source
  }

  /// The lines inside the frame.
  func lines(make: () -> [Line]) -> [Line] {
    let lines = lines ?? make()
    self.lines = lines
    return lines
  }

  /// The lower line of the frame, of so many columns.
  func foot(columns: Int, make: () -> Line) -> Line {
    foot.value(of: columns, make: make)
  }
}
