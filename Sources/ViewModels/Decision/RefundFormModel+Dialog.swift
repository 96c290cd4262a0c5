import Payments
import SupportDesk
import TextSafety

extension RefundFormModel: Form {
  var layer: Layer { .refundForm(self) }
  var isWaiting: Bool { reviewSerial != nil }
  var draftTexts: [String] { texts }

  var place: DeskAction.Place {
    switch field {
    case .amount, .ticket, .note: .formText
    case .reason: .formReason
    case .all, .review: .formButton
    }
  }

  // MARK: - Keys

  mutating func type(_ character: Character, _ turn: inout Turn) { type(character) }

  mutating func clear(_ turn: inout Turn) {
    clear()
    turn.ask(.decision(.forgetDraft(detail.row.id)))
    turn.explain("Cleared; nothing of it is kept.")
  }

  /// Esc: keeps what was typed and goes back.
  mutating func leave(_ turn: inout Turn) {
    reviewSerial = nil
    turn.ask(.decision(.parkForm))
    turn.close()
    guard !isPristine else { return }
    let key = turn.desk.context.keymap.keyName(for: .decide(.refund))
    turn.say(.note, "Draft kept; \(key) opens it again.")
  }

  /// Enter on a button.
  mutating func press(_ turn: inout Turn) {
    switch field {
    case .all:
      fillAll()
      if mistakes[.amount] == nil { go(to: .reason) }
    case .review: askForReview(&turn)
    case .amount, .reason, .ticket, .note: break
    }
  }

  private mutating func askForReview(_ turn: inout Turn) {
    guard reviewSerial == nil else {
      return turn.explain("Reading the payment again; a moment. Esc goes back.")
    }
    if let mistaken = firstMistakenField() {
      field = mistaken
      return
    }
    guard let decision else { return }
    let serial = turn.nextSerial()
    mistakes[.review] = nil
    reviewSerial = serial
    reviewAskedAt = turn.desk.now
    turn.perform(.review(serial: serial, decision))
  }

  // MARK: - Answers

  /// Takes a review: opens the confirm screen, or says under which field what stands against it.
  mutating func take(_ event: DeskEvent, _ turn: inout Turn) {
    guard case .reviewArrived(let serial, let result, _) = event, serial == reviewSerial else {
      return
    }
    reviewSerial = nil
    switch result {
    case .success(let review): turn.ask(.decision(.confirm(ConfirmModel(review: review))))
    case .failure(let error): refuse(error, &turn)
    }
  }

  /// Shows why the desk refused, and reads the payment again where that is news about it.
  mutating func refuse(_ error: DeskError, _ turn: inout Turn) {
    mistakes[error.field] = error.sentence
    field = error.field
    turn.say(.error, error.sentence)
    if error.isAboutPayment { turn.ask(.readPayment) }
  }

  /// Shows the payment as it was read again; what changed is said.
  mutating func show(_ read: PaymentDetail, _ turn: inout Turn) {
    guard detail.row.id == read.row.id, detail != read, !read.isIndexed else { return }
    let hasChanged =
      detail.fingerprint != read.fingerprint || remaining != read.ledger?.remaining
    detail = read
    check(.amount)
    guard hasChanged, let remaining = read.ledger?.remaining.bound else { return }
    turn.say(.warning, "The payment changed meanwhile: \(remaining.text) remain now.")
  }

  // MARK: - Words

  func title(of action: DeskAction) -> SafeText? { action == .cancel ? "keeps the draft" : nil }

  var hintsClearing: Bool { !isPristine }
}

extension DeskError {
  /// The field of the refund form that it is about; the review button stands for the whole.
  fileprivate var field: RefundFormModel.Field {
    guard case .refused(let refusal) = self else { return .review }
    return switch refusal {
    case .amountNotExact, .currencyChanged, .nothingLeft, .remainsUnknown, .exceedsRemaining,
      .sameAmountPending:
      .amount
    case .cardNumber: .note
    default: .review
    }
  }

  /// Whether the payment may be other than the agent sees it.
  var isAboutPayment: Bool {
    switch self {
    case .refused(let refusal):
      switch refusal {
      case .unsupported, .configuration, .decisionTokenReused, .cardNumber, .clockSkew, .ruling:
        false
      default: true
      }
    case .notFound, .alias: true
    case .provider, .journal, .unknownAccount: false
    }
  }
}
