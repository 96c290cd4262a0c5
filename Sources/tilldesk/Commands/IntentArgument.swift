import ArgumentParser
import Payments
import TextSafety

/// A decision on the command line: its id, the beginning of it, or the tag that went to the provider.
struct IntentArgument: ExpressibleByArgument, Sendable {
  /// The fewest digits that name a decision.
  private static let fewestDigits = 6

  /// As typed.
  let text: String
  /// What the id may begin with.
  let beginnings: [String]

  init?(argument: String) {
    text = argument
    let digits = argument.lowercased()
    let isHex = digits.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    if isHex, (Self.fewestDigits...32).contains(digits.utf8.count) {
      beginnings = [digits]
    } else if let tag = DecisionTag(argument.uppercased()) {
      beginnings = tag.beginnings
    } else {
      return nil
    }
  }

  static var valueName: String { "intent" }
}

extension IntentID {
  /// The first eight digits, which name it on the command line.
  var short: SafeText { SafeText(sanitizing: String(text.prefix(8))) }
}
