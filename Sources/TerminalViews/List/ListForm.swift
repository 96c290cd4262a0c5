import ViewModels

/// A way to show some facts of a transaction in a line: which, how far apart, and in how many words.
struct ListForm: Hashable {
  /// The facts from left to right.
  var facts: [ListColumn]
  /// Whether the words are the short ones.
  var isNarrow = false
  /// Whether the time of day is left out.
  var showsDaysOnly = false
  /// The cells between two facts.
  var gap = 2

  /// The forms of a choice, from the fullest to the barest; the first that fits is taken.
  static func forms(of choice: ColumnChoice) -> [ListForm] {
    choice.shows(sameAs: .standard) ? standard : chosen(choice.shown)
  }

  private static let standard = [
    ListForm(
      facts: [.created, .reference, .account, .transaction, .amount, .remaining, .status], gap: 3),
    ListForm(facts: [.created, .reference, .account, .amount, .remaining, .status]),
    ListForm(facts: [.created, .reference, .amount, .remaining, .status], isNarrow: true),
    ListForm(
      facts: [.created, .reference, .amount, .status], isNarrow: true, showsDaysOnly: true),
    ListForm(facts: [.reference, .amount, .status], isNarrow: true),
    ListForm(facts: [.reference, .amount], isNarrow: true, gap: 1),
  ]

  /// Facts that were asked for move closer together before one of them is left out, the least needed first.
  private static func chosen(_ facts: [ListColumn]) -> [ListForm] {
    var left = facts
    var forms: [ListForm] = []
    for dropped in [nil] + dropOrder.map(Optional.some) {
      if let dropped {
        guard left.contains(dropped) else { continue }
        left.removeAll { $0 == dropped }
      }
      forms += [
        ListForm(facts: left), ListForm(facts: left, isNarrow: true),
        ListForm(facts: left, isNarrow: true, showsDaysOnly: true),
      ]
    }
    return forms + [ListForm(facts: left, isNarrow: true, showsDaysOnly: true, gap: 1)]
  }

  /// What is left out first where there is little room; the amount and the status never are.
  private static let dropOrder: [ListColumn] = [
    .details, .remark, .customer, .provider, .transaction, .account, .remaining, .created,
    .reference,
  ]
}
