/// What was witnessed and is given up: a person accepted the record without it.
struct GivenUp: Sendable {
  /// The acceptances, each with its place in the chain.
  var acceptances: [(event: Int64, marks: [Acceptance.Mark])] = []

  /// Whether a witness is content with the record of a journal: an acceptance after it names as much.
  ///
  /// A journal that was given up, put back and accepted itself has gone on since under the same numbers.
  func satisfies(_ witness: Witness, of journal: String) -> Bool {
    acceptances.contains { event, marks in
      (witness.journal != journal || event > witness.acceptance)
        && marks.contains { mark in
          mark.journal == witness.journal && mark.sequence >= witness.sequence
            && (witness.journal == journal || witness.acceptance <= mark.acceptance ?? .max)
        }
    }
  }
}
