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
      text = "–"
      role = .muted
    case .reported(let money), .computed(let money):
      text = money.text
      role = money.isZero ? .muted : .text
    case .atMost(let money):
      text = Self.bound + money.text
      role = .warning
    case .unknown:
      text = Self.unknown
      role = .unknown
    }
  }

  /// The columns that the widest words of an answer take.
  static func columns(_ widths: ListWidths) -> Int {
    let atMost = widths.remainingAtMost == 0 ? 0 : bound.width + widths.remainingAtMost
    return max(widths.remaining, atMost, widths.hasUnknownRemaining ? unknown.width : 0)
  }

  private static let bound: SafeText = "max "
  private static let unknown: SafeText = "not known"
}
