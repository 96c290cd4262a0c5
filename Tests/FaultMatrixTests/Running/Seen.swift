/// What a cell came to.
struct Seen: Sendable {
  /// Where the decision stood after the request.
  let first: Standing
  /// Where it stood two days later.
  let final: Standing
  /// What attention showed of it then, or a warning that came before.
  let sign: Sign?
  /// How often the provider's own ledger moved money.
  let moved: Int
  /// What the desk holds for it in the end.
  let held: String
  /// What must never be, and was.
  let problems: [String]

  /// Whether a cell came to what it should.
  func fits(_ expected: Expectation) -> Bool {
    first == expected.first && final == expected.final && sign == expected.sign
      && moved == expected.moved && problems.isEmpty
  }
}

extension Seen {
  /// Runs a cell; when it cannot be run to its end, that is what was seen, and the table says so.
  init(running cell: FaultCell) async {
    do {
      self = try await CellRunner.run(cell)
    } catch {
      self.init(
        first: .refused(.other), final: .refused(.other), sign: nil, moved: 0, held: "",
        problems: ["the cell broke off: \(error)"])
    }
  }
}
