import Payments
import PlainViews
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// Searching, numbers and words, in lines.
struct SearchTalkTests {
  @Test func `it begins with where one is and what happened, and asks`() {
    var talk = Talk()
    talk.begin()
    #expect(
      talk.heard() == [
        "Tilldesk in plain lines. You are amina.",
        "Accounts: uk-store test, uk-live LIVE, ng-store test.",
      ])
    #expect(!talk.desk.takesLine)
    let intent = World.intent(state: .succeeded)
    talk.send(
      .newsArrived(
        [DecisionNews(intent: intent, reference: "NP-ORDER1", sentence: "Refunded 5.00 GBP.")],
        at: talk.now))
    talk.send(
      .attentionArrived(
        serial: talk.desk.model.attention.itemsSerial, .success([]), at: talk.now))
    #expect(
      talk.heard() == [
        "While you were away: 5.00 GBP from NP-ORDER1: refunded 5.00 GBP.",
        "Type a reference, an id or an amount to search; help lists the words.", "Search> ",
      ])
  }

  @Test
  func `what is typed ahead is about the list that is looked for, never about the one before`() {
    var talk = Talk.begun()
    talk.say("np-order")
    talk.find(World.answer(World.rows(1...3)))
    _ = talk.heard()
    // A mistake finds no list: its numbers are not those of the list before.
    talk.say("status:pedning")
    talk.say("1")
    #expect(talk.heard().contains("That number is of an older list; list shows it again."))
    #expect(talk.desk.model.screen.focus == .list)
    // The mistake put the line back, and the index answers for that; the numbers come with the list alone.
    talk.find(World.answer(World.rows(1...3)))
    talk.say("list")
    talk.say("1")
    #expect(talk.desk.model.detail.key == World.key("1"))
  }

  @Test func `a search that was given up has no numbers`() {
    var talk = Talk.begun()
    talk.say("np-order")
    talk.find(World.answer(World.rows(1...3)))
    talk.say("order7")
    #expect(!talk.desk.takesLine)
    talk.interrupt()
    _ = talk.heard()
    talk.say("1")
    #expect(talk.heard().first == "That number is of an older list; list shows it again.")
    talk.say("list")
    #expect(
      talk.heard().first == "There is no list for this search; refresh looks it up again.")
  }

  @Test func `a search that fails says so and asks again`() {
    var talk = Talk.begun()
    talk.say("np-order")
    talk.send(
      .searchFailed(
        serial: talk.desk.model.list.serial,
        .journal("The index is locked.", mayHaveMoved: false), at: talk.now))
    #expect(talk.heard().first == "The index is locked.")
    #expect(talk.desk.takesLine)
  }

  @Test func `an entry about a payment is not called paid`() {
    var talk = Talk.begun()
    var entry = World.row("1")
    entry.transaction.kind = .refundEntry
    entry.remaining = nil
    talk.say("np-order")
    talk.find(World.answer([entry, World.row("2")]))
    #expect(
      talk.heard().prefix(2) == [
        "1. NP-ORDER1, 15.99 GBP, refund entry, uk-store test, 22 Apr 02:37",
        "2. NP-ORDER2, 15.99 GBP, all remains, paid, uk-store test, 22 Apr 02:37",
      ])
  }

  @Test func `what a provider never lists is said in full once, then in short`() {
    var talk = Talk.begun()
    let bound = ListBound(
      brief: "last 90 days only",
      sentence: "Only the last 90 days are listed; name a date to look further back.")
    let answer = World.answer(
      World.rows(1...2),
      progress: [World.ng.name: .answered(talk.now, incomplete: nil, bound: bound)])
    talk.say("np-order")
    talk.find(answer)
    #expect(
      talk.heard().contains(
        "ng-store: Only the last 90 days are listed; name a date to look further back."))
    talk.say("np-ord")
    talk.find(answer)
    #expect(talk.heard().contains("ng-store: last 90 days only."))
  }

  @Test func `a search is a numbered list, ten at a time`() {
    var talk = Talk.begun()
    talk.say("np-order")
    #expect(!talk.desk.takesLine)
    talk.find(World.answer(World.rows(1...12), total: 12))
    let heard = talk.heard()
    #expect(heard.count == 12)
    #expect(
      heard.first
        == "1. NP-ORDER1, 15.99 GBP, all remains, paid, uk-store test, 22 Apr 02:37")
    #expect(
      heard.suffix(2) == [
        "10 of 12. A number opens one, more shows the next.", "Search> ",
      ])
    talk.say("12")
    #expect(talk.desk.model.list.search.text == "12", "a number not written yet is searched for")
    talk.find(World.answer(World.rows(1...12), total: 12))
    _ = talk.heard()
    talk.say("more")
    let more = talk.heard()
    #expect(more.first?.hasPrefix("11. NP-ORDER11,") == true)
    #expect(more.suffix(2) == ["12 payments. A number opens one.", "Search> "])
    talk.say("more")
    #expect(talk.heard() == ["That was the end of the list.", "Search> "])
  }

  @Test func `the numbers mean what was written, whatever the list has become`() {
    var talk = Talk.begun()
    talk.say("np-order")
    talk.find(World.answer(World.rows(1...3)))
    talk.find(World.answer([World.row("9")] + World.rows(1...3)))
    talk.say("2")
    #expect(talk.desk.model.detail.key == World.key("2"))
    talk.read(World.detail("2"))
    talk.find(World.answer([World.row("9")]))
    talk.say("3")
    #expect(talk.heard().contains("That payment is not in the list any more; list shows what is."))
  }

  @Test func `a list waits for the providers, but not for long, and says who is missing`() {
    let waiting = World.answer(World.rows(1...1), progress: [World.uk.name: .waiting])
    var talk = Talk.begun()
    talk.say("np-order")
    talk.find(waiting)
    #expect(talk.heard() == [])
    talk.pass(seconds: 3)
    let heard = talk.heard()
    #expect(heard.contains { $0.hasPrefix("1. NP-ORDER1,") })
    #expect(heard.contains("uk-store is still answering; list shows what has come."))
    var impatient = Talk.begun()
    impatient.say("np-order")
    impatient.find(waiting)
    impatient.interrupt()
    #expect(impatient.heard().contains { $0.hasPrefix("1. NP-ORDER1,") })
  }

  @Test func `a mistake in a search names its place and searches nothing`() {
    var talk = Talk.begun()
    talk.say("statsu:paid")
    let heard = talk.heard()
    #expect(heard.first?.hasPrefix("“statsu”: ") == true)
    #expect(heard.last == "Search> ")
    talk.say("search")
    talk.find(World.answer([]))
    #expect(talk.heard() == ["No payments here yet.", "Search> "])
  }

  @Test func `a payment is labelled lines, with the words that apply and why the others do not`() {
    var talk = Talk.begun()
    talk.say("np-order")
    talk.find(World.answer(World.rows(1...1)))
    _ = talk.heard()
    talk.say("1")
    talk.read(World.detail("1"))
    #expect(
      talk.heard() == [
        "Payment: NP-ORDER1", "Account: uk-store, NeroPay, test", "Status: paid",
        "Paid: 15.99 GBP",
        "Remaining: 15.99 GBP, computed from our records, read live 14:00:00",
        "Transaction: 1", "Created: 2026-04-22 02:37:11 UTC",
        "No cancel: Only a pending payment can be cancelled; this one is paid: refund it",
        "  instead (R).",
        "You can: refund, timeline, note, back.", "Payment, test> ",
      ])
  }

  @Test(arguments: [
    ("refund", "refund works on a payment: search for it, then type its number."),
    ("check", "check works in attention: type attention, then a number."),
    ("back", "There is nothing to go back from; quit leaves."),
  ])
  func `a word of another place says where it works`(_ word: String, _ sentence: String) {
    var talk = Talk.begun()
    talk.say(word)
    #expect(talk.heard() == [sentence, "Search> "])
    #expect(talk.done() == [])
  }

  @Test func `help lists exactly the words that work`() throws {
    for place in PlainPlace.allCases where place == .search || place == .payment {
      var talk = place == .search ? Talk.begun() : Talk.opened()
      talk.say("help")
      let heard = talk.heard()
      for word in PlainWord.allCases where word != .help {
        let isListed = heard.contains { $0.hasPrefix("\(word.rawValue): ") }
        #expect(isListed == word.places.contains(place), "\(word) in \(place)")
      }
    }
  }

  @Test func `what happens meanwhile ends the line of the question, which is asked again`() {
    var talk = Talk.begun()
    talk.say("")
    _ = talk.heard()
    talk.send(.noticed(.warning, "The clock was set.", at: talk.now))
    #expect(talk.heard() == ["/", "The clock was set.", "Search> "])
    talk.send(.timerFired(.noticeExpired, at: talk.now))
    #expect(talk.heard() == [])
  }

  @Test func `quit leaves, and asks first when a draft would be lost`() {
    var talk = Talk.begun()
    talk.say("quit")
    #expect(talk.done().contains(.quit))
    var drafted = Talk.opened()
    for line in ["refund", "5.00", "back", "back", "quit"] { drafted.say(line) }
    #expect(!drafted.done().contains(.quit))
    #expect(drafted.question == "yes or no: ")
    drafted.say("no")
    #expect(drafted.question == "Search> ")
    for line in ["quit", "yes"] { drafted.say(line) }
    #expect(drafted.done().contains(.quit))
  }

  @Test func `no line is wider than a terminal, and none holds a control character`() {
    var talk = Talk.begun()
    var row = World.row("1")
    row.transaction.reference = "\u{1B}[2J\u{7}\u{9}evil\nline \u{202E}x"
    row.transaction.customer = "\u{1B}]0;title\u{7}"
    talk.say("search")
    talk.find(World.answer([row]))
    talk.say("1")
    var detail = World.detail("1")
    detail.row = row
    talk.read(detail)
    talk.say("help")
    talk.say("\u{1B}[31mno such word")
    for line in talk.heard() {
      #expect(
        line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
      #expect(SafeText(sanitizing: line).width <= 79, "\(line)")
    }
  }
}
