import Payments
import SupportDesk
import Terminal
import Testing
import TextSafety
import ViewModels

/// The form of a dispute, the payment that is held for one, and the question that it leads to.
struct DisputePictureTests {
  private static let hold = DisputeHold(
    id: 7, time: SampleDesk.read, actor: Actor("sefa"), reference: "CB-2201", date: "2026-04-21",
    note: "letter of the bank in ticket 5512")

  private static var held: PaymentDetail {
    var detail = SampleDetail.refundable
    detail.row.transaction.status = .disputed
    detail.notes = [PaymentNote(hold)]
    return detail
  }

  private static func writing(
    _ hold: DisputeHold?, _ change: (inout DisputeModel) -> Void
  )
    throws -> DeskModel
  {
    var dispute = try DisputeModel(
      row: SampleRows.partlyRefunded, hold: hold,
      today: #require(CivilTime(year: 2026, month: 4, day: 22)))
    change(&dispute)
    return Screens.layer(.dispute(dispute))
  }

  private static func model(_ name: String) throws -> DeskModel {
    switch name {
    case "dispute":
      return try writing(nil) { $0.reference.replace(with: "CB-2201") }
    case "dispute-mistake":
      return try writing(nil) { dispute in
        dispute.reference.replace(with: "CB-2201")
        dispute.date.replace(with: "2026-04-23")
        dispute.field = .date
        dispute.mistakes[.date] = "2026-04-23 has not come yet: write the day of the dispute."
      }
    case "dispute-lifting": return try writing(hold) { $0.field = .save }
    case "detail-disputed":
      var model = Screens.showing(held)
      model.list.answer?.rows[0].transaction.status = .disputed
      model.list.answer?.rows[0].openState = nil
      return model
    default:
      var review = SampleDecisions.review()
      review.dispute = hold
      var confirm = ConfirmModel(review: review)
      confirm.phase = .ready
      return Screens.layer(.confirm(confirm))
    }
  }

  @Test(
    arguments: [
      "dispute", "dispute-mistake", "dispute-lifting", "detail-disputed", "confirm-disputed",
    ], PictureTests.sizes)
  func `each screen looks like its picture`(name: String, size: Size) throws {
    try Picture(name: name, canvas: canvas(of: Self.model(name), size: size)).check()
  }
}
