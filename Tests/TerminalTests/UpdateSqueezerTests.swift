import SeededRandom
import Testing

@testable import Terminal

struct UpdateSqueezerTests {
  /// The updates one after the other, squeezed; `^` stands for the start of a sequence.
  private func squeezed(_ updates: String...) -> [String] {
    var squeezer = UpdateSqueezer()
    return updates.map { update in
      let bytes = Array(update.replacing("^", with: "\u{1B}[").utf8)
      return String(decoding: squeezer.squeeze(bytes), as: UTF8.self)
        .replacing("\u{1B}[", with: "^")
    }
  }

  @Test(arguments: [
    ("nothing is told twice", "^31m^44ma^31m^44mb", "^0;31;44mab"),
    ("a colour alone is told alone", "^31m^44ma^32m^44mb", "^0;31;44ma^32mb"),
    ("what nothing shows is not told", "^31m^32m^33ma^34m", "^0;33ma"),
    ("a space shows no colour of text", "^31m^44ma^32m^44m b", "^0;31;44ma ^32mb"),
    ("a reversed space shows it", "^7;31ma^32m ", "^0;7;31ma^32m "),
    ("a space shows the background", "^44ma^45m b", "^0;44ma^45m b"),
    ("attributes add up", "^1ma^4mb", "^0;1ma^4mb"),
    ("what goes away is reset", "^1;31ma^0;31mb", "^0;1;31ma^0;31mb"),
    ("and so is a colour", "^31;44ma^49mb", "^0;31;44ma^0;31mb"),
    ("bold off is bold off", "^1;2ma^22mb", "^0;1;2ma^0mb"),
    (
      "one of 256", "^38;5;188m^48;5;233ma^38;5;189m^48;5;233mb",
      "^0;38;5;188;48;5;233ma^38;5;189mb"
    ),
    ("any colour", "^38;2;1;2;3ma^38;2;1;2;4mb", "^0;38;2;1;2;3ma^38;2;1;2;4mb"),
    ("any colour, with colons", "^38:2::1:2:3ma^38:2::1:2:3mb", "^0;38:2::1:2:3mab"),
    ("moving shows nothing", "^31m^5;10H^1;24r^?25l^Aa", "^5;10H^1;24r^?25l^A^0;31ma"),
    ("erasing shows the background", "^44m^5X^K^2J^L", "^0;44m^5X^K^2J^L"),
    ("scrolling shows it too", "^44m\n", "^0;44m\n"),
    ("letters beyond ASCII are one piece", "^31m─▌東", "^0;31m─▌東"),
    ("the usual character set is chosen once", "\u{1B}(B^ma\u{1B}(Bb\u{0F}c", "\u{1B}(B^0mabc"),
    ("what is not known passes, with all after it", "^31ma^31m\u{1B}7^31mb", "^0;31ma\u{1B}7^31mb"),
    ("an unknown look passes too", "^31ma^31m^53mb^31mc", "^0;31ma^53mb^31mc"),
    ("half a sequence passes", "^31ma^3", "^0;31ma^3"),
    ("nothing stays nothing", "", ""),
  ])
  func `only what changes what is seen is sent`(_ name: String, _ update: String, _ sent: String) {
    #expect(squeezed(update) == [sent], "\(name)")
  }

  @Test func `an update knows what the one before left`() {
    #expect(squeezed("^31ma^m", "^31mb^m", "c") == ["^0;31ma", "b", "^0mc"])
  }

  @Test func `after something unknown nothing is taken for known`() {
    #expect(squeezed("^31ma\u{1B}7", "^31mb") == ["^0;31ma\u{1B}7", "^0;31mb"])
  }

  @Test func `the terminal is left plain, once`() {
    var squeezer = UpdateSqueezer()
    #expect(squeezer.plain() == Array("\u{1B}[0m".utf8))
    _ = squeezer.squeeze(Array("a".utf8))
    #expect(squeezer.plain() == [])
    _ = squeezer.squeeze(Array("\u{1B}[1ma".utf8))
    #expect(squeezer.plain() == Array("\u{1B}[0m".utf8))
    #expect(squeezer.squeeze(Array("\u{1B}[1ma".utf8)) == Array("\u{1B}[0;1ma".utf8))
  }

  @Test(arguments: 1...200)
  func `a terminal shows the same, whatever is sent`(_ seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    var squeezer = UpdateSqueezer()
    var whole = LookWatcher()
    var short = LookWatcher()
    for _ in 0..<20 {
      let update = (0..<Int.random(in: 0...30, using: &generator)).flatMap { _ in
        Array((Self.pieces.randomElement(using: &generator) ?? "").utf8)
      }
      let sent = squeezer.squeeze(update)
      whole.watch(update)
      short.watch(sent)
      #expect(
        whole.seen == short.seen, "\(String(decoding: update, as: UTF8.self).debugDescription)")
    }
  }

  private static let pieces =
    ["a", " ", "─", "x y", "\n", "\r", "\u{1B}[5;7H", "\u{1B}[3X", "\u{1B}[K", "\u{1B}[2;9r"]
    + [
      "", "0", "1", "4", "7", "0;1", "22", "24", "27", "31", "32", "39", "41", "49", "39;49",
      "38;5;188", "48;5;233", "38;2;1;2;3", "1;38;5;255;48;5;235",
    ].map { "\u{1B}[\($0)m" }
}

/// Notes with which look everything is shown, read in the plainest way.
private struct LookWatcher {
  private(set) var seen: [String] = []
  private var look: [String: String] = [:]

  mutating func watch(_ bytes: [UInt8]) {
    var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        note(String(scalar), isBlank: scalar == " " || scalar == "\n", isMotion: scalar == "\r")
        continue
      }
      rest.removeFirst()
      let parameters = String(rest.prefix { !$0.properties.isAlphabetic })
      rest = rest.drop { !$0.properties.isAlphabetic }
      let final = rest.removeFirst()
      guard final == "m" else {
        note(
          "\(parameters)\(final)", isBlank: "XK".unicodeScalars.contains(final),
          isMotion: "Hr".unicodeScalars.contains(final))
        continue
      }
      apply(parameters.split(separator: ";", omittingEmptySubsequences: false).map(String.init))
    }
  }

  private mutating func note(_ text: String, isBlank: Bool, isMotion: Bool) {
    var shown = look
    if isBlank {
      shown["bold"] = nil
      if shown["reverse"] == nil { shown["text"] = nil }
    }
    seen.append(isMotion ? text : "\(text) \(shown.sorted { $0.key < $1.key })")
  }

  private mutating func apply(_ codes: [String]) {
    var codes = codes[...]
    while let code = codes.popFirst() {
      switch code {
      case "", "0": look = [:]
      case "1": look["bold"] = "on"
      case "4": look["underline"] = "on"
      case "7": look["reverse"] = "on"
      case "22": look["bold"] = nil
      case "24": look["underline"] = nil
      case "27": look["reverse"] = nil
      case "39": look["text"] = nil
      case "49": look["ground"] = nil
      case "38", "48":
        let count = codes.first == "5" ? 2 : 4
        look[code == "38" ? "text" : "ground"] = codes.prefix(count).joined(separator: ";")
        codes = codes.dropFirst(count)
      default: look[code.hasPrefix("3") ? "text" : "ground"] = code
      }
    }
  }
}
