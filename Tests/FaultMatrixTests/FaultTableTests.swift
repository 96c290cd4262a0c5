import Testing

/// The table that is printed: whole, narrow enough, and honest about what went wrong.
struct FaultTableTests {
  private func lines(_ change: (FaultCell) -> Seen) -> [FaultLine] {
    FaultMatrix.cells.map { FaultLine(cell: $0, seen: change($0)) }
  }

  private func asExpected(_ cell: FaultCell) -> Seen {
    let expected = cell.expected
    return Seen(
      first: expected.first, final: expected.final, sign: expected.sign, moved: expected.moved,
      held: "5.00", problems: [])
  }

  @Test func `every row and every cell has its line, of at most 120 columns`() {
    let table = FaultTable(lines: lines(asExpected)).text
    let drawn = table.split(separator: "\n")
    for row in MatrixRow.allCases { #expect(drawn.contains { $0 == row.title }) }
    #expect(drawn.count { $0.hasSuffix("5.00") } == FaultMatrix.cells.count)
    for line in drawn { #expect(line.count <= 120, "\(line)") }
    #expect(table.contains("\(FaultMatrix.cells.count) of \(FaultMatrix.cells.count) cells"))
    #expect(!table.contains("!"))
  }

  @Test func `the columns stand under each other`() throws {
    let table = FaultTable(lines: lines(asExpected)).text
    let cells = table.split(separator: "\n").filter { $0.hasSuffix(" 5.00") }
    for line in cells { #expect(line.dropLast(5).last?.isWhitespace == true) }
    #expect(Set(cells.map(\.count)).count == 1)
  }

  @Test func `a cell that moves money twice is marked and counted`() throws {
    let table = FaultTable(
      lines: lines { cell in
        var seen = asExpected(cell)
        guard cell.form.name == "EOF, executed" else { return seen }
        seen = Seen(
          first: seen.first, final: seen.final, sign: seen.sign, moved: 2, held: "",
          problems: ["money moved 2 times"])
        return seen
      }
    ).text
    #expect(table.contains("    ! money moved 2 times\n"))
    #expect(table.contains("    ! it should move 1\n"))
    #expect(table.contains("more than once in \(Subject.all.count)."))
  }

  @Test func `a sheet without all of its cells is no table`() {
    let sheet = FaultSheet()
    for (number, cell) in FaultMatrix.cells.enumerated().dropLast() {
      sheet.note(asExpected(cell), of: number)
    }
    #expect(sheet.table == nil)
    let last = FaultMatrix.cells.count - 1
    sheet.note(asExpected(FaultMatrix.cells[last]), of: last)
    #expect(sheet.table != nil)
  }
}
