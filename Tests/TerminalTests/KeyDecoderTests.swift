import Terminal
import Testing
import TextSafety

struct KeyDecoderTests {
  private func keys(_ text: String) -> [TerminalEvent] {
    var decoder = KeyDecoder()
    return decoder.feed(text.utf8)
  }

  @Test(arguments: [
    ("a", Key.character("a")), ("R", .character("R")), (" ", .character(" ")),
    ("é", .character("é")), ("東", .character("東")), ("🎉", .character("🎉")),
    ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
    ("\u{1}", .control("a")), ("\u{1A}", .control("z")), ("\0", .control("@")),
    ("\u{1C}", .control("\\")), ("\u{1F}", .control("_")),
    ("\u{1B}x", .alt("x")), ("\u{1B}é", .alt("é")), ("\u{1B}\u{7F}", .control("w")),
  ])
  func `a character or control byte is a key`(bytes: String, key: Key) {
    #expect(keys(bytes) == [.key(key)])
  }

  @Test(arguments: [
    // xterm, normal and application mode
    ("[A", Key.up), ("[B", .down), ("[C", .right), ("[D", .left), ("[H", .home), ("[F", .end),
    ("OA", .up), ("OB", .down), ("OC", .right), ("OD", .left), ("OH", .home), ("OF", .end),
    ("[2~", .insert), ("[3~", .delete), ("[5~", .pageUp), ("[6~", .pageDown), ("[Z", .backTab),
    ("OP", .function(1)), ("OS", .function(4)), ("[15~", .function(5)), ("[21~", .function(10)),
    ("[23~", .function(11)), ("[24~", .function(12)), ("[34~", .function(20)),
    // with modifiers
    ("[1;5A", .up), ("[1;2P", .function(1)), ("[3;5~", .delete), ("O5A", .up),
    ("O2P", .function(1)),
    // vt220, tmux, screen
    ("[1~", .home), ("[4~", .end), ("[11~", .function(1)), ("[26~", .function(14)),
    // linux console
    ("[[A", .function(1)), ("[[E", .function(5)),
    // rxvt
    ("[7~", .home), ("[8~", .end), ("[a", .up), ("[c", .right), ("Od", .left), ("[3$", .delete),
    ("[5^", .pageUp), ("[6@", .pageDown),
    // number pad
    ("OM", .enter), ("Op", .character("0")), ("Oj", .character("*")), ("OX", .character("=")),
    // keys sent as characters
    ("[27;5;13~", .enter), ("[97;5u", .control("a")), ("[9;2u", .backTab), ("[27u", .escape),
    ("[120;3u", .alt("x")), ("[127;5u", .backspace),
  ])
  func `a sequence is a key, whichever terminal sent it`(sequence: String, key: Key) {
    #expect(keys("\u{1B}" + sequence) == [.key(key)])
    #expect(keys("\u{1B}" + sequence + "q") == [.key(key), .key(.character("q"))])
  }

  @Test(arguments: [
    "\u{1B}[>0;276;0c", "\u{1B}[?2026;2$y", "\u{1B}[24;80R", "\u{1B}[8;24;80t",
    "\u{1B}[4;1$y", "\u{1B}[I", "\u{1B}[O", "\u{1B}[0n", "\u{1B}[?997;1n", "\u{1B}[?1u",
    "\u{1B}]10;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}]52;c;cm0gLXJm\u{7}", "\u{1B}]11;?\u{7}",
    "\u{1B}P>|tmux 3.3a\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\",
    "\u{1B}[<0;10;5M", "\u{1B}[<35;10;5m", "\u{1B}[M !!", "\u{1B}[32;10;5M",
    "\u{1B}[1 q", "\u{1B}O~", "\u{1B}[201~",
    "\u{1B}[" + String(repeating: "1;", count: 60) + "A",
  ])
  func `a late answer is no key`(answer: String) {
    #expect(keys(answer + "q") == [.key(.character("q"))])
  }

  @Test(arguments: [
    ("\u{1B}]11;rgb:ffff/0000/8080\u{1B}\\", Colour.rgb(255, 0, 128)),
    ("\u{1B}]11;rgb:1e/1E/2e\u{7}", .rgb(0x1E, 0x1E, 0x2E)),
    ("\u{1B}]11;rgb:f/0/8\u{7}", .rgb(255, 0, 136)),
  ])
  func `the background colour is understood`(answer: String, colour: Colour) {
    #expect(keys(answer) == [.reply(.background(colour))])
  }

  @Test(arguments: ["\u{1B}[?62;22c", "\u{1B}[?6c", "\u{1B}[?1;2c", "\u{1B}[?c"])
  func `what the terminal can do is the last answer`(answer: String) {
    #expect(keys(answer + "c") == [.reply(.attributes), .key(.character("c"))])
  }

