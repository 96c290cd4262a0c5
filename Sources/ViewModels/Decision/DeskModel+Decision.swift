import Payments
import SupportDesk
import TextSafety

// What the dialogs of a decision do together: the form, the confirm screen over it, and what came of it.

extension DeskModel {
  /// Does what one of them asked for.
  mutating func fulfil(_ request: DecisionRequest) -> [DeskEffect] {
    switch request {
    case .confirm(let confirm): return openConfirm(confirm)
    case .leaveConfirm: return leaveConfirm()
    case .closeConfirm: return closeConfirm()
    case .parkForm:
      if let form { drafts.refunds[form.detail.row.id] = form.isPristine ? nil : form }
      return keepDraft()
    case .keepDraft: return keepDraft()
    case .forgetDraft(let key):
      drafts.refunds[key] = nil
      return dropDraft(of: key)
    case .dropDraft(let key): return dropDraft(of: key)
    case .forgetForm(let key): return forgetForm(of: key)
    case .refuse(let error): return refuse(error)
    case .takenBack(let intent): return takenBack(intent)
    case .ended(let result, let review): return ended(result, review)
    case .sendAgain(let replay): return sendAgain(replay)
    case .parkRuling:
      if let ruling { drafts.rulings[ruling.id] = ruling.isPristine ? nil : ruling }
      return keepDraft()
    case .closeRuling: return closeRuling()
    case .refuseRuling(let error): return refuseRuling(error)
    }
  }

  // MARK: - The confirm screen

  /// Opens the confirm screen over the form; it does not listen yet.
  mutating func openConfirm(_ confirm: ConfirmModel) -> [DeskEffect] {
    // What is being typed gives way to money, never the other way round.
    let isTyping = commandLine != nil || palette != nil
    let effects = isTyping ? turnOfFront { $0.leave(&$1) } : []
    return effects + open(.confirm(confirm))
  }

  /// Closes the confirm screen, and what lies over it.
  mutating func closeConfirm() -> [DeskEffect] {
    guard let index = layers.firstIndex(where: \.isConfirm) else { return [] }
    layers.removeSubrange(index...)
    return [.unschedule(.confirmQuiet)] + layersClosed()
  }

  /// Goes back to the form, where everything stands as it was.
  private mutating func leaveConfirm() -> [DeskEffect] {
    // What has no form to go back to says so.
    let hasForm = form != nil || ruling != nil
    let effects = closeConfirm() + showInRuling(attention.dossier)
    return effects + (hasForm ? [] : explain("Nothing was sent."))
  }

  /// The provider was asked once more before a cancel: goes on, or says what stands against it.
  mutating func cancelReviewArrived(_ result: Result<Review, DeskError>) -> [DeskEffect] {
    detail.cancelReview = nil
    switch result {
    case .success(let review): return openConfirm(ConfirmModel(review: review))
    case .failure(let error): return say(.error, error.sentence) + readDetail(live: true)
    }
  }

  // MARK: - What came of it

  /// Shows why the desk refused: in the form where one is open.
  private mutating func refuse(_ error: DeskError) -> [DeskEffect] {
    guard form == nil else { return turn(of: RefundFormModel.self) { $0.refuse(error, &$1) } }
    return say(.error, error.sentence) + (error.isAboutPayment ? readDetail(live: true) : [])
  }

  private mutating func takenBack(_ intent: Intent) -> [DeskEffect] {
    let sentence: SafeText =
      form == nil
      ? "Taken back; nothing was sent." : "Taken back; nothing was sent. Your draft is here."
    return say(.note, sentence) + readDetail(live: true) + tell(intent) + lookAtOpenDecisions()
  }

  private mutating func ended(_ result: DecisionResult, _ review: Review?) -> [DeskEffect] {
    let draft = forgetForm(of: review?.decision.key)
    let intent = result.intent
    layers = [.result(result)]
    // What was said of an earlier decision must not be taken for what came of this one.
    said.standing = nil
    let news = DecisionNews(
      intent: intent, reference: review?.transaction.name ?? intent.key.id.safe,
      sentence: result.sentence)
    return draft + say(intent.state.messageLevel, news.line, of: intent) + refreshRows()
      + readDetail(live: true) + tell(intent) + lookAtOpenDecisions()
  }

  private mutating func forgetForm(of key: PaymentKey?) -> [DeskEffect] {
    if let key { drafts.refunds[key] = nil }
    layers.removeAll { $0.dialog is RefundFormModel }
    return key.map { dropDraft(of: $0) } ?? []
  }

  /// Shows in the form why a ruling was not recorded; what was written stays.
  private mutating func refuseRuling(_ error: DeskError) -> [DeskEffect] {
    closeConfirm() + turn(of: RulingFormModel.self) { form, _ in form.refuse(error) }
      + say(error.levelOfRefusal, error.sentence) + lookAtOpenDecisions()
  }

  private mutating func closeRuling() -> [DeskEffect] {
    var effects: [DeskEffect] = []
    if let ruling {
      drafts.rulings[ruling.id] = nil
      effects = dropDraft(of: ruling.id)
    }
    layers.removeAll { $0.dialog is RulingFormModel }
    return effects + layersClosed()
  }
}
