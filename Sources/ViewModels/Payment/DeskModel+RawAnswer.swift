import Payments
import SupportDesk
import TextSafety

// The raw answer: what the provider sent, for whoever doubts what was made of it.

extension DeskModel {
  /// `r`: opens what the provider last answered about the payment; in it, closes it.
  mutating func toggleRawAnswer(in place: DeskAction.Place) -> [DeskEffect] {
    if place == .rawAnswer { return closeFront() }
    guard let row = currentRow else { return [] }
    layers.append(
      .rawAnswer(
        RawAnswerModel(
          key: row.id, reference: row.name, account: row.account.safe, mode: row.mode,
          answer: detail.detail?.answer)))
    return []
  }

  /// The raw answer on the screen, wherever it lies; at most one is open.
  package var rawAnswer: RawAnswerModel? {
    for case .rawAnswer(let answer) in layers { return answer }
    return nil
  }

  /// Shows an answer that has just come where the one before stands.
  mutating func showInRawAnswer(_ read: PaymentDetail) {
    for index in layers.indices {
      guard case .rawAnswer(var pane) = layers[index], pane.key == read.row.id else { continue }
      pane.answer = read.answer
      layers[index] = .rawAnswer(pane)
    }
  }

  /// How far it can be scrolled on a screen of this size.
  func lastFirstLine(of pane: RawAnswerModel) -> Int {
    let body = layout.body
    return pane.lastFirstLine(columns: max(1, body.width - 4), rows: max(1, body.height - 2))
  }
}

extension PaymentRow {
  /// The reference as customers quote it, else the provider's id.
  var name: SafeText {
    transaction.reference.isEmpty ? id.id.safe : transaction.reference.safe
  }
}
