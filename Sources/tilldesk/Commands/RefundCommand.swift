import ArgumentParser
import Payments
import SupportDesk
import TextSafety

/// `tilldesk refund ACCOUNT/ID --amount 5.00 --yes`: one confirmed refund, once.
struct RefundCommand: FinishingCommand {
  static let configuration = CommandConfiguration(
    commandName: "refund",
    abstract: "Refund a payment, in part or in full.",
    discussion: """
      Exit codes: 0 succeeded, 2 refused before anything was recorded, 3 pending, 4 rejected by the provider, \
      5 unknown (do not repeat), 6 not sent, 7 awaiting approval, 130 stopped by Ctrl-C before it was sent. \
      The same --decision token sends once, however often it is given.
      """)

  @Argument(help: "The account and the payment's id or reference: uk-store/6636598.")
  var payment: PaymentArgument
  @Option(name: .long, help: "The amount in major units (5.00), or full for all that remains.")
  var amount: String
  @Option(name: .long, help: "The reason that goes to the provider.")
  var reason = "requested_by_customer"
  @Flag(name: .long, help: "Another refund although one like it was made a short while ago.")
  var another = false
  @OptionGroup var confirmation: ConfirmationOptions
  @OptionGroup var options: ConfigurationOptions

  func validate() throws {
    try confirmation.check(unconfirmed: "A refund moves money; add --yes to confirm it.")
  }

  func run(until signals: EndSignals) async throws {
    let bench = try await Workbench.ready(options, for: payment.account)
    let detail = try await bench.detail(of: payment)
    let isAll = amount.lowercased() == "full"
    let isEarlier = try await bench.answersEarlier(
      token: confirmation.decision, kind: .refund, key: detail.row.id,
      amount: isAll ? nil : try stated(in: detail), json: confirmation.json, until: signals)
    guard !isEarlier else { return }
    let decided = Decision(
      kind: .refund, key: detail.row.id, amount: try money(for: detail), reason: reason,
      note: confirmation.note, ticket: confirmation.ticket, seen: detail.fingerprint,
      token: confirmation.decision, another: another)
    try await bench.carryOut(decided, json: confirmation.json, until: signals)
  }

  /// The amount as typed, whatever is left; `nil` when the payment's own amount cannot be read.
  private func stated(in detail: PaymentDetail) throws(CommandFailure) -> Money? {
    guard let paid = detail.ledger?.paid else { return nil }
    do throws(AmountMistake) {
      return try TypedAmount.parse(amount, currency: paid.currency, remaining: nil).get()
    } catch {
      throw CommandFailure(.usage, error.sentence)
    }
  }

  private func money(for detail: PaymentDetail) throws(CommandFailure) -> Money {
    if let refusal = detail.refundRefusal { throw CommandFailure(.refused, refusal.sentence) }
    guard let ledger = detail.ledger else {
      throw CommandFailure(
        .refused, ActionRefusal.amountNotExact(detail.transaction.amount.label).sentence)
    }
    do throws(AmountMistake) {
      return try TypedAmount.parse(
        amount, currency: ledger.paid.currency, left: ledger.remaining
      ).get()
    } catch {
      switch error {
      case .exceedsRemaining, .nothingRemains: throw CommandFailure(.refused, error.sentence)
      default: throw CommandFailure(.usage, error.sentence)
      }
    }
  }
}
