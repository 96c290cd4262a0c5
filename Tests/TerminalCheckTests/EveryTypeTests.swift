import Glibc
import ProgramSupport
import Testing

extension TerminalCheckTests {
  /// Every terminal type, everywhere: from the first paint to every end.
  struct EveryTypeTests {
    @Test(arguments: TerminalLine.all)
    func `it starts, works, and gives the terminal back however it ends`(
      _ row: CheckSheet.Row
    ) throws {
      let visit = try Visit(row, try currentRun())
      try visit.check("starts") { try $0.shows("Transactions") }
      try visit.check("works") { try Self.work($0) }
      for ending in Ending.allCases { try visit.end(by: ending) }
    }

    /// What an agent does first.
    private static func work(_ desk: Session) throws {
      try desk.find("np-order1001", id: "NP-ORDER1001")
      try desk.press("?")
      try desk.shows("Keys in")
      try desk.press("C-g")
      try desk.hides("Keys in")
      try desk.press("q")
    }
  }
}
