import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// What is asked before the program ends.
struct LeavingTests {
  /// A desk in the list with drafts of refunds of some payments and of rulings on some others.
  private static func desk(refunds: Int, rulings: Int, isRemembering: Bool) -> Desk {
    let items = (1...max(1, rulings)).map { World.item(World.decided($0, on: "\($0)")) }
    var desk = Desk.attending(items)
    if isRemembering { desk.remember(.welcomed) }
    for item in items.prefix(rulings) {
      desk.show(World.dossier(item))
      desk.press("h")
      desk.type("seen")
      desk.press(.escape, "j")
      desk.fire(.cursorRested)
    }
    desk.press(.escape)
    for number in 1...max(1, refunds) where refunds > 0 {
      desk.fire(.cursorRested)
      desk.read(World.detail("\(number)"))
      desk.press("R", "5", .escape, "j")
    }
    return desk
  }

  @Test(
    arguments: [
      (1, 0, true, "A draft of a refund is kept for NP-ORDER1, until tomorrow. Quit?"),
      (2, 0, true, "Drafts of 2 refunds are kept, until tomorrow. Quit?"),
      (1, 0, false, "A draft of a refund is kept for NP-ORDER1. Quit and lose it?"),
      (2, 0, false, "Drafts of 2 refunds are kept. Quit and lose them?"),
      (0, 1, true, "What you wrote about NP-ORDER1 is kept, until tomorrow. Quit?"),
      (0, 2, true, "What you wrote about 2 matters is kept, until tomorrow. Quit?"),
      (0, 2, false, "What you wrote about 2 matters is kept. Quit and lose it?"),
      (
        1, 1, true,
        "A draft of a refund is kept for NP-ORDER1, and what you wrote about NP-ORDER1, until tomorrow. Quit?"
      ),
      (
        2, 3, true,
        "Drafts of 2 refunds are kept, and what you wrote about 3 matters, until tomorrow. Quit?"
      ),
      (
        1, 2, false,
        "A draft of a refund is kept for NP-ORDER1, and what you wrote about 2 matters. Quit and lose them?"
      ),
    ] as [(Int, Int, Bool, SafeText)])
  func `drafts are named and counted, and it is said which are lost`(
    _ refunds: Int, _ rulings: Int, _ isRemembering: Bool, _ sentence: SafeText
  ) {
    var desk = Self.desk(refunds: refunds, rulings: rulings, isRemembering: isRemembering)
    #expect(!desk.press("q").contains(.quit))
    #expect(desk.model.layers == [.quitQuestion(QuitQuestionModel(sentence))])
  }

  @Test func `a payment without a reference is named by its id`() {
    var detail = World.detail("1")
    detail.row.transaction.reference = ""
    var desk = Desk.open(detail: detail)
    desk.press("R", "5", .escape, "q")
    #expect(
      desk.model.layers == [
        .quitQuestion(QuitQuestionModel("A draft of a refund is kept for 1. Quit and lose it?"))
      ])
  }

  @Test func `an open request is asked about; what is sent is recorded, a look is given up`() {
    var desk = Desk.attending()
    desk.press("c", .escape)
    #expect(!desk.press("q").contains(.quit))
    #expect(
      desk.model.layers == [
        .quitQuestion(
          QuitQuestionModel(
            "A provider is still being asked what became of a decision; that is given up. Quit?"))
      ])
    #expect(desk.press("y").contains(.quit))

    desk = .attending()
    desk.press("p")
    desk.settle()
    desk.type("resend")
    desk.press(.enter, .escape, "q")
    #expect(
      desk.model.layers == [
        .quitQuestion(
          QuitQuestionModel(
            "A request is being sent again; that is finished and recorded first. Quit?"))
      ])
    desk.press("n")
    desk.settled(World.decided(1), .success(World.news(World.decided(1, state: .succeeded))))
    #expect(desk.press("q").contains(.quit))
  }
}
