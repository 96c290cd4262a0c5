import ArgumentParser
import SupportDesk
import TextSafety

/// `tilldesk show ACCOUNT/ID`: one payment with its refund history.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one payment: paid, refunded, held and left, with its refunds.")

  @Argument(help: "The account and the payment's id or reference: uk-store/6636598.")
  var payment: PaymentArgument
  @Flag(name: .long, help: "Print an object.")
  var json = false
  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let bench = try await LiveServices.ready(options, for: payment.account)
    let detail = try await bench.detail(of: payment)
    if json {
      Console.data(JSONValue.detail(detail))
    } else {
      Console.data(lines: DetailText(detail, zone: bench.zone).lines)
    }
  }
}
