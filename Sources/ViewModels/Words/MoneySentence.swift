package import TextSafety

/// A sentence about money, in pieces: what it says is written once, how it looks is left to each view.
package struct MoneySentence: Hashable, Sendable {
  /// What a piece is.
  package enum Role: Hashable, Sendable, CaseIterable {
    /// Plain words.
    case text
    /// The money that moves.
    case amount
    /// What the payment is called.
    case name
    /// What must not be overlooked.
    case warning
  }

  /// A part of the sentence.
  package struct Piece: Hashable, Sendable {
    /// The words.
    package let text: SafeText
    /// What they are.
    package let role: Role
    /// Whether they stay together on a line.
    package let isWhole: Bool
  }

  /// The pieces in the order of reading; spaces between them are their own.
  package private(set) var pieces: [Piece] = []

  /// Makes an empty sentence.
  package init() {}

  /// Makes a sentence of one piece.
  package init(_ text: SafeText, _ role: Role = .text) { add(text, role) }

  /// The words alone.
  package var text: SafeText { pieces.map(\.text).joined() }

  /// Adds words that may be broken between lines.
  mutating func add(_ text: SafeText, _ role: Role = .text) {
    pieces.append(Piece(text: text, role: role, isWhole: false))
  }

  /// Adds words that stay together.
  mutating func addWhole(_ text: SafeText, _ role: Role = .text) {
    pieces.append(Piece(text: text, role: role, isWhole: true))
  }
}
