import Payments
import Settings
import TextSafety
import ViewModels

/// What remains in one column of the list; what is not certain never looks as if it were.
struct RemainingText {
  /// What is shown.
  let text: SafeText
  /// How it looks.
  let role: ThemeRole

  /// Makes the words for what remains; `nil` where nothing can remain.
  init(_ remaining: Remaining?) {
    switch remaining {
    case .none:
      role = .muted
    case .reported(let money), .computed(let money): role = money.isZero ? .muted : .text
    case .atMost: role = .warning
    case .unknown: role = .unknown
    }
    text = remaining?.text ?? "–"
  }

  /// The columns that the widest words of an answer take.
  static func columns(_ widths: ListWidths) -> Int {
    let atMost =
      widths.remainingAtMost == 0 ? 0 : Remaining.boundWord.width + 1 + widths.remainingAtMost
    return max(
      widths.remaining, atMost, widths.hasUnknownRemaining ? Remaining.unknownWord.width : 0)
  }
}
