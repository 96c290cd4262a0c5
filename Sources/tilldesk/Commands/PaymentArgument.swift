import ArgumentParser
import Payments
import TextSafety

/// `ACCOUNT/ID` on the command line: a label of the configuration, and the provider's id, byte for byte.
///
/// Commands that only read take a reference in the id's place too.
struct PaymentArgument: ExpressibleByArgument {
  let account: String
  let text: String

  init?(argument: String) {
    guard let slash = argument.firstIndex(of: "/") else { return nil }
    account = String(argument[..<slash])
    text = String(argument[argument.index(after: slash)...])
    guard AccountName(account) != nil, !text.isEmpty else { return nil }
  }

  static var valueName: String { "account/id" }
}

/// The option that every command with a configuration takes.
struct ConfigurationOptions: ParsableArguments {
  @Option(name: .long, help: "The configuration file, instead of the usual places.")
  var config: String?

  /// The same option as it would be typed again.
  var words: [String] { config.map { ["--config=\($0)"] } ?? [] }
}
