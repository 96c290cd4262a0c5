import Payments

/// What a cell should come to.
struct Expectation: Sendable {
  /// Where the decision stands after the request.
  let first: Standing
  /// Where it stands two days later.
  let final: Standing
  /// What attention shows of it then, or a warning that came before.
  let sign: Sign?
  /// How often money moved.
  let moved: Int

  /// From a state to a state.
  init(
    _ first: IntentState, then final: IntentState? = nil, _ sign: Sign? = nil, moved: Int
  ) {
    self.init(.state(first), then: .state(final ?? first), sign, moved: moved)
  }

  /// From anywhere to anywhere.
  init(_ first: Standing, then final: Standing? = nil, _ sign: Sign? = nil, moved: Int) {
    self.first = first
    self.final = final ?? first
    self.sign = sign
    self.moved = moved
  }

  /// To a person, with what is suggested.
  static func person(
    after first: IntentState = .unknown, _ sign: Sign? = nil, moved: Int
  ) -> Expectation {
    Expectation(first, then: .needsHuman, sign, moved: moved)
  }

  /// The cells of one form.
  struct Three: Sendable {
    let keyed, naked, listed: Expectation
  }
}

extension Expectation.Three {
  /// Certain that nothing left.
  static let notSent = Self(
    keyed: .init(.notSent, moved: 0), naked: .init(.notSent, moved: 0),
    listed: .init(.notSent, moved: 0))
  /// As if nothing had been wrong.
  static let done = Self(
    keyed: .init(.succeeded, moved: 1), naked: .init(.succeeded, moved: 1),
    listed: .init(.pending, then: .succeeded, moved: 1))
  /// The answer was lost, and the provider had not done it: only one with a key can be asked again.
  static let lostUndone = Self(
    keyed: .init(.unknown, then: .succeeded, moved: 1),
    naked: .person(.nothingShows, moved: 0), listed: .person(.nothingShows, moved: 0))
  /// The answer was lost, and the provider had done it.
  static let lostDone = Self(
    keyed: .init(.unknown, then: .succeeded, moved: 1),
    naked: .person(.likelyDone, moved: 1),
    listed: .init(.unknown, then: .succeeded, moved: 1))
  /// A certain no.
  static let rejected = Self(
    keyed: .init(.rejected, moved: 0), naked: .init(.rejected, moved: 0),
    listed: .init(.rejected, moved: 0))
}
