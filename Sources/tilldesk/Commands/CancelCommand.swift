import ArgumentParser
import Payments
import SupportDesk
import TextSafety

/// `tilldesk cancel ACCOUNT/ID --yes`: one confirmed cancel of a payment that is not final.
struct CancelCommand: FinishingCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancel a pending payment, where the provider can.",
    discussion: "Exit codes are those of refund.")

  @Argument(help: "The account and the payment's exact id: uk-store/6636599.")
  var payment: PaymentArgument
  @Flag(
    name: .long, help: "Cancel although a payment of this id was decided on in another account.")
  var another = false
  @Flag(name: .long, help: "Cancel although the payment is held for a dispute of the payer's bank.")
  var despiteDispute = false
  @OptionGroup var confirmation: ConfirmationOptions
  @OptionGroup var options: ConfigurationOptions

  func validate() throws {
    try confirmation.check(unconfirmed: "A cancel cannot be taken back; add --yes to confirm it.")
  }

  func run(until signals: EndSignals) async throws {
    let bench = try LiveServices.open(options)
    let isEarlier = try await bench.answersEarlier(
      token: confirmation.decision, kind: .cancel, payment: payment, json: confirmation.json,
      until: signals
    ) { _ in nil }
    guard !isEarlier else { return }
    try await bench.meet(payment.account)
    let detail = try await bench.exactDetail(of: payment) { name in
      ["cancel", name] + (another ? ["--another"] : [])
        + (despiteDispute ? ["--despite-dispute"] : []) + confirmation.words + options.words
    }
    guard let amount = detail.transaction.amount.money else {
      throw CommandFailure(
        .refused, ActionRefusal.amountNotExact(detail.transaction.amount.label).sentence)
    }
    try detail.requireKnownDispute(despiteDispute, before: .cancel)
    let decided = Decision(
      kind: .cancel, key: detail.row.id, amount: amount, note: confirmation.note,
      ticket: confirmation.ticket, seen: detail.fingerprint, token: confirmation.decision,
      another: another, despiteDispute: despiteDispute)
    try await bench.carryOut(decided, json: confirmation.json, until: signals)
  }
}
