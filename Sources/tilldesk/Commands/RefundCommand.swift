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

  @Argument(help: "The account and the payment's exact id: uk-store/6636598.")
  var payment: PaymentArgument
  @Option(
    name: .long, parsing: .unconditional,
    help:
      "The amount in major units, with its currency where you like (\"5.00 GBP\"), or full for all that remains."
  )
  var amount: String
  @Option(name: .long, parsing: .unconditional, help: "The reason that goes to the provider.")
  var reason = "requested_by_customer"
  @Flag(name: .long, help: "Another refund although one like it was made a short while ago.")
  var another = false
  @Flag(name: .long, help: "Refund although the payment is held for a dispute of the payer's bank.")
  var despiteDispute = false
  @OptionGroup var confirmation: ConfirmationOptions
  @OptionGroup var options: ConfigurationOptions

  func validate() throws {
    try confirmation.check(unconfirmed: "A refund moves money; add --yes to confirm it.")
  }

  func run(until signals: EndSignals) async throws {
    let bench = try LiveServices.open(options)
    guard try await !isEarlier(bench, until: signals) else { return }
    try await bench.meet(payment.account)
    let detail = try await bench.exactDetail(of: payment, command: command)
    // Another program may have decided under this token while the payment was read.
    guard try await !isEarlier(bench, until: signals) else { return }
    try detail.requireKnownDispute(despiteDispute, before: .refund)
    let decided = Decision(
      kind: .refund, key: detail.row.id, amount: try money(for: detail), reason: reason,
      note: confirmation.note, ticket: confirmation.ticket, seen: detail.fingerprint,
      token: confirmation.decision, another: another, despiteDispute: despiteDispute)
    try await bench.carryOut(decided, json: confirmation.json, until: signals)
  }

  /// Whether the token was used before; then what came of it is told.
  private func isEarlier(_ bench: LiveServices, until signals: EndSignals) async throws -> Bool {
    try await bench.answersEarlier(
      token: confirmation.decision, kind: .refund, payment: payment, json: confirmation.json,
      until: signals, amount: stated)
  }

  /// The same command for another payment.
  private func command(for payment: String) -> [String] {
    ["refund", payment, "--amount=\(amount)", "--reason=\(reason)"]
      + (another ? ["--another"] : []) + (despiteDispute ? ["--despite-dispute"] : [])
      + confirmation.words + options.words
  }

  /// The amount as typed, whatever is left; `nil` for all that remains.
  private func stated(in currency: Currency) throws(CommandFailure) -> Money? {
    do throws(AmountMistake) {
      let typed = try TypedAmount.part(amount, currency: currency).get()
      guard typed.lowercased() != TypedAmount.everything else { return nil }
      return try TypedAmount.parse(typed, currency: currency, remaining: nil).get()
    } catch {
      throw CommandFailure(error)
    }
  }

  private func money(for detail: PaymentDetail) throws(CommandFailure) -> Money {
    if let refusal = detail.refundRefusal { throw CommandFailure(.refused, refusal.sentence) }
    guard let ledger = detail.ledger else {
      throw CommandFailure(
        .refused, ActionRefusal.amountNotExact(detail.transaction.amount.label).sentence)
    }
    let currency = ledger.paid.currency
    do throws(AmountMistake) {
      let typed = try TypedAmount.part(amount, currency: currency).get()
      return try TypedAmount.parse(typed, currency: currency, left: ledger.remaining).get()
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension CommandFailure {
  /// What a mistaken amount means: what the payment bars is refused, what cannot be read is a wrong command line.
  fileprivate init(_ mistake: AmountMistake) {
    switch mistake {
    case .exceedsRemaining, .nothingRemains, .otherCurrency:
      self.init(.refused, mistake.sentence)
    case .empty, .space, .sign, .exponent, .letter, .foreignDigit, .stray, .commaForDecimals,
      .commaAfterPoint, .groupsNotOfThree, .commaIsAmbiguous, .severalPoints, .leadingPoint,
      .trailingPoint, .leadingZero, .tooManyDecimals, .zero, .tooLarge, .fullNotKnown:
      self.init(.usage, mistake.sentence)
    }
  }
}
