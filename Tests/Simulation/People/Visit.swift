import Payments
import SeededRandom

/// What one person sets out to do with one payment, drawn when they begin.
struct Visit {
  /// How a payment is named.
  enum Naming {
    /// A row of the screen, which is its id.
    case row
    /// Its id, typed.
    case id
    /// What the merchant calls it, typed.
    case reference
  }

  let payment: Int
  let naming: Naming
  /// Minor units; `nil` for all that remains.
  let amountMinor: Int64?
  /// How long they look at the payment before they decide, in milliseconds.
  let hesitation: Int64
  /// How long they look at the confirm screen.
  let thinking: Int64
  /// Whether they take it back within the undo time.
  let takesBack: Bool
  /// Whether they go on when told of a recent refund (I15).
  let meansAnother: Bool
  /// Names the decision, where it comes from the command line (I16).
  let token: String?

  init(_ dice: inout SeededRandom, payment: Int) {
    self.payment = payment
    // Few amounts, so that the same one comes again.
    amountMinor = dice.chance(150) ? nil : dice.pick([100, 250, 250, 500, 1000])
    hesitation = dice.chance(150) ? dice.span(Scene.minute, Scene.hour) : dice.between(500, 9000)
    thinking = dice.between(400, 8000)
    takesBack = dice.chance(60)
    meansAnother = dice.chance(700)
    token = dice.chance(300) ? "ticket-\(payment)-\(dice.below(2))" : nil
    naming = token == nil && dice.chance(400) ? .row : dice.chance(700) ? .id : .reference
  }
}
