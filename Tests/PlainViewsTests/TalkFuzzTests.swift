import HostileScreens
import PlainViews
import Testing
import TextSafety

/// Hostile text in every conversation; `make fuzz` tries many more.
struct TalkFuzzTests {
  @Test(arguments: HostileTalk.all.map(\.name))
  func `hostile text begins no line and changes no word of ours`(name: String) throws {
    let talk = try #require(HostileTalk.named(name))
    let seed = UInt64(HostileTalk.all.firstIndex { $0.name == name } ?? 0)
    let outcome = TalkFuzz.run(talk, strings: 200, seed: seed)
    #expect(outcome.strings >= 200)
    #expect(outcome.leak == nil)
  }

  @Test(arguments: [
    ("news", "While you were away:"), ("rows", "Dashes and look-alikes were forgiven."),
    ("near", "Nothing exactly; close:"), ("messages", "Ctrl-C takes back a question."),
    ("payment", "You can: refund, timeline, note, back."), ("payment-offline", "No refund:"),
    ("payment-failed", "uk-store:"), ("timeline", "Timeline of"),
    ("timeline-failed", "Could not be read:"), ("refund-succeeded", "For the customer:"),
    ("refund-unknown", "attention lists it"), ("refund-another", "And the last 4 characters"),
    ("refund-refused", "Draft:"), ("refund-failed", ": benign."),
    ("cancel", "For the customer:"), ("matter-unknown", "Matter: outcome unknown"),
    ("replay", "Type resend to send it again"), ("ruling", "Type 5.00 to rule so"),
    ("release", "Type release to release it"),
    ("matters-failed", ": benign."),
  ])
  func `a conversation comes as far as it is meant to`(name: String, words: String) throws {
    let talk = try #require(HostileTalk.named(name))
    var feed = TextFeed(["benign"], asShapes: false)
    let lines = talk.hold(&feed).outputs.compactMap { output -> String? in
      switch output {
      case .line(let text), .prompt(let text): text.text
      case .endLine, .hush, .listen: nil
      }
    }
    #expect(lines.contains { $0.contains(words) }, "\(lines)")
  }

  @Test(
    arguments: [
      (.line("Paid: a\u{301}b"), .line("Paid: жж"), nil),
      (.line("жж: paid"), .line("жж: paid"), "it begins with a foreign text"),
      (.line("Paid: ab"), .line("Held: жж"), "its own words differ"),
      (.line("Paid: abc"), .line("Paid: жж"), "it is another line"),
      (.prompt("Paid:"), .line("Paid:"), "another output"),
    ] as [(PlainOutput, PlainOutput, String?)])
  func `a conversation that let a text out would be noticed`(
    output: PlainOutput, wanted: PlainOutput, problem: String?
  ) {
    let found = TalkFuzz.problem([output], [wanted])
    #expect(found?.split(separator: "\n").first.map(String.init) == problem)
  }
}
