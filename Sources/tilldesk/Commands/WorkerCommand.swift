import ArgumentParser
import Payments
import Settings
import SupportDesk
import TextSafety

/// `tilldesk worker`: finds out in the background what became of decisions, for all agents.
struct WorkerCommand: FinishingCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Settle uncertain outcomes in the background until told to end.",
    discussion: """
      Prints a line for each thing found out. Sleeps until something is due or the journal changes. Several \
      workers, and desks beside them, do each step once. SIGTERM, SIGHUP and Ctrl-C end it in order.
      """)

  @OptionGroup var options: ConfigurationOptions

  func run(until signals: EndSignals) async throws {
    signals.hold(saying: "Ending after what is under way …")
    let bench = try await LiveServices.ready(options)
    let watch = try JournalWatch(path: bench.configuration.journal) { signals.wake() }
    defer { watch.stop() }
    Console.narrate("Settling what is uncertain in \(bench.configuration.journal).")
    var worker = Worker(bench)
    worker.report(bench.recovered)
    let auditor = Auditor(bench)
    auditor.register()
    while !signals.haveCome {
      let audit = auditor.checkWhenDue { !signals.haveCome }
      let wait = await worker.round { !signals.haveCome }
      await signals.sleep(milliseconds: [wait, audit].compactMap { $0 }.min())
    }
  }
}

/// The rounds of the worker, and what it has told.
private struct Worker {
  /// The shortest pause between two rounds, whatever the plan says, in milliseconds.
  private static let shortestPause: Int64 = 1000

  private let bench: LiveServices
  private var told: Set<AttentionItem.ID> = []

  init(_ bench: LiveServices) {
    self.bench = bench
    told = Set(corrected.map(\.id))
  }

  /// Does what is due, and returns for how many milliseconds there is nothing to do; `nil` until something changes.
  ///
  /// - Parameter mayContinue: Asked before each decision.
  mutating func round(while mayContinue: @escaping @Sendable () -> Bool) async -> Int64? {
    if bench.desk.hasUnmetMerchants { try? await bench.desk.meetMerchants() }
    report((try? bench.desk.recover()) ?? [])
    let round = await bench.desk.settleDue(mayContinue: mayContinue)
    for report in round.reports where report.isNews { tell(report.intent.payment, report.sentence) }
    if !round.reports.isEmpty { reportCorrected() }
    return round.nextDue.map { max($0.milliseconds(since: bench.now()), Self.shortestPause) }
  }

  /// Tells what became of decisions whose process died.
  func report(_ recovered: [Intent]) {
    for intent in recovered { tell(intent.payment, intent.sentence(remaining: nil)) }
  }

  /// Tells what turned out otherwise than recorded.
  private mutating func reportCorrected() {
    for item in corrected where told.insert(item.id).inserted {
      let title: SafeText =
        switch item.matter {
        case .frozen: "Frozen: "
        case .recordBehind, .secondTilldesk: ""
        case .record, .merchant, .movedAnyway, .failedLate, .wentBack, .unknownWord, .needsPerson,
          .unknown, .overdue, .stuck:
          "Not as recorded: "
        }
      tell(item.payment, "\(title)\(item.sentence)")
    }
  }

  private var corrected: [AttentionItem] {
    ((try? bench.desk.attention()) ?? []).filter { item in
      switch item.matter {
      case .frozen, .recordBehind, .secondTilldesk: true
      case .record, .merchant, .movedAnyway, .failedLate, .wentBack, .unknownWord, .needsPerson,
        .unknown, .overdue, .stuck:
        item.finding != nil
      }
    }
  }

  private func tell(_ payment: SafeText, _ sentence: SafeText) {
    let line = LogLine(time: bench.zone.civil(bench.now()), payment: payment, sentence: sentence)
    Console.data(line.text)
    // Settling goes on; where the line is lost, it is told the other way.
    if Console.loss != nil { Console.narrate(line.text) }
  }
}
