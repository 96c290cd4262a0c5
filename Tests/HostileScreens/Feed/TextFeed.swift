import HostileInput
package import Payments
package import TextSafety
package import ViewModels

/// Gives the fields of a screen their foreign texts, one after the other; or their shapes.
package struct TextFeed: Sendable {
  private let texts: [String]
  private let asShapes: Bool
  /// How many texts were given.
  package private(set) var used = 0

  /// Makes a feed that begins anew when it has given every text.
  ///
  /// - Parameters:
  ///   - texts: The texts, at least one.
  ///   - asShapes: Whether harmless texts that take the same columns are given in their place.
  package init(_ texts: [String], asShapes: Bool) {
    precondition(!texts.isEmpty, "A feed has something to give.")
    self.texts = texts
    self.asShapes = asShapes
  }

  private mutating func raw() -> String {
    defer { used += 1 }
    return texts[used % texts.count]
  }

  /// A number that changes from field to field and from feed to feed, the same for texts and shapes: what a field that is
  /// not always there goes by.
  package var chance: Int { texts[used % texts.count].utf8.count }

  private func formed(_ text: String) -> String { asShapes ? TextShape.of(text) : text }

  /// A text as it comes from outside.
  package mutating func text() -> String { formed(raw()) }

  /// A text of a provider.
  package mutating func foreign() -> ForeignText { ForeignText(text()) }

  /// A sentence of ours with a text in it; no two are equal, as the shapes of two texts may be.
  package mutating func sentence() -> SafeText {
    let number = used
    return "It said \(number): \(text())."
  }

  /// A text that was made safe where it came in.
  package mutating func safe() -> SafeText { "\(text())" }

  /// A login name.
  package mutating func actor() -> Actor { Actor(text()) }

  /// An id that no other row has, whatever the text.
  package mutating func id() -> String {
    let number = used
    // No number alone: with capital letters after it, it would be an amount, whose two words stay on a line.
    return "n\(number) \(text())"
  }

  /// A typed line; what a line does not hold is left out before the shape is made.
  package mutating func line() -> LineEditor {
    let typed = LineEditor(raw()).text
    return LineEditor(formed(typed), limit: .max)
  }
}
