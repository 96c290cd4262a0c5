import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// An amount counts in the currency in which the payment was seen, whatever it is in later.
struct FormCurrencyTests {
  /// The same payment, suddenly in rupees.
  private static func inRupees() throws -> PaymentDetail {
    let inr = try #require(Currency(code: "INR"))
    var detail = World.detail("1")
    detail.row.transaction.amount = QuotedAmount(
      text: "15.99", currencyCode: "INR", money: Money(minor: 1599, currency: inr))
    detail.ledger = try RefundLedger(
      paid: Money(minor: 1599, currency: inr), status: .paid, intents: [], reported: [])
    return detail
  }

  @Test func `a form opened in pounds decides nothing in rupees`() throws {
    var desk = Desk.open()
    desk.press("R")
    desk.type("5.00")
    desk.press(.control("r"))
    desk.send(
      .detailArrived(
        serial: desk.model.detail.serial, .success(try Self.inRupees()), at: desk.now))
    #expect(desk.model.form?.decision == nil)
    #expect(
      desk.model.form?.mistakes[.amount]
        == "The payment is in INR, not in GBP: look at it again.")
  }

  @Test func `a draft typed in pounds comes back without its amount`() throws {
    var desk = Desk.open()
    var draft = World.draft("1")
    draft.currency = "GBP"
    var memory = DeskMemory.welcomed
    memory.apply(.drafted(draft))
    desk.remember(memory)
    desk.press(.control("r"))
    desk.send(
      .detailArrived(
        serial: desk.model.detail.serial, .success(try Self.inRupees()), at: desk.now))
    desk.press("R")
    #expect(desk.model.form?.amount.isEmpty == true)
    #expect(desk.model.form?.note.text == draft.note)
  }

  @Test(arguments: ["5.00 GBP", "gbp 5", "5.00"])
  func `a currency may stand beside the amount`(_ typed: String) {
    var desk = Desk.open()
    desk.press("R")
    desk.type(typed)
    desk.press(.enter)
    #expect(desk.model.form?.amount.text == "5.00")
  }

  @Test func `another currency than that of the payment is a mistake`() {
    var desk = Desk.open()
    desk.press("R")
    desk.type("5.00 EUR")
    desk.press(.enter)
    #expect(desk.model.form?.money == nil)
    #expect(
      desk.model.form?.mistakes[.amount]
        == "The payment is in GBP, not in EUR: look at it again.")
  }
}
