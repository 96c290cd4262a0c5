import Journal
import Payments
import ProviderClient
import SeededRandom
import SupportDesk

// The processes that are broken on purpose. They use the doors of the rooms, as any code of the program could.

extension World {
  /// Does to every unknown outcome, once, what this world's mutation does.
  func meddle(_ process: Int, _ desk: SupportDesk) async {
    switch mutation {
    case .none, .resendsInTransport, .losesWrites, .sendsOnAStaleRead, .sendsAfterSuspension: return
    case .recoversTheLiving: try? disk.removeLockFiles()
    case .retriesNaked, .newKeyOnReplay, .freesUnknown, .takesAbsenceAsProof:
      guard let journal = processes[process]?.journal else { return }
      for intent in (try? journal.unresolved()) ?? [] where intent.state == .unknown {
        guard watch.meddled.insert(intent.id).inserted else { continue }
        try? await meddle(intent, journal, desk)
      }
    }
  }

  private func meddle(_ intent: Intent, _ journal: Journal, _ desk: SupportDesk) async throws {
    let connection = desk.connections.first { $0.account.identity == intent.key.account }
    guard let provider = connection?.provider else { return }
    let isKeyed = provider.capabilities.has(.idempotentWrites)
    switch mutation {
    case .retriesNaked where !isKeyed:
      try await resend(intent, key: nil, journal, provider)
    case .newKeyOnReplay where isKeyed:
      let key = RandomStream(seed: dice.next()).bytes(16).reduce("") { $0 + String($1, radix: 16) }
      try await resend(intent, key: key, journal, provider)
    case .freesUnknown: try free(intent, journal)
    case .takesAbsenceAsProof:
      let detail = try await desk.openLive(intent.key)
      if detail.transaction.status == .paid { try free(intent, journal) }
    default: return
    }
  }

  private func free(_ intent: Intent, _ journal: Journal) throws {
    _ = try journal.apply(
      .failed, to: intent.id, actor: intent.actor, cause: "taken for a failure",
      settlement: Settlement(message: "It failed."), at: wallTime)
  }

  private func resend(
    _ intent: Intent, key: String?, _ journal: Journal, _ provider: any PaymentProvider
  ) async throws {
    guard let stored = try journal.write(of: intent.id) else { return }
    let write = PreparedWrite(
      kind: intent.kind, key: intent.key, amount: intent.amount, method: stored.method,
      path: stored.path, accountHeader: stored.accountHeader, body: stored.body,
      idempotencyKey: key, wireAmount: stored.wireAmount,
      credentialFingerprint: stored.credentialFingerprint)
    let sealed = try provider.seal(write)
    _ = try journal.beginAttempt(
      intent.id, sealed: StoredAttempt(nonce: sealed.nonce, timestamp: sealed.timestamp),
      at: wallTime)
    _ = await provider.send(sealed, for: write, through: .open)
  }
}
