import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// Opens the refund form, with the draft where one was kept.
  mutating func openForm(for read: PaymentDetail) -> [DeskEffect] {
    guard let draft = drafts.removeValue(forKey: read.row.id) else {
      var form = RefundFormModel(detail: read)
      form.reason.replace(with: RefundFormModel.reasons[0])
      let effects = restore(&form, for: read)
      layers.append(.refundForm(form))
      return effects
    }
    var form = draft
    form.detail = read
    form.mistakes = [:]
    form.check(.amount)
    layers.append(.refundForm(form))
    return say(.note, "Your draft is back; nothing of it was sent.")
  }

  /// Fills in what was decided and never sent, else the draft that was kept; says which.
  private mutating func restore(
    _ form: inout RefundFormModel, for read: PaymentDetail
  ) -> [DeskEffect] {
    let unsent = unsentDecision(for: read)
    unsentDecisions[read.row.id] = nil
    if let unsent {
      form.fill(from: unsent)
      return say(.note, "What you had decided is back; nothing of it was sent.")
    }
    // What is too old or was decided on is done with, and not promised again at the next start.
    guard let draft = keptDraft(for: read) else { return dropDraft(of: read.row.id) }
    form.fill(from: draft)
    let time = TimeText.recent(draft.saved, zone: context.zone, now: now)
    let key = context.keymap.keyName(for: .clearForm)
    return say(.note, "Draft of \(time) restored, not sent. \(key) clears it.")
  }

  /// Esc: keeps what was typed and goes back.
  mutating func leaveForm() -> [DeskEffect] {
    guard var form else { return [] }
    let isPristine = form.isPristine
    form.reviewSerial = nil
    drafts[form.detail.row.id] = isPristine ? nil : form
    let written = keepDraft()
    let notices =
      isPristine
      ? [] : say(.note, "Draft kept; \(context.keymap.keyName(for: .refund)) opens it again.")
    return written + closeFront() + notices
  }

  /// Shows a payment that was read again in the open form; what changed is said.
  mutating func showInForm(_ read: PaymentDetail?) -> [DeskEffect] {
    // While a decision stands on the confirm screen, what it was made of stays as it is (I11).
    guard let read, confirm == nil, let form, form.detail.row.id == read.row.id else { return [] }
    guard form.detail != read, !read.isIndexed else { return [] }
    let hasChanged =
      form.detail.fingerprint != read.fingerprint || form.remaining != read.ledger?.remaining
    changeForm { form in
      form.detail = read
      form.check(.amount)
    }
    guard hasChanged, let remaining = read.ledger?.remaining.bound else { return [] }
    return say(.warning, "The payment changed meanwhile: \(remaining.text) remain now.")
  }

  // MARK: - Fields

  /// Enter on a button of the form.
  mutating func pressFormButton() -> [DeskEffect] {
    switch form?.field {
    case .all:
      changeForm { form in
        form.fillAll()
        if form.mistakes[.amount] == nil { form.go(to: .reason) }
      }
      return []
    case .review: return reviewForm()
    case .amount, .reason, .ticket, .note, .none: return []
    }
  }

  private mutating func reviewForm() -> [DeskEffect] {
    guard form?.reviewSerial == nil else {
      return explain("Reading the payment again; a moment. Esc goes back.")
    }
    var mistaken: RefundFormModel.Field?
    changeForm { form in
      mistaken = form.firstMistakenField()
      if let mistaken { form.field = mistaken }
    }
    guard mistaken == nil, let decision = form?.decision else { return [] }
    let serial = nextSerial()
    let time = now
    changeForm { form in
      form.mistakes[.review] = nil
      form.reviewSerial = serial
      form.reviewAskedAt = time
    }
    return [.review(serial: serial, decision)]
  }

  // MARK: - The review

  /// Takes a review: opens the confirm screen, or says under which field what stands against it.
  mutating func reviewArrived(_ serial: Int, _ result: Result<Review, DeskError>) -> [DeskEffect] {
    if serial == cancelReview?.serial { return cancelReviewArrived(result) }
    guard let form, serial == form.reviewSerial else { return [] }
    changeForm { $0.reviewSerial = nil }
    switch result {
    case .success(let review): return openConfirm(review)
    case .failure(let error): return refuseInForm(error)
    }
  }

  private mutating func cancelReviewArrived(_ result: Result<Review, DeskError>) -> [DeskEffect] {
    cancelReview = nil
    switch result {
    case .success(let review): return openConfirm(review)
    case .failure(let error): return say(.error, error.sentence) + readDetail(live: true)
    }
  }

  /// Shows in the form why the desk refused, and reads the payment again where that is news about
  /// it.
  mutating func refuseInForm(_ error: DeskError) -> [DeskEffect] {
    let field = error.field
    changeForm { form in
      form.mistakes[field] = error.sentence
      form.field = field
    }
    return say(.error, error.sentence) + (error.isAboutPayment ? readDetail(live: true) : [])
  }
}

extension DeskError {
  /// The field of the refund form that it is about; the review button stands for the whole.
  fileprivate var field: RefundFormModel.Field {
    guard case .refused(let refusal) = self else { return .review }
    switch refusal {
    case .amountNotExact, .nothingLeft, .exceedsRemaining, .sameAmountPending: return .amount
    case .cardNumber: return .note
    case .unsupported, .notAPayment, .status, .openIntent, .recentRefund, .decisionsMissing,
      .recordBehind, .disputed, .paidChanged, .openReference, .cancelAfterRefund, .cancelInDoubt,
      .decidedElsewhere, .sameClaim, .recentFailure, .changed, .configuration, .decisionTokenReused,
      .frozen, .clockSkew, .ruling:
      return .review
    }
  }

  /// Whether the payment may be other than the agent sees it.
  fileprivate var isAboutPayment: Bool {
    switch self {
    case .refused(let refusal):
      switch refusal {
      case .status, .nothingLeft, .openIntent, .exceedsRemaining, .sameAmountPending,
        .recentRefund, .decisionsMissing, .recordBehind, .decidedElsewhere, .sameClaim,
        .recentFailure, .disputed, .paidChanged, .openReference, .cancelAfterRefund,
        .cancelInDoubt, .changed, .notAPayment,
        .amountNotExact, .frozen:
        true
      case .unsupported, .configuration, .decisionTokenReused, .cardNumber, .clockSkew, .ruling:
        false
      }
    case .notFound, .alias: true
    case .provider, .journal, .unknownAccount: false
    }
  }
}
