import Journal
import Payments
import ProviderClient
import TextSafety

extension SupportDesk {
  /// Sends the same bytes under the same key once more, and records what came of it (I2, I6, I7).
  ///
  /// - Parameter read: What the look before it showed.
  func replay(
    _ intent: Intent, after read: MeasuredRead, by actor: Actor
  ) async throws(DeskError) -> Intent {
    let connection = try connection(for: intent.key.account)
    let found = try recorded { () throws(JournalError) in try journal.write(of: intent.id) }
    guard let stored = found else {
      throw .journal("The request of this decision is gone.", mayHaveMoved: true)
    }
    if let obstacle = connection.account.writeObstacle {
      return try handOver(
        intent, cause: "cannot be sent again", message: "It cannot be sent again: \(obstacle)")
    }
    let write = PreparedWrite(stored, for: intent)
    let sealed: SealedWrite
    do throws(ProviderError) { sealed = try connection.provider.seal(write) } catch {
      return try handOver(
        intent, cause: "cannot be sent again",
        message: "It cannot be sent again: \(error.sentence)")
    }
    let sent = StoredAttempt(sealed)
    let begun = moment()
    let attempt = try recorded { () throws(JournalError) in
      try journal.beginAttempt(intent.id, sealed: sent, actor: actor, at: begun.wall)
    }
    let first = try recorded { () throws(JournalError) in
      try journal.history(of: intent.id)?.attempts.first?.begun
    }
    let check = lastCheck(
      LastCheck.Terms(
        intent: intent.id, attempt: attempt, begun: begun, confirmed: nil,
        firstBegun: first ?? begun),
      read: read.moment
    ) { () async throws(DeskError) in
      let again = try await self.measured(intent.key, connection: connection)
      return (again.moment, again.fingerprint.difference(from: read.fingerprint))
    }
    var reply = await transmit(sealed, for: write, over: connection, check: check)
    // What is known of the decision stays unknown; the sentence is about this attempt alone.
    if case .notSent(let why) = reply.outcome { reply.outcome = .notSent("Not sent again: \(why)") }
    let event = reply.speaksForAll(of: write) ? reply.outcome.event : nil
    return try record(reply, event: event, attempt: attempt, of: intent, by: actor)
  }

  /// Sends a sealed write; connecting is tried again while it is certain that nothing left (`MoneySafety.md` §6).
  ///
  /// A process that stood still meanwhile sends nothing late: what was confirmed, or safe to repeat, is so no more.
  func transmit(
    _ sealed: consuming SealedWrite, for write: PreparedWrite, over connection: Connection,
    check: LastCheck
  ) async -> WriteReply {
    let begun = moment()
    var result = await connection.provider.send(sealed, for: write, through: check.gate)
    for delay in settling.connectDelays {
      switch consume result {
      case .spent(let reply): return check.explained(reply)
      case .unsent(let reply, let again):
        await pause(delay)
        guard planner.time.mostElapsed(since: begun) <= settling.longestRequest else {
          return reply
        }
        result = await connection.provider.send(again, for: write, through: check.gate)
      }
    }
    return check.explained(result.reply())
  }

  /// This moment by both clocks.
  func moment() -> RecordedMoment { moment(of: now()) }

  /// The moment by both clocks at which the wall clock showed a time a little while ago.
  func moment(of wall: Instant) -> RecordedMoment {
    let boot = journal.bootTime
    let age = max(0, now().milliseconds(since: wall))
    return RecordedMoment(
      event: 0, wall: wall,
      boot: BootTime(bootID: boot.bootID, milliseconds: boot.milliseconds - age))
  }

  /// The check of one attempt.
  func lastCheck(
    _ terms: LastCheck.Terms, read: RecordedMoment, reading: @escaping LastCheck.Reading
  ) -> LastCheck {
    LastCheck(
      terms, read: read, policy: settling, journal: journal, now: now, reading: reading)
  }

