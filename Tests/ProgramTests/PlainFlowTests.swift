import Foundation
import ProgramSupport
import Testing

/// The desk in lines, over HTTP: through a pipe, and on a terminal that only prints.
@Suite(.serialized) struct PlainFlowTests {
  @Test(arguments: Conversation.Line.allCases)
  func `a whole refund and a cancel, without a byte that a terminal could act on`(
    _ line: Conversation.Line
  ) throws {
    let sandbox = try Sandbox()
    let talk = try Conversation(configuration: sandbox.configuration, through: line)
    try talk.open("np-order1001")
    try talk.hears("Remaining: 15.99 GBP")
    try talk.hears("Payment, test> ")
    try talk.decideRefund("5.00")
    #expect(try sandbox.effects().isEmpty)
    talk.type("5.00")
    try talk.hears("Refunded 5.00 GBP")
    try talk.hears("Payment, test> ")
    #expect(try sandbox.effects(of: "6636598").map(\.amountMinor) == [500])

    try talk.open("np-order1002", from: "Payment, test> ")
    try talk.hears("Payment, test> ")
    talk.type("cancel")
    try talk.hears("Type cancel to send it, or back: ")
    talk.type("cancel")
    try talk.hears("Cancelled.")
    try talk.hears("Payment, test> ")
    #expect(try sandbox.effects(of: "6636599").map(\.kind) == ["cancel"])
    talk.type("quit")
    #expect(try talk.ends() == 0)
    let said = try talk.said
    #expect(said.utf8.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
    #expect(said.split(separator: "\n").allSatisfy { $0.count <= 79 || $0.contains("> ") })
  }

  @Test(arguments: Conversation.Line.allCases)
  func `a conversation typed ahead reaches the question about money and no further`(
    _ line: Conversation.Line
  ) throws {
    let sandbox = try Sandbox()
    let talk = try Conversation(configuration: sandbox.configuration, through: line)
    try talk.hears("Search> ")
    talk.type("np-order1001", "1", "refund", "5.00", "", "", "", "5.00", "5.00", "5.00")
    try talk.hears("Type 5.00 to send it, or back: ")
    #expect(try sandbox.effects().isEmpty)
    talk.type("back", "back", "back", "quit", "yes")
    #expect(try talk.ends() == 0)
    #expect(try sandbox.effects().isEmpty)
  }

  @Test func `the end of a pipe at the question sends nothing`() throws {
    let sandbox = try Sandbox()
    let talk = try Conversation(configuration: sandbox.configuration, through: .pipe)
    try talk.hears("Search> ")
    talk.type("np-order1001", "1", "refund", "5.00", "", "", "", "5.00")
    talk.hangUp()
    #expect(try talk.ends() == 0)
    #expect(try talk.said.contains("Review. test, uk-store"))
    #expect(try sandbox.effects().isEmpty)
  }

  @Test func `Enter takes back what has not gone out`() throws {
    let sandbox = try Sandbox(settings: "undo_seconds = 60")
    let talk = try Conversation(configuration: sandbox.configuration, through: .pipe)
    try talk.open("np-order1001")
    try talk.hears("Payment, test> ")
    try talk.decideRefund("5.00")
    talk.type("5.00")
    try talk.hears("Press Enter to take it back.")
    talk.type("")
    try talk.hears("Taken back; nothing was sent.")
    #expect(try sandbox.effects().isEmpty)
  }

  @Test(arguments: Conversation.Line.allCases)
  func `a line that drops in the middle of sending is waited for, and the next start says so`(
    _ line: Conversation.Line
  ) throws {
    let fault = "neropay.refund:slow=2000ms*1"
    let sandbox = try Sandbox(faults: [fault])
    let talk = try Conversation(configuration: sandbox.configuration, through: line)
    try talk.open("np-order1001")
    try talk.hears("Payment, test> ")
    try talk.decideRefund("5.00")
    talk.type("5.00")
    try sandbox.struck(fault)
    switch line {
    case .pipe: talk.send(SIGHUP)
    case .dumbTerminal: talk.hangUp()
    }
    _ = try talk.ends()
    #expect(try sandbox.effects(of: "6636598").map(\.amountMinor) == [500])

    let again = try Conversation(configuration: sandbox.configuration, through: .pipe)
    try again.hears("While you were away")
    try again.hears("refunded 5.00")
  }

  @Test func `Ctrl-C takes back a question, and the program goes on`() throws {
    let sandbox = try Sandbox()
    let talk = try Conversation(configuration: sandbox.configuration, through: .dumbTerminal)
    try talk.open("np-order1001")
    try talk.hears("Payment, test> ")
    try talk.decideRefund("5.00")
    talk.interrupt()
    try talk.hears("Nothing was sent.")
    try talk.hears("Draft: ")
    talk.interrupt()
    try talk.hears("Draft kept; refund opens it again.")
    try talk.hears("Payment, test> ")
    talk.interrupt()
    try talk.hears("quit leaves.")
    #expect(try sandbox.effects().isEmpty)
  }

  @Test func `without UTF-8 everything is ASCII`() throws {
    let sandbox = try Sandbox()
    let talk = try Conversation(
      configuration: sandbox.configuration, through: .pipe, environment: ["LC_ALL": "C"])
    try talk.hears("Search> ")
    talk.type("search", "more", "quit")
    #expect(try talk.ends() == 0)
    #expect(try talk.said.utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
  }
}

extension Conversation {
  /// Searches for a payment and opens the first that is found.
  fileprivate func open(_ reference: String, from prompt: String = "Search> ") throws {
    if prompt == "Search> " { try hears(prompt) }
    type("search \(reference)")
    try hears("1. \(reference.uppercased())")
    try hears("Search> ")
    type("1")
  }

  /// Answers the questions of a refund up to the one about money.
  fileprivate func decideRefund(_ amount: String) throws {
    type("refund")
    try hears("or full: ")
    type(amount)
    try hears("Enter keeps requested_by_customer: ")
    type("")
    try hears("Ticket, Enter for none: ")
    type("5512")
    try hears("Note, stays here, Enter for none: ")
    type("")
    try hears("Type \(amount) to send it, or back: ")
  }
}
