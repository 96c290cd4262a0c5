import SupportDesk
import TextSafety

extension RawAnswerModel: Dialog {
  var layer: Layer { .rawAnswer(self) }
  var place: DeskAction.Place { .rawAnswer }

  mutating func move(_ movement: Movement, _ turn: inout Turn) {
    let body = turn.desk.layout.body
    let last = lastFirstLine(columns: max(1, body.width - 4), rows: max(1, body.height - 2))
    firstLine = movement.line(
      from: min(firstLine, last), page: max(2, body.height - 2), last: last)
  }

  mutating func refresh(_ turn: inout Turn) { turn.ask(.readPayment) }

  /// Shows an answer that has just come where the one before stands.
  mutating func show(_ read: PaymentDetail) {
    if read.row.id == key { answer = read.answer }
  }

  func title(of action: DeskAction) -> SafeText? {
    action == .payment(.rawAnswer) ? "close" : action.titleOfScrolling
  }
}
