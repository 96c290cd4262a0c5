import ProviderSandbox

/// Every failure that the specification names (`MoneySafety.md` §6), for every provider that can have
/// it.
enum FaultMatrix {
  /// The forms in the order of the specification's rows.
  static let forms: [FaultForm] = MatrixRow.allCases.flatMap { row in
    all.filter { $0.row == row }
  }

  private static let all = transport + answers + refusals + contents + evidence + host + lateness

  /// The cells in the same order.
  static let cells: [FaultCell] = forms.flatMap(\.cells)

  /// Rows that concern the program as a whole, and where they are run.
  static let elsewhere: [MatrixRow: String] = [
    .hangup: "the program itself, on a terminal that goes away: see SurvivalTests"
  ]
}
