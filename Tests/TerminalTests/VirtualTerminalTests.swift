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
    #expect(terminal("\u{1B}[?1049h\u{1B}[?2026h\u{1B}[?2026l").modes == [7, 25, 1049])
  }

  @Test(arguments: [
    ("ab\u{1B}[2;2H\u{1B}[?1049hxyz\u{1B}[2J\u{1B}[?1049lc", "ab\n c\n"),
    ("a\u{1B}Eb\u{1B}Dc", "a\nb\n c"), ("a\u{1B}[sbc\u{1B}[ux", "axc\n\n"),
    ("a\u{1B}[2Eb\u{1B}[Fc", "a\nc\nb"), ("a\u{1B}[3`b\u{1B}[2ac", "a b  c\n\n"),
    ("abc\r\nde\u{1B}[1Jf", "\n  f\n"), ("a\u{1B}]Rb", "ab\n\n"),
    ("a\u{1B}ktitle\u{1B}\\b", "ab\n\n"), ("a\u{1B}[3;\u{1B}[2;2Hb", "a\n b\n"),
    ("a\u{1B}]52;c;x\u{1B}[2;2Hb", "a\n b\n"), ("a\u{1B}P1\u{7}2\u{1B}\\b", "ab\n\n"),
  ])
  func `what multiplexers, shells and crashes send is followed`(sent: String, shown: String) {
    #expect(terminal(sent).plainText == shown)
  }

  @Test(arguments: [
    "\u{1B}[?25l", "\u{1B}[?1049h", "\u{1B}[1m", "\u{1B}[41m", "\u{1B}(0", "\u{E}", "\u{1B}[2;3r",
    "\u{1B}[?2004h",
  ])
  func `what a program leaves behind is seen`(sent: String) {
    #expect(terminal("ab\u{1B}[3;3H").isPlain)
    #expect(!terminal(sent).isPlain)
    let undone = "\u{F}\u{1B}(B\u{1B}[m\u{1B}[r\u{1B}[?1049l\u{1B}[?2004l\u{1B}[?25h"
    #expect(terminal(sent + undone).isPlain)
  }

  @Test func `it answers what it is asked, and keeps what is copied and coloured`() {
    var terminal = terminal(
      "\u{1B}]11;?\u{1B}\\\u{1B}[c\u{1B}]52;c;cm8=\u{7}\u{1B}[1;31;48;5;42m\u{1B}[39;7m")
    #expect(terminal.clipboard == ["ro"])
    #expect(terminal.colours == [31, 48, 39])
    let answers = "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}[?62;22c"
    #expect(String(decoding: terminal.takeAnswers(), as: UTF8.self) == answers)
    #expect(terminal.takeAnswers().isEmpty)
  }

  @Test func `another size keeps what fits, also of the screen behind`() {
    var terminal = terminal("abcdef\r\nxy\u{1B}[?1049hABCDEF")
    terminal.resize(columns: 4, rows: 2)
    #expect(terminal.plainText == "\n  AB")
    terminal.feed("\u{1B}[?1049l".utf8)
    #expect(terminal.plainText == "abcd\nxy")
  }
}
