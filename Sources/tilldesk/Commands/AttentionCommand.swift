import ArgumentParser
import Payments
import SupportDesk
import TextSafety

/// `tilldesk attention`: what is unresolved, with its evidence, and what a person says of what turned out otherwise.
struct AttentionCommand: FinishingCommand {
  static let configuration = CommandConfiguration(
    commandName: "attention",
    abstract:
      "List what needs somebody: the record, accounts, unknown outcomes, what turned out otherwise.",
    discussion: """
      Alone it reads the record only and asks no provider; tilldesk reconcile asks. The exit code is 0 whether or \
      not something needs attention. With INTENT and one of --ours, --elsewhere and --not-this-one it records what \
      you say that something was that turned out otherwise than recorded; the payment is read before.
      """)

  @Argument(help: "The decision: its id, at least six digits of it, or its tag TD-XXXXXX-XXXX.")
  var intent: IntentArgument?
  @Flag(name: .long, help: "What the provider shows is this decision's after all.")
  var ours = false
  @Flag(name: .long, help: "Somebody made it elsewhere; it enters the ledger.")
  var elsewhere = false
  @Flag(name: .customLong("not-this-one"), help: "It is not about this decision.")
  var notThisOne = false
  @Option(name: .long, help: "How much was refunded elsewhere.")
  var amount: String?
  @Option(name: .long, help: "Who refunded it elsewhere.")
  var who: String?
  @Option(name: .long, help: "The provider's id of what was refunded elsewhere.")
  var refundID: String?
  @Option(name: .long, help: "Which of several things it is about: the id or word in its line.")
  var effect: String?
  @Option(name: .long, help: "What you saw, and where.")
  var evidence: String?
  @Flag(name: .long, help: "Confirm it.")
  var yes = false
  @Flag(name: .long, help: "Print an array of objects.")
  var json = false
  @OptionGroup var options: ConfigurationOptions

  func run(until signals: EndSignals) async throws {
    if let mistake { throw CommandFailure(.usage, mistake) }
    let bench = try LiveServices.open(options)
    guard let intent else { return try list(bench) }
    signals.hold(saying: "Stopping after what is under way …")
    try await bench.resolve(
      try bench.intent(named: intent), effect: effect,
      { (decided) throws(CommandFailure) in try answer(in: decided.currency) },
      evidence: evidence ?? "", json: json)
  }

  private func list(_ bench: LiveServices) throws {
    let dossiers = try bench.matters()
    if json {
      Console.data(.array(dossiers.map(JSONValue.matter)))
    } else if dossiers.isEmpty {
      Console.data("Nothing needs attention.")
    } else {
      for (number, dossier) in dossiers.enumerated() {
        if number > 0 { Console.data("") }
        Console.data(lines: AttentionText(dossier, zone: bench.zone).lines)
      }
    }
  }

  private func answer(in currency: Currency) throws(CommandFailure) -> FindingAnswer {
    if ours { return .ours }
    if notThisOne { return .notThisOne }
    switch TypedAmount.parse(amount ?? "", currency: currency, remaining: nil) {
    case .success(let money):
      return .elsewhere(amount: money, who: who ?? "", refundID: refundID.map { ForeignText($0) })
    case .failure(let mistake): throw CommandFailure(.usage, "--amount: \(mistake.sentence)")
    }
  }

  /// What is wrong with the combination; `nil` when nothing is.
  private var mistake: SafeText? {
    let answers = [ours, elsewhere, notThisOne].count { $0 }
    let particulars = amount != nil || who != nil || refundID != nil
    guard intent != nil else {
      return answers > 0 || particulars || effect != nil || evidence != nil || yes
        ? "Say which decision it is about." : nil
    }
    if answers != 1 { return "Say one of --ours, --elsewhere and --not-this-one." }
    if elsewhere, amount == nil || who == nil {
      return "--elsewhere needs --amount and --who."
    }
    if particulars, !elsewhere { return "--amount, --who and --refund-id go with --elsewhere." }
    if evidence == nil { return "Say with --evidence what you saw, and where." }
    return yes ? nil : "It counts as the truth from then on; add --yes to confirm it."
  }
}
