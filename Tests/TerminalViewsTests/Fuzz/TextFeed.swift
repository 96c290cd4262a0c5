import HostileInput
import Payments
import TextSafety
import ViewModels

/// Gives the fields of a screen their foreign texts, one after the other; or their shapes.
struct TextFeed {
  private let texts: [String]
  private let asShapes: Bool
  /// How many texts were given.
  private(set) var used = 0

  init(_ texts: [String], asShapes: Bool) {
    self.texts = texts
    self.asShapes = asShapes
  }

  private mutating func raw() -> String {
    defer { used += 1 }
    return texts[used % texts.count]
  }

  private func formed(_ text: String) -> String { asShapes ? TextShape.of(text) : text }

  /// A text as it comes from outside.
  mutating func text() -> String { formed(raw()) }

  /// A text of a provider.
  mutating func foreign() -> ForeignText { ForeignText(text()) }

  /// A sentence of ours with a text in it.
  mutating func sentence() -> SafeText { "It said: \(text())." }

  /// A text that was made safe where it came in.
  mutating func safe() -> SafeText { "\(text())" }

  /// A login name.
  mutating func actor() -> Actor { Actor(text()) }

  /// An id that no other row has, whatever the text.
  mutating func id() -> String {
    let number = used
    return "\(number) \(text())"
  }

  /// A typed line; what a line does not hold is left out before the shape is made.
  mutating func line() -> LineEditor {
    let typed = LineEditor(raw()).text
    return LineEditor(formed(typed), limit: .max)
  }
}
