import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// Opens the refund form, with the draft where one was kept.
  mutating func openForm(for read: PaymentDetail) -> [DeskEffect] {
    guard let draft = drafts.refunds.removeValue(forKey: read.row.id) else {
      var form = RefundFormModel(detail: read)
      form.reason.replace(with: RefundFormModel.reasons[0])
      let effects = restore(&form, for: read)
      return open(.refundForm(form)) + effects
    }
    var form = draft
    form.detail = read
    form.mistakes = [:]
    form.check(.amount)
    return open(.refundForm(form)) + say(.note, "Your draft is back; nothing of it was sent.")
  }

  /// Fills in what was decided and never sent, else the draft that was kept; says which.
  private mutating func restore(
    _ form: inout RefundFormModel, for read: PaymentDetail
  ) -> [DeskEffect] {
    let unsent = unsentDecision(for: read)
    drafts.unsent[read.row.id] = nil
    if let unsent {
      form.fill(from: unsent)
      return say(.note, "What you had decided is back; nothing of it was sent.")
    }
    // What is too old or was decided on is done with, and not promised again at the next start.
    guard let draft = keptDraft(for: read) else { return dropDraft(of: read.row.id) }
    form.fill(from: draft)
    let time = TimeText.recent(draft.saved, zone: context.zone, now: now)
    let key = context.keymap.keyName(for: .dialog(.form(.clearForm)))
    return say(.note, "Draft of \(time) restored, not sent. \(key) clears it.")
  }

  /// Shows a payment that was read again in the open form.
  mutating func showInForm(_ read: PaymentDetail?) -> [DeskEffect] {
    // While a decision stands on the confirm screen, what it was made of stays as it is (I11).
    guard let read, confirm == nil else { return [] }
    return turn(of: RefundFormModel.self) { $0.show(read, &$1) }
  }
}
