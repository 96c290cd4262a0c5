package import Payments
import SupportDesk
package import TextSafety

extension DeskAction {
  /// Why the action does not apply to the desk as it stands; `nil` when it does.
  package func refusal(in model: DeskModel) -> SafeText? { model.refusal(of: self) }
}

extension DeskModel {
  /// Why an action does not apply now; `nil` when it does.
  ///
  /// The same sentence answers the key and explains the hint. What works in the front dialog is for that to say; the help
  /// is about what lies under it.
  package func refusal(of action: DeskAction) -> SafeText? {
    let front = layers.last?.isHelp == true ? layers.dropLast().last : layers.last
    if let dialog = front?.dialog, action.specification.places.contains(dialog.place) {
      return dialog.refusal(of: action, facts)
    }
    return switch action {
    case .decide(.refund): decisionRefusal { $0.refundRefusal }
    case .decide(.cancel): decisionRefusal { $0.cancelRefusal }
    case .move: movingRefusal
    case .view(.zoom): zoomRefusal
    case .view(.lastView): lastViewRefusal
    case .list(let action): refusal(of: action)
    case .payment(let action): refusal(of: action)
    case .issue(let action): refusal(of: action)
    default: nil
    }
  }

  private func refusal(of action: ListAction) -> SafeText? {
    switch action {
    case .open: currentRow == nil ? "There is no payment to open." : nil
    case .mark: currentRow == nil ? Self.nothingSelected : nil
    case .unmarkAll: list.marks.isEmpty ? "No payment is marked." : nil
    case .export: exportRefusal
    case .openSaved: openSavedRefusal
    case .olderSearch: olderSearchRefusal
    case .newerSearch: list.historyIndex == nil ? "This is the newest search." : nil
    case .sort, .columns, .search, .keepSearch: nil
    }
  }

  private func refusal(of action: PaymentAction) -> SafeText? {
    switch action {
    case .nextPayment: list.hasNext ? nil : "This is the last payment."
    case .previousPayment: list.hasPrevious ? nil : "This is the first payment."
    case .leavePayment: nil
    case .copyID where attention.isOpen, .timeline where attention.isOpen: matterPaymentRefusal
    case .copyMenu where attention.isOpen: attention.selectedItem == nil ? Self.nobody : nil
    case .copyID where screen.focus == .list && !list.marks.isEmpty: nil
    case .copyID, .copyMenu, .timeline, .note, .rawAnswer:
      currentRow == nil ? Self.nothingSelected : nil
    }
  }

  private func refusal(of action: IssueAction) -> SafeText? {
    switch action {
    case .openMatter: openMatterRefusal
    case .checkAgain: matterRefusal(.check)
    case .replay: matterRefusal(.replay)
    case .ruleHappened: matterRefusal(.ruleHappened)
    case .ruleNotHappened: matterRefusal(.ruleNotHappened)
    case .release: matterRefusal(.release)
    case .oursAfterAll: matterRefusal(.ours)
    case .madeElsewhere: matterRefusal(.elsewhere)
    case .notThisOne: matterRefusal(.notThisOne)
    }
  }

  private static let nothingSelected: SafeText = "No payment is selected."

  /// What bars a refund or cancel; before the live read nothing is known to, so the key reads the
  /// payment first.
  private func decisionRefusal(
    _ refusal: (PaymentDetail) -> ActionRefusal?
  ) -> SafeText? {
    guard detail.key != nil else { return Self.nothingSelected }
    guard let read = detail.detail, !read.isIndexed else { return nil }
    return refusal(read).map(context.keymap.sentence)
  }

  private var movingRefusal: SafeText? {
    switch helpPlace {
    case .list: list.rows.isEmpty ? "The list is empty." : nil
    case .attention: attention.items?.isEmpty != false ? Self.nobody : nil
    default: nil
    }
  }

  private var zoomRefusal: SafeText? {
    let unzoomed = DeskLayout(
      columns: screen.columns, rows: screen.rows, focus: screen.focus, isZoomed: false,
      lowBandwidth: context.lowBandwidth)
    let key = context.keymap.keyName(for: .view(.nextPane))
    return unzoomed.arrangement == .single
      ? "There is room for one pane only; \(key) shows the other." : nil
  }

  private var olderSearchRefusal: SafeText? {
    if memory.remembered.searches.isEmpty { return "There are no earlier searches." }
    return list.historyIndex == 0 ? "This is the oldest search." : nil
  }
}

// MARK: - What needs somebody

extension DeskModel {
  private static let nobody: SafeText = "Nothing needs you."

  private var openMatterRefusal: SafeText? {
    if let refusal = matterPaymentRefusal { return refusal }
    return attention.selectedItem?.key.flatMap(context.account) == nil
      ? "Its account is not in the configuration any more." : nil
  }

  /// Why the matter under the cursor leads to no payment; `nil` when it is about one.
  private var matterPaymentRefusal: SafeText? {
    guard let item = attention.selectedItem else { return Self.nobody }
    return item.key == nil ? "It is about no single payment." : nil
  }

  /// Why an action on the matter under the cursor does not apply now; `nil` when it does.
  private func matterRefusal(_ action: AttentionItem.Action) -> SafeText? {
    guard let item = attention.selectedItem else { return Self.nobody }
    if let refusal = refusal(of: action, on: item) { return refusal }
    switch action {
    case .check: return nil
    case .replay, .ruleHappened, .ruleNotHappened, .release, .ours, .elsewhere, .notThisOne:
      // Nobody rules on, or sends again, what they have not been shown.
      guard attention.dossier == nil else { return nil }
      return attention.dossierFailure.map { "The evidence could not be read: \($0)" }
        ?? "The evidence is still being read; a moment."
    }
  }

  /// Why an action on a matter does not apply now, wherever the cursor is; `nil` when it does.
  func refusal(of action: AttentionItem.Action, on item: AttentionItem) -> SafeText? {
    if let wait = facts.wait(for: item.intent?.id) { return wait }
    if let refusal = item.refusals[action] { return refusal }
    switch action {
    case .check, .replay:
      return item.intent == nil
        ? "No decision of ours is known here; open the payment to read it again." : nil
    case .ruleHappened, .ruleNotHappened, .release, .ours, .elsewhere, .notThisOne: return nil
    }
  }

}

extension Keymap {
  /// A refusal with the way out of it, where another key leads there.
  package func sentence(of refusal: ActionRefusal) -> SafeText {
    guard refusal.isForAttention else { return refusal.sentence }
    return "\(refusal.sentence) \(keyName(for: .attention)) settles it."
  }
}

extension ActionRefusal {
  /// Whether what bars it is shown, and settled, where attention is asked for.
  package var isForAttention: Bool {
    switch self {
    case .openIntent(let state, _, _, _, _): state == .unknown || state == .needsHuman
    // A frozen payment names the key itself.
    default: false
    }
  }
}
