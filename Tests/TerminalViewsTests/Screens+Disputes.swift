import Payments
import SupportDesk
import TextSafety
import ViewModels

// The form of a dispute, the payment that is held for one, and the question that it leads to.

extension Screens {
  static let disputes: [(name: String, model: DeskModel)] = [
    ("dispute", disputing(nil) { $0.reference.replace(with: "CB-2201") }),
    (
      "dispute-mistake",
      disputing(nil) { dispute in
        dispute.reference.replace(with: "CB-2201")
        dispute.date.replace(with: "2026-04-23")
        dispute.field = .date
        dispute.mistakes[.date] = "2026-04-23 has not come yet: write the day of the dispute."
      }
    ),
    ("dispute-lifting", disputing(hold) { $0.field = .save }),
    ("detail-disputed", held),
    ("confirm-disputed", asking),
  ]

  private static let hold = DisputeHold(
    id: 7, time: SampleDesk.read, actor: Actor("sefa"), reference: "CB-2201", date: "2026-04-21",
    note: "letter of the bank in ticket 5512")

  private static func disputing(
    _ hold: DisputeHold?, _ change: (inout DisputeModel) -> Void
  ) -> DeskModel {
    guard let today = CivilTime(year: 2026, month: 4, day: 22) else {
      preconditionFailure("A sample day is malformed.")
    }
    var dispute = DisputeModel(row: SampleRows.partlyRefunded, hold: hold, today: today)
    change(&dispute)
    return layer(.dispute(dispute))
  }

  private static var held: DeskModel {
    var detail = SampleDetail.refundable
    detail.row.transaction.status = .disputed
    detail.notes = [PaymentNote(hold)]
    var model = showing(detail)
    model.list.answer?.rows[0].transaction.status = .disputed
    model.list.answer?.rows[0].openState = nil
    return model
  }

  private static var asking: DeskModel {
    var review = SampleDecisions.review()
    review.dispute = hold
    var confirm = ConfirmModel(review: review)
    confirm.phase = .ready
    return layer(.confirm(confirm))
  }
}
