import Payments
import PlainViews
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// A payment that is held for a dispute, in lines.
struct DisputeTalkTests {
  private static let hold = DisputeHold(
    id: 7, time: World.start, actor: Actor("ben"), reference: "CB-2201", date: "2026-04-21",
    note: "")

  @Test func `it stands with the payment`() {
    var detail = World.detail("1", status: .disputed)
    detail.notes = [PaymentNote(Self.hold)]
    var talk = Talk.opened(detail)
    talk.say("show")
    let heard = talk.heard()
    #expect(heard.contains("Status: disputed"))
    #expect(
      heard.joined(separator: " ").contains(
        "Note: 22 Apr 14:00, ben: Held for dispute CB-2201 of 2026-04-21."), "\(heard)")
  }

  @Test func `a refund asks with the sentence, and only the word goes on`() {
    var review = World.review()
    review.dispute = Self.hold
    var talk = Talk.opened(World.detail("1", at: review.account))
    for line in ["refund", "5.00", "", "", ""] { talk.say(line) }
    _ = talk.heard()
    talk.review(.success(review))
    talk.settle()
    let heard = talk.heard()
    #expect(
      heard.contains("  have taken this money; a refund would pay twice."), "\(heard)")
    #expect(heard.last == "Type despite to go on, or back: ")
    talk.say("5.00")
    #expect(!talk.done().hasPrepare)
    talk.say("despite")
    talk.settle()
    #expect(talk.question == "Type 5.00 to send it, or back: ")
    talk.say("5.00")
    #expect(talk.done().hasPrepare)
  }
}
