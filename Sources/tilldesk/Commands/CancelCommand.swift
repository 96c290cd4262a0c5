import ArgumentParser
import Payments
import SupportDesk
import TextSafety

/// `tilldesk cancel ACCOUNT/ID --yes`: one confirmed cancel of a payment that is not final.
struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancel a pending payment, where the provider can.",
    discussion: "Exit codes are those of refund.")

  @Argument(help: "The account and the payment's id or reference: uk-store/6636599.")
  var payment: PaymentArgument
  @Option(name: .long, help: "A note that stays here.")
  var note = ""
  @Option(name: .long, help: "The ticket number.")
  var ticket = ""
  @Option(
    name: .long,
    help: "Names this decision: given again, it answers what was recorded and sends nothing.")
  var decision: String?
  @Flag(name: .long, help: "Confirm; without it nothing is sent.")
  var yes = false
  @Flag(name: .long, help: "Print an object.")
  var json = false
  @OptionGroup var options: ConfigurationOptions

  func validate() throws {
    guard yes else {
      throw ValidationError("A cancel cannot be taken back; add --yes to confirm it.")
    }
    try DecisionOptions.check(token: decision)
  }

  func run() async throws {
    let bench = try Workbench.open(options)
    let detail = try await bench.detail(of: payment)
    guard let amount = detail.transaction.amount.money else {
      throw CommandFailure(
        .refused, ActionRefusal.amountNotExact(detail.transaction.amount.label).sentence)
    }
    let isEarlier = try bench.answersEarlier(
      token: decision, kind: .cancel, key: detail.row.id, amount: amount, json: json)
    guard !isEarlier else { return }
    let decided = Decision(
      kind: .cancel, key: detail.row.id, amount: amount, note: note, ticket: ticket,
      seen: detail.fingerprint, token: decision)
    try await bench.carryOut(decided, json: json)
  }
}
