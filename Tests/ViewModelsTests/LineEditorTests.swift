import Testing
import ViewModels

struct LineEditorTests {
  @Test(arguments: [
    (LineEdit.lineStart, "ab cd", 0), (.lineEnd, "ab cd", 5), (.characterLeft, "ab cd", 3),
    (.characterRight, "ab cd", 5), (.deleteBackward, "ab d", 3), (.deleteForward, "ab c", 4),
    (.deleteWord, "ab d", 3), (.deleteToStart, "d", 0), (.deleteToEnd, "ab c", 4),
  ])
  func `each readline key does its part`(_ action: LineEdit, _ text: String, _ cursor: Int) {
    var line = LineEditor("ab cd")
    line.perform(.characterLeft)
    line.perform(action)
    #expect(line.text == text)
    #expect(line.cursor == cursor)
  }

  @Test func `a word is deleted with the spaces behind it, as readline does`() {
    var line = LineEditor("ref:NP-1   ")
    line.perform(.deleteWord)
    #expect(line.text == "")
    line = LineEditor("one two  ")
    line.perform(.deleteWord)
    #expect(line.text == "one ")
  }

  /// Every sequence of four edits on a small line against a model of characters and a place.
  @Test func `every short sequence of edits keeps the text and the cursor in bounds`() {
    struct Plain: Hashable {
      var before: [Character]
      var after: [Character]
    }
    func expected(_ plain: Plain, _ edit: Int) -> Plain {
      var plain = plain
      switch edit {
      case 0: plain = Plain(before: [], after: plain.before + plain.after)
      case 1: plain = Plain(before: plain.before + plain.after, after: [])
      case 2: if let moved = plain.before.popLast() { plain.after.insert(moved, at: 0) }
      case 3: if !plain.after.isEmpty { plain.before.append(plain.after.removeFirst()) }
      case 4: _ = plain.before.popLast()
      case 5: plain.after = Array(plain.after.dropFirst())
      case 6:
        while plain.before.last == " " { plain.before.removeLast() }
        while let last = plain.before.last, last != " " { plain.before.removeLast() }
      case 7: plain.before = []
      case 8: plain.after = []
      default:
        let room = 4 - plain.before.count - plain.after.count
        if room > 0 { plain.before.append(edit == 9 ? "x" : " ") }
      }
      return plain
    }
    func walk(_ line: LineEditor, _ plain: Plain, depth: Int) {
      #expect(line.text == String(plain.before + plain.after))
      #expect(line.cursor == plain.before.count)
      guard depth > 0 else { return }
      for edit in 0...10 {
        var next = line
        if edit < LineEdit.allCases.count {
          next.perform(LineEdit.allCases[edit])
        } else {
          next.insert(edit == 9 ? "x" : " ")
        }
        walk(next, expected(plain, edit), depth: depth - 1)
      }
    }
    let line = LineEditor("a b", limit: 4)
    walk(line, Plain(before: ["a", " ", "b"], after: []), depth: 4)
  }

  @Test func `a paste is one line without controls, cut at the limit`() {
    var line = LineEditor(limit: 8)
    line.paste("\r\n 12\u{1B}[3\n4\t5678\n")
    #expect(line.text == "12[3 4 5")
    #expect(line.cursor == 8)
    line.paste("more")
    #expect(line.text == "12[3 4 5")
  }

  @Test func `marks typed after a letter join it and cannot pile up without end`() {
    var line = LineEditor("e", limit: 2)
    line.insert("\u{301}")
    #expect(line.text == "e\u{301}")
    #expect(line.cursor == 1)
    for _ in 0..<100 { line.insert("\u{301}") }
    #expect(line.text.unicodeScalars.count == 8)
    #expect(line.cursor == 1)
  }

  @Test func `a line begins with its cursor at the end and within its limit`() {
    let line = LineEditor("abcdef", limit: 3)
    #expect(line.text == "abc")
    #expect(line.cursor == 3)
    #expect(!line.isEmpty)
    #expect(LineEditor().isEmpty)
  }
}
