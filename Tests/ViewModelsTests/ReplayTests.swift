import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// Sending a request again: nothing new is decided, but money may move, so one key is not enough.
struct ReplayTests {
  private static let intent = World.decided(1)
  private static let item = World.item(intent)

  /// The confirm screen of a replay, listening.
  private static func listening(_ items: [AttentionItem] = [item]) -> Desk {
    var desk = Desk.attending(items)
    desk.press("p")
    desk.settle()
    return desk
  }

  @Test func `the key alone sends nothing; the word does`() {
    var desk = Desk.attending()
    #expect(desk.press("p") == [])
    #expect(desk.phase == .settling(quietSince: nil))
    desk.type("resend")
    #expect(!desk.press(.enter).hasReplay, "it has to be seen first")
    desk.settle()
    #expect(!desk.press(.enter).hasReplay)
    #expect(
      desk.model.confirm?.mistake == "Type resend to go on; Enter alone sends nothing.")
    desk.type("Repeat")
    #expect(!desk.press(.enter).hasReplay)
    #expect(desk.model.confirm?.mistake == "That is not resend; nothing was sent.")
    desk.press(.control("u"))
    desk.paste("resend")
    #expect(desk.notice == "Paste is refused here: type resend.")
    #expect(!desk.press(.enter).hasReplay)
    desk.type("resend")
    let effects = desk.press(.enter)
    #expect(
      effects.contains(
        .settle(serial: desk.model.session.serial, Self.intent.id, replaying: true)))
    #expect(desk.model.layers.isEmpty)
    #expect(desk.model.settling.work[Self.intent.id]?.replays == true)
  }

  @Test func `what it says is what is sent, and that it is carried out once at most`() {
    let desk = Self.listening()
    let words = desk.model.confirm.map {
      ConfirmWords($0, context: desk.model.context, now: desk.now)
    }
    #expect(
      words?.sentences.map(\.text) == [
        "Send the refund of 5.00 GBP by amina 14:00:00 from payment NP-ORDER1 (1) again: the same request under the same key.",
        "The provider carries out one key once at most. If it has, nothing more happens; if not, 5.00 GBP go to the payer now. It cannot be taken back.",
      ])
    #expect(words?.technical == ["POST /refunds"])
    #expect(words?.purpose == "to send it again")
  }

  @Test func `leaving it sends nothing and says so`() {
    var desk = Self.listening()
    desk.type("resend")
    desk.press(.escape)
    #expect(desk.model.layers.isEmpty)
    #expect(desk.notice == "Nothing was sent.")
    #expect(desk.model.settling.work.isEmpty)
  }

  @Test func `nothing is sent again unseen`() {
    var desk = Desk.open()
    desk.press("!")
    desk.attend([Self.item])
    desk.press("p")
    #expect(desk.model.confirm == nil)
    #expect(desk.notice == "The evidence is still being read; a moment.")
  }

  @Test func `a cursor that moved meanwhile does not make it another's`() {
    let other = World.item(World.decided(2, on: "2"))
    var desk = Self.listening([Self.item, other])
    desk.attend([other])
    #expect(desk.model.attention.selected == other.id)
    desk.type("resend")
    #expect(!desk.press(.enter).hasReplay)
    #expect(desk.notice == "It needs nobody any more; nothing was sent.")
    #expect(desk.model.confirm == nil)
  }

  @Test func `what bars it meanwhile is said instead`() {
    var desk = Self.listening()
    var later = Self.item
    later.refusals[.replay] = "Only an unknown outcome is sent again; this one is pending."
    desk.attend([later])
    desk.type("resend")
    #expect(!desk.press(.enter).hasReplay)
    #expect(desk.notice == later.refusals[.replay])
  }
}

extension [DeskEffect] {
  /// Whether a request would be sent again.
  fileprivate var hasReplay: Bool {
    contains { if case .settle(_, _, replaying: true) = $0 { true } else { false } }
  }
}
