import Testing
import TextSafety

@testable import Terminal

struct RunTests {
  private let bold = Style(attributes: .bold)

  private func canvas(_ text: SafeText) -> Canvas {
    var canvas = Canvas(size: Size(columns: 8, rows: 1))
    canvas.draw(text, at: .zero)
    return canvas
  }

  private func changes(_ old: Canvas, _ new: Canvas) -> [String] {
    ChangedRuns(in: new.row(0), from: old.row(0)).map { run in
      "\(run.column):" + run.cells.map(\.text).joined()
    }
  }

  @Test func `only what changed is sent`() {
    #expect(changes(canvas("abcdef"), canvas("abcdef")) == [])
    #expect(changes(canvas("abcdef"), canvas("aXcdYZ")) == ["1:X", "4:YZ"])
    #expect(changes(canvas("ab"), canvas("a")) == ["1: "])
  }

  @Test func `a run has one look and one width`() {
    var new = canvas("a東bc")
    new.draw("c", at: Point(column: 4, row: 0), style: bold)
    #expect(changes(canvas(""), new) == ["0:a", "1:東", "3:b", "4:c"])
    #expect(changes(canvas("東"), canvas("a")) == ["0:a "])
    #expect(changes(canvas("a b"), canvas("東b")) == ["0:東"])
  }

  @Test func `a new row is sent whole`() {
    let runs = Array(ChangedRuns(in: canvas("abc").row(0), from: nil))
    #expect(runs.count == 1)
    #expect(runs.first?.cells.count == 8)
  }

  @Test func `a cell is four scalars`() {
    var scalars: [UInt32] = []
    for run in ChangedRuns(in: canvas("e\u{301}\u{302}東").row(0), from: canvas("").row(0)) {
      run.addScalars(to: &scalars)
    }
    #expect(scalars == [0x65, 0x301, 0x302, 0, 0x6771, 0, 0, 0])
  }

  @Test func `without UTF-8 each cell is ASCII`() {
    var scalars: [UInt32] = []
    for run in ChangedRuns(in: canvas("┌─▌東…").row(0), from: canvas("").row(0)) {
      run.addASCIIScalars(to: &scalars)
    }
    #expect(scalars == "+->??~".unicodeScalars.flatMap { [$0.value, 0, 0, 0] })
  }

  @Test func `every border has an ASCII form`() {
    for kind in BorderKind.allCases {
      let corners = kind.corners
      let scalars = [
        kind.horizontal, kind.vertical, corners.0, corners.1, corners.2, corners.3,
        kind.junctions.left, kind.junctions.right,
      ]
      #expect(scalars.allSatisfy { ASCIIForm.of($0.value) != Unicode.Scalar("?").value })
    }
    #expect((0...0x2FFF).allSatisfy { (0x20...0x7E).contains(ASCIIForm.of($0)) })
  }
}
