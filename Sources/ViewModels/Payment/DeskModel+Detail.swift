import Payments
package import SupportDesk
import TextSafety

extension DeskModel {
  // MARK: - Reading

  /// Reads the payment that is shown, under a new serial.
  mutating func readDetail(live: Bool) -> [DeskEffect] {
    guard let key = detail.key else { return [] }
    detail.serial = nextSerial()
    detail.askedAt = now
    detail.isLoading = true
    detail.asksLive = live
    return [.open(serial: detail.serial, key, live: live)]
  }

  /// Takes what was read; the local record comes first, the live read ends the wait.
  mutating func detailArrived(
    _ serial: Int, _ result: Result<PaymentDetail, DeskError>
  ) -> [DeskEffect] {
    guard serial == detail.serial else { return [] }
    detail.previous = nil
    var news: [DeskEffect] = []
    switch result {
    case .success(var read):
      guard read.row.id == detail.key else { return [] }
      // The local record has no answer; the last one stays, with the time at which it came.
      read.answer = read.answer ?? detail.detail?.answer
      news = announceChanges(in: read)
      news += turn(of: RawAnswerModel.self) { answer, _ in answer.show(read) }
      detail.detail = read
      detail.failure = nil
      detail.isLoading = detail.asksLive && read.isIndexed
    case .failure(let error):
      detail.isLoading = false
      if let known = detail.detail {
        detail.detail?.provenance = .offline(known.row.asOf, error.sentence)
      } else {
        detail.failure = error.sentence
      }
    }
    return news + showInForm(detail.detail) + beginPendingDecision()
  }

  /// The payment on the screen, for actions: as read, else as the list has it.
  package var currentRow: PaymentRow? { detail.detail?.row ?? list.selectedRow }

  // MARK: - Going in and out

  /// Enter: goes into the payment and reads it now.
  mutating func openPayment() -> [DeskEffect] {
    screen.focus = .detail
    detail.previous = nil
    guard detail.detail?.isIndexed != false, !detail.isLoading else { return [] }
    return [.unschedule(.cursorRested)] + readDetail(live: true)
  }

  /// Goes back to the list.
  mutating func leavePayment() -> [DeskEffect] {
    screen.isZoomed = false
    return goToList()
  }

  // MARK: - Refund and cancel

  /// `R` or `X`: begins at once where the payment was read live, else reads it first.
  mutating func decide(_ kind: IntentKind) -> [DeskEffect] {
    if let read = detail.detail, !read.isIndexed { return begin(kind, on: read) }
    detail.previous = nil
    detail.pendingDecision = kind
    guard !detail.isLoading else { return [] }
    return [.unschedule(.cursorRested)] + readDetail(live: true)
  }

  /// Begins what waited for the read that just arrived.
  private mutating func beginPendingDecision() -> [DeskEffect] {
    guard let kind = detail.pendingDecision, !detail.isLoading else { return [] }
    forgetPendingDecision()
    if let read = detail.detail { return begin(kind, on: read) }
    return say(.error, detail.failure ?? "The payment could not be read.")
  }

  /// Whether a refund or cancel waits for a read or a review.
  package var isDecisionPending: Bool {
    detail.pendingDecision != nil || detail.cancelReview != nil
  }

  /// Forgets a refund or cancel that waits for a read: a form must never open under other keys.
  mutating func forgetPendingDecision() {
    detail.pendingDecision = nil
    detail.cancelReview = nil
  }

  private mutating func begin(_ kind: IntentKind, on read: PaymentDetail) -> [DeskEffect] {
    switch kind {
    case .refund:
      if let refusal = read.refundRefusal {
        return say(.note, context.keymap.sentence(of: refusal))
      }
      return openForm(for: read)
    case .cancel:
      if let refusal = read.cancelRefusal {
        return say(.note, context.keymap.sentence(of: refusal))
      }
      return askForCancel(of: read)
    }
  }

  private mutating func askForCancel(of read: PaymentDetail) -> [DeskEffect] {
    guard let amount = read.transaction.amount.money else {
      let refusal = ActionRefusal.amountNotExact(read.transaction.amount.label)
      return say(.note, refusal.sentence)
    }
    let review = CancelReview(serial: nextSerial(), key: read.row.id, askedAt: now)
    detail.cancelReview = review
    let decision = Decision(kind: .cancel, key: review.key, amount: amount, seen: read.fingerprint)
    return [.review(serial: review.serial, decision)]
  }
}

extension PaymentDetail {
  /// Whether this is the local record only; money decisions wait for the live read.
  package var isIndexed: Bool {
    switch provenance {
    case .indexed: true
    case .live, .offline: false
    }
  }
}

extension DetailModel {
  /// How far the facts can be scrolled: to the last line there may be, so that it is not scrolled
  /// into nothing.
  var lastFirstLine: Int {
    guard let detail else { return 0 }
    let entryCount = (detail.ledger?.entries.count ?? 0) + detail.transaction.facts.count
    return Self.fixedLineCount + entryCount + (detail.notes.isEmpty ? 0 : Self.noteLineCount)
  }

  /// Lines for paid, refunded, held, remaining, status, times, payer, remark and details, at most.
  private static let fixedLineCount = 10
  /// Lines for the newest note, at most.
  private static let noteLineCount = 10
}
