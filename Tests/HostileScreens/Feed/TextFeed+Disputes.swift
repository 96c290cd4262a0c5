package import Payments
import SampleWorld
import SupportDesk
package import ViewModels

extension TextFeed {
  /// A dispute whose every word is hostile.
  package mutating func hold() -> DisputeHold {
    DisputeHold(
      id: 3, time: World.start, actor: Actor(text()), reference: safe(), date: safe(), note: safe())
  }

  /// A dispute being written down, or with a hold lifted, with something wrong everywhere.
  package mutating func dispute(lifting: Bool) -> DisputeModel {
    let hold = lifting ? hold() : nil
    var dispute = DisputeModel(
      row: row(.paid), hold: hold, today: CivilTime(World.start))
    dispute.reference = line()
    dispute.date = line()
    dispute.note = line()
    for field in DisputeModel.Field.allCases { dispute.mistakes[field] = sentence() }
    return dispute
  }

  /// The question about a dispute, before a refund.
  package mutating func disputed() -> ConfirmModel {
    var review = review(recent: true)
    review.dispute = hold()
    return confirm(review)
  }
}