  @Test(arguments: [
    "\u{1B}]11;rgb:ffff/0000\u{7}", "\u{1B}]11;rgb:fffff/0/0\u{7}", "\u{1B}]11;rgb:x/0/0\u{7}",
    "\u{1B}]11;rgb:///\u{7}", "\u{1B}P11;rgb:f/f/f\u{1B}\\",
  ])
  func `another answer is dropped`(answer: String) {
    #expect(keys(answer) == [])
  }

  @Test func `an escape alone is the key when no more comes`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.waiting == .escape)
    #expect(decoder.timedOut() == [.key(.escape)])
    #expect(decoder.waiting == .nothing)
    #expect(decoder.timedOut() == [])
    #expect(keys("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
    #expect(keys("\u{1B}\r") == [.key(.escape), .key(.enter)])
  }

  @Test(arguments: [
    ("[", [TerminalEvent.key(.alt("["))]), ("O", [.key(.alt("O"))]), ("]", [.key(.alt("]"))]),
    ("P", [.key(.alt("P"))]), ("[1;", []), ("]11;rgb", []), ("[[", []), ("[M!", []), ("O5", []),
  ])
  func `what is begun and not finished is settled`(sequence: String, events: [TerminalEvent]) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(("\u{1B}" + sequence).utf8) == [])
    #expect(decoder.waiting == .sequence)
    #expect(decoder.timedOut() == events)
    #expect(decoder.feed("q".utf8) == [.key(.character("q"))])
  }

  @Test(arguments: [
    ("\u{1B}[1;\rq", [TerminalEvent.key(.enter), .key(.character("q"))]),
    ("\u{1B}[1;\u{1B}[A", [.key(.up)]), ("\u{1B}]11;\u{3}", [.key(.control("c"))]),
    ("\u{1B}]11;\u{1B}[A", [.key(.up)]), ("\u{1B}O\u{1B}", []),
  ])
  func `a sequence that was cut off hides nothing`(bytes: String, events: [TerminalEvent]) {
    #expect(keys(bytes) == events)
  }

  @Test(
    arguments: [
      [0x80], [0xFF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC2, 0x85],
      [0xE6], [0xF0, 0x9F],
    ] as [[UInt8]])
  func `what is not UTF-8, and C1 controls, are dropped`(bytes: [UInt8]) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(bytes + Array("q".utf8)) == [.key(.character("q"))])
  }

  @Test func `the mouse is reported when it was asked for`() {
    var decoder = KeyDecoder(reportsMouse: true)
    let events = decoder.feed("\u{1B}[<0;10;5M\u{1B}[<0;10;5m\u{1B}[<68;1;1M\u{1B}[<35;3;3M".utf8)
    let point = Point(column: 9, row: 4)
    #expect(
      events == [
        .mouse(MouseEvent(action: .pressed(.left), point: point)),
        .mouse(MouseEvent(action: .released, point: point)),
        .mouse(MouseEvent(action: .wheelUp, point: .zero)),
      ])
  }
}

// MARK: - Paste

struct PasteTests {
  private func paste(_ bytes: [UInt8]) -> [TerminalEvent] {
    var decoder = KeyDecoder()
    return decoder.feed(Array("\u{1B}[200~".utf8) + bytes + Array("\u{1B}[201~".utf8))
  }

  @Test(arguments: [
    "", "NP-ORDER1001", "two\rlines", "q\u{3}\u{1B}", "\u{1B}[A", "\u{1B}[200~", "\u{1B}[201",
    "\u{1B}\u{1B}[20\u{1B}[", "東京",
  ])
  func `pasted text is never keys`(text: String) {
    #expect(paste(Array(text.utf8)) == [.paste(ForeignText(text))])
  }

  @Test func `a paste without its end waits for it`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[200~R\r".utf8) == [])
    #expect(decoder.waiting == .nothing)
    #expect(decoder.timedOut() == [])
    #expect(decoder.feed("x\u{1B}[201~q".utf8) == [.paste("R\rx"), .key(.character("q"))])
  }

  @Test(arguments: [(65_535, 65_535), (65_536, 65_536), (65_537, 65_536), (200_000, 65_536)])
  func `a long paste is cut`(count: Int, kept: Int) {
    let events = paste(Array(repeating: UInt8(ascii: "a"), count: count))
    #expect(events == [.paste(ForeignText(String(repeating: "a", count: kept)))])
  }

  @Test(arguments: [("", 21_845), ("a", 21_845), ("aa", 21_844), ("aaa", 21_844)])
  func `the cut does not go through a character`(before: String, kept: Int) {
    let events = paste(Array((before + String(repeating: "東", count: 30_000)).utf8))
    #expect(events == [.paste(ForeignText(before + String(repeating: "東", count: kept)))])
  }
}
