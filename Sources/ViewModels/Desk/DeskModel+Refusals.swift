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
  /// The same sentence answers the key and explains the hint.
  package func refusal(of action: DeskAction) -> SafeText? {
    switch action {
    case .refund: decisionRefusal { $0.refundRefusal }
    case .cancelPayment: decisionRefusal { $0.cancelRefusal }
    case .open: currentRow == nil ? "There is no payment to open." : nil
    case .copyID where attention.isOpen: matterPaymentRefusal
    case .copyMenu where attention.isOpen: attention.selectedItem == nil ? Self.nobody : nil
    case .copyID where focus == .list && !list.marks.isEmpty: nil
    case .mark, .copyID, .copyMenu, .note, .rawAnswer:
      currentRow == nil ? "No payment is selected." : nil
    case .export: exportRefusal
    case .openSaved: openSavedRefusal
    case .toggleColumn: toggleColumnRefusal
    case .unmarkAll: list.marks.isEmpty ? "No payment is marked." : nil
    case .nextPayment: list.hasNext ? nil : "This is the last payment."
    case .previousPayment: list.hasPrevious ? nil : "This is the first payment."
    case .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .first, .last:
      movingRefusal
    case .zoom: zoomRefusal
    case .olderSearch: olderSearchRefusal
    case .newerSearch: list.historyIndex == nil ? "This is the newest search." : nil
    case .olderCommand: olderCommandRefusal
    case .newerCommand: commandLine?.historyIndex == nil ? "This is the newest command." : nil
    case .nextCandidate, .previousCandidate: completionRefusal
    case .nextEntry, .previousEntry:
      palette?.entries.isEmpty == false ? nil : "No action is called that."
    case .nextField, .previousField:
      place == .confirm && confirm?.wantsReference != true ? "There is one field only." : nil
    case .lastView: lastViewRefusal
    case .copyForCustomer: copyForCustomerRefusal
    case .openMatter: openMatterRefusal
    case .timeline: timelineRefusal
    case .checkAgain: helpPlace == .result ? checkResultRefusal : matterRefusal(.check)
    case .replay: matterRefusal(.replay)
    case .ruleHappened: matterRefusal(.ruleHappened)
    case .ruleNotHappened: matterRefusal(.ruleNotHappened)
    case .release: matterRefusal(.release)
    case .oursAfterAll: matterRefusal(.ours)
    case .madeElsewhere: matterRefusal(.elsewhere)
    case .notThisOne: matterRefusal(.notThisOne)
    case .help, .back, .cancel, .nextPane, .previousPane, .messages, .refresh, .redraw, .suspend,
      .search, .sort, .leavePayment, .keepSearch, .lineStart, .lineEnd, .characterLeft,
      .characterRight,
      .deleteBackward, .deleteForward, .deleteWord, .deleteToStart, .deleteToEnd, .acceptField,
      .pressButton, .nextReason, .previousReason, .confirmDecision, .closeResult, .chooseCopy,
      .quitAnyway, .stay, .attention, .columns, .columnDown, .columnUp, .resetColumns,
      .keepColumns, .writeExport, .writeNote, .clearForm, .command, .runCommand,
      .palette, .findKey, .choosePaletteEntry:
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
    return refusal(read).map(context.keymap.sentence)
  }

  private var movingRefusal: SafeText? {
    switch place {
    case .list: list.rows.isEmpty ? "The list is empty." : nil
    case .attention: attention.items?.isEmpty != false ? Self.nobody : nil
    case .detail, .evidence, .search, .formText, .formReason, .formButton, .formChoice, .confirm,
      .confirmWaiting, .result, .help, .messages, .timeline, .rawAnswer, .note, .copyMenu,
      .columns, .exportPath, .quitQuestion, .command, .palette:
      nil
    }
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
    if memory.searches.isEmpty { return "There are no earlier searches." }
    return list.historyIndex == 0 ? "This is the oldest search." : nil
  }

  private var copyForCustomerRefusal: SafeText? {
    guard case .result(let result) = layers.last else { return nil }
    return result.forCustomer.isEmpty ? "There is nothing to tell the customer yet." : nil
  }
}

// MARK: - What needs somebody

extension DeskModel {
  private static let nobody: SafeText = "Nothing needs you."

  private var openMatterRefusal: SafeText? {
    if let refusal = matterPaymentRefusal { return refusal }
    return attention.selectedItem?.key.flatMap(account) == nil
      ? "Its account is not in the configuration any more." : nil
  }

  /// Why the matter under the cursor leads to no payment; `nil` when it is about one.
  private var matterPaymentRefusal: SafeText? {
    guard let item = attention.selectedItem else { return Self.nobody }
    return item.key == nil ? "It is about no single payment." : nil
  }

  private var timelineRefusal: SafeText? {
    if helpPlace == .timeline { return nil }
    if attention.isOpen { return matterPaymentRefusal }
    return currentRow == nil ? "No payment is selected." : nil
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
    if let wait = waitForWork(on: item.intent?.id) { return wait }
    if let refusal = item.refusals[action] { return refusal }
    switch action {
    case .check, .replay:
      return item.intent == nil
        ? "No decision of ours is known here; open the payment to read it again." : nil
    case .ruleHappened, .ruleNotHappened, .release, .ours, .elsewhere, .notThisOne: return nil
    }
  }

  private var checkResultRefusal: SafeText? {
    guard case .result(let result) = layers.last(where: \.isResult) else { return nil }
    if let wait = waitForWork(on: result.intent.id) { return wait }
    return result.canBeChecked
      ? nil : "There is nothing to check: \(result.intent.state.title)."
  }

  private func waitForWork(on id: IntentID?) -> SafeText? {
    guard let id, let work = settling.work[id] else { return nil }
    return "The provider is being asked about it, \(TimeText.wait(since: work.since, now: now))."
  }
}

extension Layer {
  /// Whether this is what came of a decision.
  package var isResult: Bool {
    if case .result = self { true } else { false }
  }
}

extension DecisionResult {
  /// Whether asking the provider again may tell more.
  package var canBeChecked: Bool { intent.state.canBeChecked }
}

extension IntentState {
  /// Whether asking the provider again may tell more.
  var canBeChecked: Bool {
    switch self {
    case .unknown, .needsHuman, .pending: true
    case .prepared, .awaitingApproval, .declined, .expired, .withdrawn, .discarded, .sending,
      .notSent, .succeeded, .rejected, .failed, .ruledDone, .ruledNotDone:
      false
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
    case .unsupported, .notAPayment, .status, .amountNotExact, .nothingLeft, .exceedsRemaining,
      .sameAmountPending, .recentRefund, .decisionsMissing, .recordBehind, .decidedElsewhere,
      .sameClaim, .recentFailure, .disputed, .paidChanged, .openReference, .cancelAfterRefund,
      .cancelInDoubt, .changed, .configuration, .decisionTokenReused, .cardNumber, .frozen,
      .clockSkew, .ruling:
      // A frozen payment names the key itself.
      false
    }
  }
}
