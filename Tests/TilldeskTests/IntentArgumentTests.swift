import Payments
import Testing
import TextSafety

@testable import tilldesk

/// How a decision is named on the command line.
struct IntentArgumentTests {
  private static let digits = "3fa1b2c4d5e6f708192a3b4c5d6e7f80"

  @Test func `its id, a beginning of it and its tag name a decision`() throws {
    let id = try #require(IntentID(Self.digits))
    let tag = id.tag.text
    let short = id.shortTag.text
    for text in [Self.digits, "3fa1b2", "3FA1B2C4", tag, tag.lowercased(), short] {
      let argument = try #require(IntentArgument(argument: text), "\(text)")
      #expect(names(argument, id), "\(text)")
    }
    let other = try #require(IntentID("0" + Self.digits.dropFirst()))
    #expect(!names(try #require(IntentArgument(argument: "3fa1b2")), other))
    #expect(
      names(try #require(IntentArgument(argument: tag)), other) == (other.tag == id.tag))
  }

  private func names(_ argument: IntentArgument, _ id: IntentID) -> Bool {
    argument.beginnings.contains { id.text.hasPrefix($0) }
  }

  @Test(arguments: [
    "", "3fa1b", "3fa1bz", "TD-", "TD-7Q3K9", "TD-7Q3K9M0", "XX-7Q3K9M", "6636598!",
    "TD-7Q3K9M-", "TD-7Q3K9M-4FX", "TD-7Q3K9M-4FX22", "TD-7Q3K9M 4FX2",
    "3fa1b2c4d5e6f708192a3b4c5d6e7f800",
  ]) func `anything else does not`(_ text: String) {
    #expect(IntentArgument(argument: text) == nil)
  }
}
