import Payments
import SeededRandom
import Testing

struct `Typed amounts, a million of them` {
  static let batches = Array(0..<20)
  private static let textsPerBatch = 55_000

  @Test(arguments: batches)
  func `are read as an independent reader reads them, or refused as it refuses them`(
    batch: Int
  ) throws {
    let currency = try [Currency.gbp, .jpy, .bhd, .clf, .tenths][batch % 5]
    let reference = ReferenceAmountReader(exponent: currency.exponent)
    var texts = AmountTexts(seed: batch)
    var accepted = 0
    for _ in 0..<Self.textsPerBatch {
      let text = texts.next()
      let read = TypedAmount.parse(text, currency: currency, remaining: nil)
      guard let minor = reference.minor(text) else {
        if case .success(let money) = read { Issue.record("\(text) was read as \(money.minor)") }
        continue
      }
      accepted += 1
      guard case .success(let money) = read, money.minor == minor else {
        Issue.record("\(text) is \(minor) and was read as \(read)")
        continue
      }
      let again = TypedAmount.parse(money.decimalText, currency: currency, remaining: money)
      if again != .success(money) { Issue.record("\(text) was echoed as \(money.decimalText)") }
    }
    #expect(accepted > Self.textsPerBatch / 50, "Too few texts were amounts to say anything.")
    #expect(accepted < Self.textsPerBatch * 3 / 4, "Too few texts were mistakes to say anything.")
  }
}

/// Texts that are nearly amounts: pieces of amounts, one after the other, sometimes with something
/// foreign.
private struct AmountTexts {
  private static let pieces: [[UInt8]] = [
    "1", "2", "0", "9", "5", "12", "30", "123", "234", "000", ",", ",", ".", ".", ",567", ".5",
  ].map { Array($0.utf8) }
  private static let foreignPieces: [[UInt8]] = [
    "-", "+", " ", "e", "E3", "'", "\u{A0}", "\u{663}", "\u{FF11}", "x", "£", "\u{2212}",
    "9223372036854775807", "922337203685477580", "\u{301}", "\n",
  ].map { Array($0.utf8) }

  private var generator: SeededRandom

  init(seed: Int) { generator = SeededRandom(seed: UInt64(seed)) }

  mutating func next() -> String {
    var bits = generator.next()
    var bytes: [UInt8] = []
    let count = Int(bits & 7) % 6 + 1
    bits >>= 3
    for _ in 0..<count {
      bytes += Self.pieces[Int(bits & 15)]
      bits >>= 4
    }
    if bits & 7 == 0 {
      let piece = Self.foreignPieces[Int((bits >> 3) & 15)]
      bytes.insert(contentsOf: piece, at: Int((bits >> 7) & 255) % (bytes.count + 1))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
