package import Payments
import SampleWorld
package import SupportDesk
import TextSafety
package import ViewModels

// Decisions with foreign text wherever a decision has some.

extension TextFeed {
  /// A refund form in which every field says what is wrong with it.
  package mutating func refundForm(_ field: RefundFormModel.Field) -> RefundFormModel {
    var form = RefundFormModel(detail: refundable(row(.paid)))
    form.amount = line()
    form.reason = line()
    form.ticket = line()
    form.note = line()
    form.field = field
    for field in RefundFormModel.Field.allCases { form.mistakes[field] = sentence() }
    return form
  }

  /// A reviewed decision in one of the worlds.
  package mutating func review(
    _ kind: IntentKind = .refund, _ mode: Mode = .live, recent: Bool = false
  ) -> Review {
    let account = mode == .live ? World.live : World.uk
    let row = row(kind == .refund ? .paid : .pending, at: account)
    var decision = World.refund(at: account)
    decision.kind = kind
    decision.reason = text()
    decision.note = text()
    decision.ticket = text()
    var review = World.review(decision, at: account)
    review.transaction = row.transaction
    // What is to be typed has as many letters in a text as in its shape.
    review.reference = "\(row.transaction.reference) 1001"
    review.clockWarning = sentence()
    if recent {
      review.recent = .recentRefund(
        World.pounds(100), actor(), World.start, refundID: foreign())
    }
    return review
  }

  /// A confirm screen in a phase, with something typed.
  package mutating func confirm(
    _ review: Review, _ phase: ConfirmModel.Phase = .ready
  ) -> ConfirmModel {
    typed(ConfirmModel(review: review), phase)
  }

  /// The confirm screen of a ruling.
  package mutating func confirm(
    _ ruling: RulingFormModel, _ phase: ConfirmModel.Phase = .ready
  ) -> ConfirmModel {
    typed(ConfirmModel(ruling: ruling), phase)
  }

  /// The confirm screen of a request that is sent again.
  package mutating func confirm(
    _ replay: ReplayModel, _ phase: ConfirmModel.Phase = .ready
  ) -> ConfirmModel {
    typed(ConfirmModel(replay: replay), phase)
  }

  private mutating func typed(
    _ confirm: ConfirmModel, _ phase: ConfirmModel.Phase
  ) -> ConfirmModel {
    var confirm = confirm
    confirm.phase = phase
    confirm.typed = line()
    confirm.typedReference = line()
    confirm.mistake = sentence()
    return confirm
  }

  /// What came of a decision.
  package mutating func result(_ state: IntentState) -> DecisionResult {
    DecisionResult(
      intent: intent(7, on: row(.paid), state: state), sentence: sentence(),
      forCustomer: sentence(), isRepeat: chance.isMultiple(of: 2))
  }
}
