import Testing
import TextSafety
import ViewModels

/// A reason stands beside its key where it fits, else below, and no word of it is lost.
struct HelpTableTests {
  private static let long: SafeText =
    "Only a pending payment can be cancelled; this one is paid: refund it instead (R)."
  private static let lines: [HelpLine] = [
    .heading("Money"), .keys("R", title: "refund", refusal: nil),
    .keys("X", title: "cancel", refusal: long), .keys("u", title: "unmark", refusal: "None."),
  ]

  @Test func `what fits stands beside its key`() {
    let table = HelpTable(Self.lines, width: 110)
    #expect(table.lines == Self.lines)
    #expect(table.titleStart == 12)
    #expect(table.reasonStart == 22)
  }

  @Test(arguments: [40, 60, 76, 100])
  func `what does not fit stands below, between words`(width: Int) {
    let table = HelpTable(Self.lines, width: width)
    let rows = table.lines.compactMap { line -> SafeText? in
      if case .reason(let words) = line { words } else { nil }
    }
    #expect(rows.map(\.text).joined(separator: " ") == Self.long.text)
    #expect(rows.allSatisfy { $0.width <= width - table.titleStart })
    #expect(table.lines[2] == .keys("X", title: "cancel", refusal: ""))
    #expect(table.lines.last == Self.lines.last)
  }

  @Test func `a word that is wider than the place takes as many rows as it needs`() {
    let lines: [HelpLine] = [.keys("x", title: "do", refusal: "a bbbbbbbbbbbbbbb c")]
    #expect(
      HelpTable(lines, width: 20).lines.dropFirst() == [
        .reason("a"), .reason("bbbbbbbb"), .reason("bbbbbbb"), .reason("c"),
      ])
  }
}
