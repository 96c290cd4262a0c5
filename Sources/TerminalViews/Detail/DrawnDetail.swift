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

  private var lines = Kept<Source, [Line]>()
  private var foot = Kept<LineSource<Source>, Line>()

  /// The lines inside the frame.
  func lines(of source: Source, make: () -> [Line]) -> [Line] {
    lines.value(of: source, make: make)
  }

  /// The lower line of the frame, of so many columns.
  func foot(of source: Source, columns: Int, make: () -> Line) -> Line {
    foot.value(of: LineSource(source: source, columns: columns), make: make)
  }
}
