import Payments
import SupportDesk

/// What the dialogs of a decision ask of the desk, which knows those that lie under them and the drafts.
enum DecisionRequest {
  /// Opens the confirm screen.
  case confirm(ConfirmModel)
  /// Goes back from the confirm screen to what lies under it.
  case leaveConfirm
  /// Closes the confirm screen, and what lies over it.
  case closeConfirm
  /// Keeps what stands in the form for when it is opened again.
  case parkForm
  /// Writes the draft of what stands in the form.
  case keepDraft
  /// Forgets the draft of a payment: it was cleared.
  case forgetDraft(PaymentKey)
  /// Forgets the draft of a payment on the disk: the journal has the decision.
  case dropDraft(PaymentKey)
  /// Takes the form away with its draft: it must not be sent once more.
  case forgetForm(PaymentKey?)
  /// Shows in the form why the desk refused.
  case refuse(DeskError)
  /// Says that nothing was sent.
  case takenBack(Intent)
  /// Shows what came of the decision.
  case ended(DecisionResult, Review?)
  /// Sends a request again that was confirmed.
  case sendAgain(ReplayModel)
  /// Keeps what was written in the form of a ruling.
  case parkRuling
  /// Takes the form of a ruling away: it is made.
  case closeRuling
  /// Shows in the form of a ruling why it was not recorded.
  case refuseRuling(DeskError)
}
