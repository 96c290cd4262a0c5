import Payments
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct CopyTests {
  @Test func `y copies the id, in the list and in the payment`() {
    var desk = Desk.open()
    #expect(desk.press("y") == [.copy("1")])
    desk.press(.enter)
    #expect(desk.press("y") == [.copy("1")])
    desk.send(.copied("Copied to tmux.", at: desk.now))
    #expect(desk.model.notice?.level == .success)
  }

  @Test func `Y offers every name and figure of the payment, and what to tell the customer`() {
    let intent = World.intent(World.refund(500), state: .succeeded)
    var desk = Desk.open(detail: World.detail("1", status: .partlyRefunded, intents: [intent]))
    desk.press("Y")
    guard case .copyMenu(let menu) = desk.model.layers.last else {
      Issue.record("no menu")
      return
    }
    #expect(
      menu.items.dropLast().map { "\($0.title): \($0.text)" } == [
        "Reference: NP-ORDER1", "Transaction: 1", "For the command line: uk-store/1",
        "Amount: 15.99 GBP", "Refunded: 5.00 GBP", "Remaining: 10.99 GBP",
        "Refund of 5.00 GBP: rf_nero_123",
      ])
    #expect(menu.items.last?.title == "For the customer")
    #expect(menu.items.last?.text == intent.customerSentence)
    desk.press("j", "j", "k", "k", "k", "G", "j", .up)
    #expect(desk.press(.enter) == [.copy("rf_nero_123")])
    #expect(desk.model.layers.isEmpty)
  }

  @Test func `before the read the menu has what the list knows`() {
    var desk = Desk.open()
    desk.press("j", "Y")
    guard case .copyMenu(let menu) = desk.model.layers.last else {
      Issue.record("no menu")
      return
    }
    #expect(menu.items.map(\.text) == ["NP-ORDER2", "2", "uk-store/2", "15.99 GBP"])
  }

  @Test func `nothing is copied where there is nothing to tell`() {
    var desk = Desk.sending()
    desk.ended(.success(World.result(state: .rejected, forCustomer: "")))
    #expect(desk.press("y") == [.schedule(.noticeExpired, milliseconds: 5000)])
    #expect(desk.notice == "There is nothing to tell the customer yet.")
  }
}
