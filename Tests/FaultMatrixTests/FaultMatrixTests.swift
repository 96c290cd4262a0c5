import ProviderSandbox
import Testing

/// The fault matrix (`MoneySafety.md` §6): every failure, at every provider, over real HTTP.
@Suite(WritesFaultTable()) struct FaultMatrixTests {
  /// A cell by its number, so that a failing one can be named.
  struct Numbered: Sendable, CustomTestStringConvertible {
    let number: Int
    let cell: FaultCell

    var testDescription: String {
      "\(cell.form.row.title): \(cell.form.name), \(cell.subject.title)"
    }
  }

  static let cells = FaultMatrix.cells.enumerated().map { Numbered(number: $0, cell: $1) }

  @Test(.timeLimit(.minutes(10)), arguments: cells)
  func `a failure comes to what it should, and money moves at most once`(
    _ numbered: Numbered
  ) async throws {
    let run = try #require(MatrixRun.current)
    let cell = numbered.cell
    let seen = await run.slots.run { await Seen(running: cell) }
    run.sheet.note(seen, of: numbered.number)
    #expect(seen.problems.isEmpty)
    #expect(seen.first == cell.expected.first)
    #expect(seen.final == cell.expected.final)
    #expect(seen.sign == cell.expected.sign)
    #expect(seen.moved == cell.expected.moved)
  }

  @Test func `every row of the specification has a cell, or says where it is run`() {
    for row in MatrixRow.allCases where FaultMatrix.elsewhere[row] == nil {
      let names = Set(FaultMatrix.cells.filter { $0.form.row == row }.map(\.subject.name))
      let promises: Set<Subject.Promise> =
        switch row {
        case .neverFinal: [.keyed, .listed]
        case .replayRefused: [.keyed]
        case .standingRecord: [.naked]
        case .twoRows, .lateFailure: [.listed]
        default: [.keyed, .naked, .listed]
        }
      let wanted = Set(Subject.all.filter { promises.contains($0.promise) }.map(\.name))
      #expect(names.isSuperset(of: wanted), "\(row.title)")
    }
  }

  @Test func `no two forms of a row have one name`() {
    let names = FaultMatrix.forms.map { "\($0.row.rawValue) \($0.name)" }
    #expect(Set(names).count == names.count)
  }
}
