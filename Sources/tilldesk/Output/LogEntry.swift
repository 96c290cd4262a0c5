import Payments
import TextSafety

/// A line of the log file: when, how much it matters, what happened, and facts by name.
///
///     2026-04-22T02:37:11.120Z notice POST https://eu.neropay.app/v2/refunds status=200 ms=182 actor=amina pid=4242
struct LogEntry {
  /// When; written in UTC.
  let time: Instant
  /// How much it matters, in one word.
  let level: SafeText
  /// What happened.
  let message: SafeText
  /// The facts, in their order.
  let facts: [(name: SafeText, value: SafeText)]

  /// The line.
  var text: SafeText {
    let words = facts.map { "\($0.name)=\(Self.quoted($0.value))" as SafeText }
    return (["\(time.isoMilliseconds)", level, message] + words).joined(separator: " ")
  }

  /// Whether text begins as such a line does: with a time to the millisecond.
  static func begins(_ text: String) -> Bool {
    text.firstMatch(
      of: #/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z [a-z]+ /#) != nil
  }

  /// A value of other than letters, digits and a few signs stands in quotation marks, so that none can pass for the next
  /// fact.
  private static func quoted(_ value: SafeText) -> SafeText {
    let isWord = value.text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "@"):
        true
      default: false
      }
    }
    guard value.isEmpty || !isWord else { return value }
    var inside = String.UnicodeScalarView()
    for scalar in value.text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { inside.append("\\") }
      inside.append(scalar)
    }
    return "\"\(String(inside))\""
  }
}