  /// Records what came back for an attempt.
  ///
  /// - Parameter event: What it does to the decision; `nil` when it settles its own attempt only (I7).
  func record(
    _ reply: WriteReply, event: IntentEvent?, attempt: Int, of intent: Intent, by actor: Actor
  ) throws(DeskError) -> Intent {
    let time = now()
    let outcome = UnrecordedOutcomes.Outcome(
      intent: intent, attempt: attempt, answer: StoredAnswer(reply), event: event,
      settlement: event == nil ? Settlement(unsettling: reply) : Settlement(reply, at: time),
      unsettled: Settlement(unsettling: reply), needsHuman: reply.needsHuman, actor: actor,
      time: time)
    do throws(JournalError) { return try write(outcome) } catch {
      // I14: the request is out and its end cannot be written; the journal still says that it is on
      // its way, which a restart reads as unknown.
      unrecorded.keep(outcome)
      throw .journal(
        "\(error.sentence(during: .recording)) Do not repeat it. \(outcome.settlement.safeMessage)",
        mayHaveMoved: true)
    }
  }

  /// Writes the outcomes that could not be written when they came.
  func recordLate() {
    for outcome in unrecorded.takeAll() {
      do throws(JournalError) { _ = try write(outcome) } catch {
        // What the journal will never take is no longer ours to write: another process settled it.
        if case .noOpenAttempt = error { continue }
        unrecorded.keep(outcome)
      }
    }
  }

  private func write(_ outcome: UnrecordedOutcomes.Outcome) throws(JournalError) -> Intent {
    let id = outcome.intent.id
    var ended: Intent
    do throws(JournalError) {
      ended = try journal.record(
        outcome.answer, attempt: outcome.attempt, of: id, event: outcome.event,
        settlement: outcome.settlement, actor: outcome.actor, at: outcome.time)
    } catch {
      // A read settled it while this was on its way, or it is a no to one of several attempts: the answer is kept
      // beside what is known.
      guard case .impossible = error else { throw error }
      ended = try journal.record(
        outcome.answer, attempt: outcome.attempt, of: id, event: nil,
        settlement: outcome.unsettled, actor: outcome.actor, at: outcome.time)
    }
    if outcome.needsHuman, ended.state == .unknown {
      ended = try journal.apply(
        .checksExhausted, to: id, actor: Journal.desk, cause: "contradictory answer",
        settlement: outcome.unsettled, at: outcome.time)
    }
    annotate(outcome.intent.key)
    noteTags(in: outcome.settlement.knownRefunds, of: ended)
    if !outcome.settlement.knownRefunds.isEmpty { compareHistory(of: outcome.intent.key) }
    return ended
  }
}

extension SupportDesk {
  /// Notes the tags of rows that came with an answer.
  ///
  /// Where that fails the outcome stands all the same, and the next read of the payment shows the rows again.
  private func noteTags(in rows: [ReportedRefund], of intent: Intent) {
    guard rows.contains(where: { $0.details != nil }),
      let payment = try? index.transaction(intent.key)?.transaction
    else { return }
    try? noteTags(in: rows, of: payment)
  }

  /// Compares what answers told of a payment's refunds with every decision on it (I27).
  ///
  /// Where that fails the outcome stands all the same, and the next read of the payment compares them again.
  private func compareHistory(of key: PaymentKey) {
    guard let connection = try? connection(for: key.account),
      let payment = try? index.transaction(key)?.transaction
    else { return }
    try? booked { () throws(DeskError) in
      try compareTold(of: payment, connection: connection)
    }
  }
}

extension WriteReply {
  /// Whether the answer to a replay settles every attempt under its key: only a success does (I7, I22).
  func speaksForAll(of write: PreparedWrite) -> Bool {
    switch outcome {
    case .succeeded, .pending:
      write.idempotencyKey != nil && (200..<300).contains(evidence.httpStatus ?? 0)
    case .notSent, .rejected, .failed, .unknown: false
    }
  }
}
