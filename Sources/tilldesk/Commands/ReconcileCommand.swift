import ArgumentParser
import Payments
import SupportDesk
import TextSafety

/// `tilldesk reconcile`: finds out what became of decisions, or records what a person found out.
struct ReconcileCommand: FinishingCommand {
  /// The two rulings.
  enum RulingWord: String, ExpressibleByArgument, CaseIterable, Sendable {
    case happened
    case notHappened = "not-happened"
  }

  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Find out what became of refunds and cancels whose outcome is not known.",
    discussion: """
      Without INTENT: everything unresolved. Asks the provider; sends the same request again only where the \
      provider executes it once, and waits up to half a minute for that. What it cannot find out, a person \
      rules on, with evidence. Exit codes: 0 nothing is unknown any more, 5 something is, 2 the ruling was refused, \
      1 not everything could be asked about.
      """)

  @Argument(help: "The decision: its id, at least six digits of it, or its tag TD-XXXXXX-XXXX.")
  var intent: IntentArgument?
  @Flag(name: .long, help: "Send the same request again now, where that is safe.")
  var replay = false
  @Option(name: .long, help: "Rule what became of it: happened, or not-happened.")
  var ruling: RulingWord?
  @Option(
    name: .long, parsing: .unconditional, help: "The provider's id of the refund that it was.")
  var refundID: String?
  @Flag(
    name: .long,
    help: "The refunds that the provider lists and that may be it are others: with not-happened.")
  var noneOfThem = false
  @Flag(
    name: .long,
    help: "What the provider leaves open was looked for elsewhere: with not-happened.")
  var despiteGap = false
  @Option(
    name: .long,
    help: "Release this payment, which was frozen because something turned out otherwise.")
  var release: PaymentArgument?
  @Option(
    name: .long, parsing: .unconditional,
    help: "All that went back of the released payment as you found it; 0 for nothing.")
  var total: String?
  @Flag(
    name: .long,
    help: "The total takes the place of what was stated before, which was wrong: with --release.")
  var corrects = false
  @Option(
    name: .long, parsing: .unconditional,
    help: "What you saw, and where; needed to rule and to release.")
  var evidence: String?
  @Flag(name: .long, help: "Confirm the ruling or the release.")
  var yes = false
  @Flag(name: .long, help: "Print an array of objects.")
  var json = false
  @OptionGroup var options: ConfigurationOptions

  func run(until signals: EndSignals) async throws {
    if let mistake { throw CommandFailure(.usage, mistake) }
    let bench = try await LiveServices.ready(options)
    signals.hold(saying: "Stopping after what is under way …")
    if let release {
      try await bench.release(
        release, total: total ?? "", isCorrection: corrects, evidence: evidence ?? "", json: json)
    } else if let ruling, let name = intent {
      try await bench.rule(
        try bench.intent(named: name), made(ruling), evidence: evidence ?? "", json: json)
    } else {
      try await ask(bench, until: signals)
    }
  }

  /// What is wrong with the combination; `nil` when nothing is.
  private var mistake: SafeText? {
    let decides = ruling != nil || release != nil
    if ruling != nil, intent == nil { return "Say which decision the ruling is on." }
    if replay, intent == nil { return "Say which decision to send again." }
    if release != nil, ruling != nil || intent != nil {
      return "--release is about a payment, not about a decision."
    }
    if replay, decides { return "Either send it again, or rule on it." }
    if refundID != nil, ruling != .happened { return "--refund-id goes with --ruling happened." }
    if noneOfThem, ruling != .notHappened {
      return "--none-of-them goes with --ruling not-happened."
    }
    if despiteGap, ruling != .notHappened {
      return "--despite-gap goes with --ruling not-happened."
    }
    if evidence != nil, !decides { return "--evidence goes with --ruling or --release." }
    if corrects, release == nil { return "--corrects goes with --release." }
    if total != nil, release == nil { return "--total goes with --release." }
    if release != nil, total == nil {
      return "Say with --total how much went back of the payment in all; it enters the ledger."
    }
    if ruling != nil, !yes {
      return "A ruling counts as the truth from then on; add --yes to confirm it."
    }
    if release != nil, !yes {
      return "A released payment can be refunded again; add --yes to confirm it."
    }
    return nil
  }

  private func made(_ word: RulingWord) -> Ruling {
    switch word {
    case .happened: .happened(refundID: refundID.map { ForeignText($0) })
    case .notHappened: .didNotHappen(noneOfThem: noneOfThem, despiteGap: despiteGap)
    }
  }

  private func ask(_ bench: LiveServices, until signals: EndSignals) async throws {
    var reconciler = Reconciler(bench, until: signals)
    let isUncertain: Bool
    var matters = 0
    if let name = intent {
      try await reconciler.one(try bench.intent(named: name), replaying: replay)
      isUncertain = reconciler.settled.contains { $0.intent.countsAs.isUncertain }
    } else {
      try await reconciler.everything()
      // A payment that is locked, a record in doubt: to find out is not all that may be left to do.
      matters = try bench.attentionCount()
      isUncertain = try matters > 0 || bench.unresolved().contains { $0.state.isUncertain }
    }
    bench.report(reconciler.settled, json: json, isClear: matters == 0)
    if signals.exitCode == .interrupted { throw CommandFailure(.interrupted, "") }
    guard isUncertain else {
      guard reconciler.isPartial else { return }
      throw CommandFailure(.failed, "Not everything could be asked about.")
    }
    throw CommandFailure(
      .unknown, "Not everything is known. What can be done about it: tilldesk attention")
  }
}
