import SeededRandom
import Terminal
import Testing
import TextSafety

struct KeyDecoderFuzzTests {
  /// Pieces that lead into every state; plain noise would rarely get past the first byte of a
  /// sequence.
  private static let pieces: [[UInt8]] = [
    [0x1B], Array("[".utf8), Array("O".utf8), Array("]".utf8), Array("P".utf8), Array("?".utf8),
    Array("<".utf8), Array(";".utf8), Array("1".utf8), Array("200~".utf8),
    Array("\u{1B}[201~".utf8), Array("\u{1B}[200~".utf8), Array("\u{1B}\\".utf8),
    Array("11;rgb:ff/ff/ff".utf8), Array("M".utf8), Array("~".utf8), Array("$".utf8),
    Array("u".utf8), Array("東".utf8), [0xE6], [0xF0, 0x9F], [0x07], [0x7F],
    Array("99999999999999999999".utf8),
  ]

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `no bytes trap, and cutting them elsewhere changes nothing`(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    for _ in 0..<10_000 {
      let bytes = noise(&generator)
      let reportsMouse = Bool.random(using: &generator)
      var whole = KeyDecoder(reportsMouse: reportsMouse)
      let expected = whole.feed(bytes)
      var pieces = KeyDecoder(reportsMouse: reportsMouse)
      var found: [TerminalEvent] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...rest.count, using: &generator)
        found += pieces.feed(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      guard found == expected, whole == pieces, expected.allSatisfy(isProper) else {
        Issue.record("seed \(seed), bytes \(bytes)")
        return
      }
      _ = whole.timedOut()
    }
  }

  private func noise(_ generator: inout SeededRandom) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      if Bool.random(using: &generator) {
        bytes += Self.pieces.randomElement(using: &generator) ?? []
      } else {
        bytes.append(.random(in: 0...255, using: &generator))
      }
    }
    return bytes
  }

  /// Whether a key that is typed into a field is one printable scalar.
  private func isProper(_ event: TerminalEvent) -> Bool {
    switch event {
    case .key(.character(let character)), .key(.alt(let character)):
      let scalars = character.unicodeScalars
      return scalars.count == 1
        && scalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    case .key, .paste, .mouse, .reply: return true
    case .resized, .resumed, .signal, .woken, .timedOut, .inputClosed: return false
    }
  }
}
