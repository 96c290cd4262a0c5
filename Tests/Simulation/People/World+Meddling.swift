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
    case .none, .resendsInTransport, .losesWrites, .sendsOnAStaleRead, .sendsAfterSuspension,
      .takesStandingRecord, .believesOthersAnswer, .neverReadsAgain, .trustsKeysForLong,
      .newKeyNewMerchant, .aliasDecides, .forgetsWitness, .believesRows, .typedTagCounts:
      return
    case .recoversTheLiving: try? disk.removeLockFiles()
    case .retriesNaked, .newKeyOnReplay, .freesUnknown, .takesAbsenceAsProof, .noSpeaksForAll:
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
    case .noSpeaksForAll where isKeyed:
      // On a fresh read, so that the harm is what it makes of the answer.
      _ = try await desk.openLive(intent.key)
      guard mayGoAgain(intent.id) else {
        watch.meddled.remove(intent.id)
        return
      }
      let key = try journal.write(of: intent.id)?.idempotencyKey
      switch try await resend(intent, key: key, journal, provider)?.outcome {
      case .rejected, .failed: try forced(journal, intent.id, wallTime)
      case .notSent, .succeeded, .pending, .unknown, nil: return
      }
    case .freesUnknown: try free(intent, journal)
    case .takesAbsenceAsProof:
      let detail = try await desk.openLive(intent.key)
      if detail.transaction.status == .paid { try free(intent, journal) }
    default: return
    }
  }

  /// Whether a repetition breaks no other rule: not at once, not late, and not too often.
  private func mayGoAgain(_ id: IntentID) -> Bool {
    guard let writes = watch.writes[id] else { return false }
    return time - (writes.lastReply ?? writes.lastDeparture) > 10_000
      && time - writes.firstDeparture < 14 * Scene.minute && writes.connected.count < 4
  }

  private func free(_ intent: Intent, _ journal: Journal) throws {
    _ = try journal.apply(
      .failed, to: intent.id, actor: intent.actor, cause: "taken for a failure",
      settlement: Settlement(message: "It failed."), at: wallTime)
  }

  @discardableResult
  private func resend(
    _ intent: Intent, key: String?, _ journal: Journal, _ provider: any PaymentProvider
  ) async throws -> WriteReply? {
    guard let stored = try journal.write(of: intent.id) else { return nil }
    let write = PreparedWrite(
      kind: intent.kind, key: intent.key, amount: intent.amount, method: stored.method,
      path: stored.path, accountHeader: stored.accountHeader, body: stored.body,
      idempotencyKey: key, wireAmount: stored.wireAmount,
      credentialFingerprint: stored.credentialFingerprint)
    let sealed = try provider.seal(write)
    _ = try journal.beginAttempt(
      intent.id, sealed: StoredAttempt(nonce: sealed.nonce, timestamp: sealed.timestamp),
      at: wallTime)
    return await provider.send(sealed, for: write, through: .open).reply()
  }
}
