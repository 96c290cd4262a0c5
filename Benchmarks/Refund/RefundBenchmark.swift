import Foundation
import Journal
import Payments
import ProviderClient
import ProviderSandbox
import SupportDesk
import TextSafety
import TilldeskCrypto

/// What being durable costs: the three changes of the journal around one refund, beside the refund's own request over
/// loopback.
///
/// Prints what it measured; judges nothing.
@main
struct RefundBenchmark {
  private static let rounds = 200

  static func main() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "tilldesk-refunds-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sandbox = try await Sandbox.start(
      configuration: SandboxConfiguration { now().milliseconds })
    let changes = Stopwatch()
    let requests = Stopwatch()
    let desk = try desk(on: sandbox, in: folder, changes: changes, requests: requests)
    await desk.fill(pages: 20) { _, _ in }
    let samples = try await refunds(on: desk, changes: changes, requests: requests)
    await sandbox.stop()
    report(samples)
  }

  // MARK: - Measuring

  /// The times of one refund: its changes of the journal in order, and its request.
  private struct Sample {
    var changes: [Duration]
    var request: Duration
  }

  private static func refunds(
    on desk: SupportDesk, changes: Stopwatch, requests: Stopwatch
  ) async throws -> [Sample] {
    var samples: [Sample] = []
    let parsed = QueryParser.parse(
      "status:paid currency:gbp amount:>=2", now: now(), zone: .utc,
      accounts: desk.accounts.map(\.name), providers: ["neropay"], actor: desk.actor)
    guard let query = parsed.query else { return samples }
    for row in try desk.findLocal(query, limit: rounds * 2).rows where samples.count < rounds {
      guard let detail = try? await desk.openLive(row.id), detail.refundRefusal == nil else {
        continue
      }
      let review = try await desk.review(
        Decision(
          kind: .refund, key: row.id, amount: Money(minor: 100, currency: .gbp),
          seen: detail.fingerprint))
      _ = changes.take()
      _ = requests.take()
      _ = try await desk.send(try desk.prepare(review).id)
      guard let request = requests.take().first else { continue }
      samples.append(Sample(changes: changes.take(), request: request))
    }
    return samples
  }

  private static func desk(
    on sandbox: Sandbox, in folder: URL, changes: Stopwatch, requests: Stopwatch
  ) throws -> SupportDesk {
    let path = folder.appending(path: "journal.sqlite").path
    let journal = try Journal(
      path: path,
      owner: OwnerLock(
        besideJournal: path, process: ProcessInfo.processInfo.processIdentifier, random: .system),
      random: .system, bootClock: .system(),
      fuse: JournalFuse(
        before: { () throws(JournalError) in changes.start() },
        after: { () throws(JournalError) in changes.stop() }))
    let account = ProviderAccount(
      provider: ProviderName(rawValue: "neropay"), baseURL: sandbox.baseURL(of: .neropay),
      secret: try Secret(text: NeroPaySimulator.demoKeys.own))
    let provider = TimedProvider(
      try ProviderCatalogue.standard.make(
        account: account, transport: LiveTransport(clock: now), clock: now, random: .system),
      requests: requests)
    guard let name = AccountName("uk-store") else { preconditionFailure("The name is one.") }
    return SupportDesk(
      connections: [
        SupportDesk.Connection(
          account: DeskAccount(
            name: name, identity: provider.identity, mode: .test, providerTitle: provider.title,
            capabilities: provider.capabilities, writeObstacle: nil, undoSeconds: 0),
          provider: provider)
      ], actor: Actor("bench"), journal: journal,
      index: try TransactionIndex(path: folder.appending(path: "index.sqlite").path),
      policy: DecisionPolicy(wantsReference: { _ in false }), now: now, pause: { _ in },
      random: .system)
  }

  private static let now: @Sendable () -> Instant = {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  // MARK: - Saying

  private static func report(_ samples: [Sample]) {
    guard !samples.isEmpty else { return print("No refund was measured.") }
    let steps = ["durable intent", "durable attempt", "durable outcome"]
    for (place, step) in steps.enumerated() {
      print(
        line(
          step, samples.compactMap { $0.changes.indices.contains(place) ? $0.changes[place] : nil })
      )
    }
    let journal = samples.map { $0.changes.reduce(.zero, +) }
    let requests = samples.map(\.request)
    print(line("journal together", journal))
    print(line("the request itself", requests))
    let share = journal.reduce(.zero, +) / requests.reduce(.zero, +)
    print(
      "\(samples.count) refunds; the journal adds \(Int((share * 100).rounded())) % to a request over loopback"
    )
  }

  private static func line(_ name: String, _ times: [Duration]) -> String {
    let sorted = times.sorted()
    guard !sorted.isEmpty else { return "\(name): not measured" }
    let median = sorted[sorted.count / 2]
    let late = sorted[sorted.count * 95 / 100]
    return
      "\(name.padding(toLength: 20, withPad: " ", startingAt: 0)) p50 \(text(median))  p95 \(text(late))"
  }

  private static func text(_ time: Duration) -> String {
    time.formatted(.units(allowed: [.milliseconds], fractionalPart: .show(length: 2)))
  }
}
