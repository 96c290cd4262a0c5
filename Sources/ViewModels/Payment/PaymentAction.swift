import TextSafety

/// What is done with the payment in view, and moves no money.
package enum PaymentAction: String, Hashable, Sendable, CaseIterable {
  /// Going to another.
  case nextPayment, previousPayment, leavePayment
  /// Looking closer, and taking along.
  case timeline, note, rawAnswer, copyID, copyMenu
}

extension PaymentAction {
  /// Their rows in the table.
  var row: DeskAction.Specification {
    switch self {
    case .nextPayment: .init("next payment", ["J"], [.detail], .payment, footer: 8)
    case .previousPayment: .init("previous payment", ["K"], [.detail], .payment)
    case .leavePayment: .init("back to the list", ["h", .left], [.detail], .payment)
    case .timeline:
      .init("timeline", ["t"], [.detail, .attention, .evidence, .timeline], .payment, footer: 6)
    case .note: .init("note", ["n"], [.detail], .payment, footer: 7)
    case .rawAnswer:
      .init(
        "raw answer", ["r"], [.detail, .rawAnswer], .payment, footer: 16, otherNames: ["raw"])
    case .copyID: .init("copy id", ["y"], .body, .everywhere, footer: 11)
    case .copyMenu: .init("copy menu", ["Y"], .body, .everywhere)
    }
  }
}
