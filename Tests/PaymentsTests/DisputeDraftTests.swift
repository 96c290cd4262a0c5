import Payments
import Testing
import TextSafety

/// What may be written down of a dispute.
struct DisputeDraftTests {
  private static let today = CivilTime(year: 2026, month: 4, day: 22)

  private func mistake(
    _ field: DisputeDraft.Field, reference: String = "CB-2201", date: String = "2026-04-22",
    note: String = ""
  ) throws -> SafeText? {
    try DisputeDraft(reference: reference, date: date, note: note)
      .mistake(in: field, today: #require(Self.today))
  }

  @Test func `a reference, a day up to today and a note will do`() throws {
    for field in DisputeDraft.Field.allCases { #expect(try mistake(field) == nil) }
    #expect(try mistake(.date, date: "2024-02-29") == nil)
    #expect(try mistake(.note, note: "Brief der Bank – 東京 👩‍🚀?") != "x")
    #expect(try #require(Self.today).dateText == "2026-04-22")
  }

  @Test(arguments: [
    "", "today", "22.04.2026", "2026-4-22", "2026/04/22", "2026-04-22 ", "٢٠٢٦-٠٤-٢٢", "-026-04-22",
    "2026-04-2x", "9999999999", "----------",
  ])
  func `what is no day says how one is written`(_ date: String) throws {
    #expect(
      try mistake(.date, date: date) == "Write the day as 2026-04-22: year, month, day.")
  }

  @Test func `a day that there is not, or not yet, is refused`() throws {
    #expect(try mistake(.date, date: "2026-02-30") == "There is no day 2026-02-30.")
    #expect(
      try mistake(.date, date: "2026-04-23")
        == "2026-04-23 has not come yet: write the day of the dispute.")
    #expect(
      try mistake(.date, date: "0001-01-01")
        == "0001-01-01 is too long ago to be the day of a dispute.")
  }

  @Test(arguments: ["a\u{1B}[2Jb", "a\u{7}", "a\nb", "CB\u{202E}1022", "\u{200B}CB"])
  func `what cannot be shown is in no reference and in no note`(_ text: String) throws {
    #expect(
      try mistake(.reference, reference: text)
        == "The reference has characters that cannot be shown; type it without them.")
    #expect(
      try mistake(.note, note: text)
        == "The note has characters that cannot be shown; type it without them.")
  }

  @Test func `what is too long, empty, no word or a card number says so`() throws {
    #expect(
      try mistake(.reference, reference: String(repeating: "x", count: 61))
        == "The reference is too long: at most 60 characters.")
    #expect(
      try mistake(.note, note: String(repeating: "x", count: 301))
        == "The note is too long: at most 300 characters.")
    #expect(
      try mistake(.note, note: "x" + String(repeating: "\u{301}", count: 5000))
        == "The note is too long: at most 300 characters.")
    #expect(
      try mistake(.reference, reference: "")
        == "Say which dispute: the bank's or the provider's reference.")
    #expect(try mistake(.reference, reference: "--") == "That is no reference.")
    let card = ActionRefusal.cardNumber.sentence
    #expect(try mistake(.reference, reference: "4111 1111 1111 1111") == card)
    #expect(try mistake(.note, note: "card 4111111111111111") == card)
  }
}
