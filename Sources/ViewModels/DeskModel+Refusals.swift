import Payments
import SupportDesk
package import TextSafety

extension DeskAction {
  /// Why the action does not apply to the desk as it stands; `nil` when it does.
  package func refusal(in model: DeskModel) -> SafeText? { model.refusal(of: self) }
}

extension DeskModel {
  /// Why an action does not apply now; `nil` when it does.
  ///
  /// The same sentence answers the key and explains the hint.
  package func refusal(of action: DeskAction) -> SafeText? {
    switch action {
    case .refund: decisionRefusal { $0.refundRefusal }
    case .cancelPayment: decisionRefusal { $0.cancelRefusal }
    case .open: currentRow == nil ? "There is no payment to open." : nil
    case .mark, .copyID, .copyMenu: currentRow == nil ? "No payment is selected." : nil
    case .unmarkAll: list.marks.isEmpty ? "No payment is marked." : nil
    case .nextPayment: list.cursor ?? 0 >= list.rows.count - 1 ? "This is the last payment." : nil
    case .previousPayment: list.cursor ?? 0 == 0 ? "This is the first payment." : nil
    case .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .first, .last:
      place == .list && list.rows.isEmpty ? "The list is empty." : nil
    case .zoom: zoomRefusal
    case .olderSearch: olderSearchRefusal
    case .newerSearch: list.historyIndex == nil ? "This is the newest search." : nil
    case .nextField, .previousField:
      place == .confirm && confirm?.wantsReference != true ? "There is one field only." : nil
    case .copyForCustomer: copyForCustomerRefusal
    case .help, .back, .cancel, .nextPane, .previousPane, .messages, .refresh, .redraw, .suspend,
      .search, .sort, .leavePayment, .keepSearch, .lineStart, .lineEnd, .characterLeft,
      .characterRight,
      .deleteBackward, .deleteForward, .deleteWord, .deleteToStart, .deleteToEnd, .acceptField,
      .pressButton, .nextReason, .previousReason, .confirmDecision, .closeResult, .chooseCopy,
      .quitAnyway, .stay:
      nil
    }
  }

  /// What bars a refund or cancel; before the live read nothing is known to, so the key reads the
  /// payment first.
  private func decisionRefusal(
    _ refusal: (PaymentDetail) -> ActionRefusal?
  ) -> SafeText? {
    guard detail.key != nil else { return "No payment is selected." }
    guard let read = detail.detail, !read.isIndexed else { return nil }
    return refusal(read)?.sentence
  }

  private var zoomRefusal: SafeText? {
    let unzoomed = DeskLayout(
      columns: columns, rows: rows, focus: focus, isZoomed: false,
      lowBandwidth: context.lowBandwidth)
    return unzoomed.arrangement == .single
      ? "There is room for one pane only; \(otherPaneKey) shows the other."
      : nil
  }

  private var otherPaneKey: SafeText { context.keymap.keyName(for: .nextPane) }

  private var olderSearchRefusal: SafeText? {
    if list.history.isEmpty { return "There are no earlier searches." }
    return list.historyIndex == 0 ? "This is the oldest search." : nil
  }

  private var copyForCustomerRefusal: SafeText? {
    guard case .result(let result) = layers.last else { return nil }
    return result.forCustomer.isEmpty ? "There is nothing to tell the customer yet." : nil
  }
}
