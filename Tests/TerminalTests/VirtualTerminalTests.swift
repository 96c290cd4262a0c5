import TerminalEmulator
import Testing

/// The judge is judged: what it shows after what it was sent.
struct VirtualTerminalTests {
  private func terminal(_ sent: String, columns: Int = 8, rows: Int = 3) -> VirtualTerminal {
    var terminal = VirtualTerminal(columns: columns, rows: rows) { scalar in
      switch scalar.value {
      case 0x300...0x36F: 0
      case 0x2E80...0x9FFF: 2
      default: 1
      }
    }
    terminal.feed(Array(sent.utf8))
    return terminal
  }

  @Test(arguments: [
    ("abc", "abc\n\n"), ("a\r\nb", "a\nb\n"), ("abcdefghij", "abcdefgh\nij\n"),
    ("abcdefgh\rX", "Xbcdefgh\n\n"), ("\u{1B}[2;3Hx", "\n  x\n"), ("ab\u{8}\u{8}X", "Xb\n\n"),
    ("a\tb", "a      b\n\n"), ("abc\u{1B}[2D\u{1B}[K", "a\n\n"),
    ("abc\u{1B}[1K", "\n\n"), ("abcd\u{1B}[1;2H\u{1B}[2X", "a  d\n\n"),
    ("a\u{1B}[2;1Hb\u{1B}[1;1H\u{1B}[M", "b\n\n"), ("a\u{1B}[1;1H\u{1B}[L", "\na\n"),
    ("abc\u{1B}[1;2H\u{1B}[P", "ac\n\n"), ("abc\u{1B}[1;2H\u{1B}[@", "a bc\n\n"),
    ("a\nb\nc\nd", " b\n  c\n   d"), ("-\u{1B}[3b", "----\n\n"),
    ("\u{1B}[2;3r\u{1B}[3;1Hx\ny", "\nx\n y"), ("\u{1B}[3dx\u{1B}[5Gy", "\n\nx   y"),
    ("東a", "東a\n\n"), ("東\u{1B}[1;2Hx", " x\n\n"), ("e\u{301}f", "e\u{301}f\n\n"),
    ("abcdefg東", "abcdefg\n東\n"), ("x\u{1B}[2J", "\n\n"), ("ab\u{1B}[1;1H\u{1B}Mc", "c\nab\n"),
  ])
  func `it shows what xterm shows`(sent: String, shown: String) {
    let terminal = terminal(sent)
    #expect(terminal.complaints == [])
    #expect(terminal.plainText == shown)
  }

  @Test(arguments: [
    "\u{7}", "\u{5}", "\u{E}", "\u{1B}c", "\u{1B}]0;x\u{7}", "\u{1B}]52;c;QQ==\u{1B}\\",
    "\u{1B}P1q\u{1B}\\", "\u{1B}(0", "\u{1B}[6n", "\u{1B}[5m", "\u{1B}[38;5m", "\u{9B}2J", "\u{85}",
    "\u{7F}", "\u{1B}[4h", "\u{1B}[>1u", "\u{301}", "\u{1B}[3J",
  ])
  func `what the desk never sends is complained about`(sent: String) {
    #expect(!terminal(sent).complaints.isEmpty)
  }

  @Test(arguments: [[0x80], [0xC2, 0x41], [0xED, 0xA0, 0x80], [0xFF]] as [[UInt8]])
  func `bytes that are no text are complained about`(bytes: [UInt8]) {
    var terminal = VirtualTerminal(columns: 4, rows: 1)
    terminal.feed(bytes)
    #expect(!terminal.complaints.isEmpty)
  }

  @Test func `looks are kept with the characters`() {
    let terminal = terminal("\u{1B}[1;4;38;2;1;2;3;48:5:9ma\u{1B}[22;39mb\u{1B}[0mc")
    #expect(terminal.complaints == [])
    #expect(terminal[0, 0].pen.attributes == [.bold, .underline])
    #expect(terminal[0, 0].pen.foreground == .rgb(1, 2, 3))
    #expect(terminal[0, 1].pen.foreground == .default)
    #expect(terminal[0, 1].pen.background == .indexed(9))
    #expect(terminal[0, 2].pen == Pen())
  }

  @Test func `erasing leaves the ground of the pen`() {
    let terminal = terminal("\u{1B}[1;44mab\u{1B}[1;1H\u{1B}[K")
    #expect(terminal[0, 1].pen.background == .indexed(4))
    #expect(terminal[0, 1].pen.attributes == [])
  }

  @Test func `private modes are counted`() {
    #expect(terminal("\u{1B}[?1049h\u{1B}[?2026h\u{1B}[?2026l").modes == [1049])
  }
}
