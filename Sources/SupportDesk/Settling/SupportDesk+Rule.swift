import Journal
package import Payments
import ProviderClient
import TextSafety

// Rulings, and what a person is told of.

extension SupportDesk {
  /// Records this person's ruling on a decision whose end the provider does not tell (I17).
  ///
  /// The payment is read immediately before; when that settles the decision, the ruling is not made and the result says
  /// what the provider says. Nobody rules while it is being looked at or sent again: what is on its way would arrive
  /// after the ruling.
  package func rule(
    _ id: IntentID, _ ruling: Ruling, evidence: String
  ) async throws(DeskError) -> SettlingReport {
    try await claimed(id) { settling async throws(DeskError) in
      try await rule(settling.intent, ruling, evidence: evidence)
    }
  }

  private func rule(
    _ before: Intent, _ ruling: Ruling, evidence: String
  ) async throws(DeskError) -> SettlingReport {
    guard before.state.after(.ruledDone) != nil else {
      throw .refused(.ruling("There is nothing to rule on: \(before.state.title)."))
    }
    guard before.state != .pending || matter(of: before) == .overdue else {
      throw .refused(
        .ruling("The provider accepted it and may still finish it; it is not overdue yet."))
    }
    let looks = try recorded { () throws(JournalError) in try journal.looks(of: before.id) }
    let lastRead = looks.last { $0.look.couldRead }?.look
    let shown = lastRead?.matches ?? []
    let shownGap = looks.last { $0.look.tells }?.look.gap
    let look = try await look(at: before, by: actor, before: ruling)
    guard look.intent.state == before.state else { return report(look.intent, was: before.state) }
    if ruling.isNo, !look.couldRead, look.gap == nil {
      throw .refused(
        .ruling(
          "The provider gives no answer now that can be read, so nobody can rule that it did not happen: rule again once it answers."
        ))
    }
    if ruling.isNo, look.isSilent, lastRead?.hint == .happened {
      throw .refused(
        .ruling(
          "When the payment was last read, it looked as if it happened, so nobody can rule now that it did not: rule that it happened, or have the payment read again."
        ))
    }
    if ruling.isNo, let gap = look.gap {
      guard ruling.isDespiteGap else {
        throw .refused(
          .ruling(
            "\(gap) Look elsewhere whether it happened; who did says so with --despite-gap."
          ))
      }
      guard gap == shownGap else {
        throw .refused(.ruling("\(gap) Nobody was shown that before: look at it, then rule again."))
      }
    }
    if let objection = look.objection {
      // Too early, Tilldesk may still find out by itself.
      try recorded { () throws(JournalError) in
        try journal.requireProofOfAbsence(
          of: before.id, despiteGap: ruling.isDespiteGap, at: now())
      }
      // It would be held again by the next read; locked, it has a way out.
      let sentence: SafeText =
        "\(objection) So nobody can rule that it did not happen: compare it at the provider, then rule that it happened, or release the payment with all that went back of it."
      try recorded { () throws(JournalError) in
        if try !journal.isFrozen(before.key) {
          try journal.correction(
            sentence.text, on: before.key, intent: before.id, actor: Journal.desk, at: now())
        }
      }
      annotate(before.key)
      throw .refused(.ruling(sentence))
    }
    // Of a row that only this read brought nobody can have said that it is another one.
    // What is not read now was still shown.
    let unseen = (look.couldRead ? look.matches : shown).filter { row in
      !ruling.isNoneOfThem || !shown.contains(where: row.isSame)
    }
    if ruling.isNo, !unseen.isEmpty {
      let ids = unseen.prefix(3).map { $0.id?.safe ?? "no id" }.joined(separator: ", ")
      throw .refused(
        .ruling(
          "\(unseen.count == 1 ? "A refund" : "\(unseen.count) refunds") at the provider may be this one (\(ids)): compare, then rule that it happened, or say that it is none of them."
        ))
    }
    if ruling.isNo, look.gap != nil {
      // What the provider leaves open leaves open what remains, until it shows a whole list.
      try recorded { () throws(JournalError) in
        try journal.saveKnownRefunds(
          [.lacking(in: before.amount.currency)], isComplete: false, for: before.key, at: now())
      }
    }
    let ruled = try recorded { () throws(JournalError) in
      switch ruling {
      case .happened(let refundID):
        try journal.rule(
          .ruledDone, on: before.id, evidence: evidence, refundID: refundID, actor: actor, at: now()
        )
      case .didNotHappen:
        try journal.rule(
          .ruledNotDone, on: before.id, evidence: evidence, refundID: nil,
          despiteGap: ruling.isDespiteGap, actor: actor, at: now())
      }
    }
    annotate(ruled.key)
    return report(ruled, was: before.state)
  }

  /// What happened to this person's decisions that they have not seen: while they were away, or when their line dropped.
  package func news() throws(DeskError) -> [Intent] {
    _ = try recover()
    return try recorded { () throws(JournalError) in
      try journal.untold(
        to: actor, since: now().adding(milliseconds: -settling.lookingEnds))
    }
  }

  /// Remembers that this person has seen where a decision stands.
  ///
  /// When it cannot be remembered they are told once more; nothing else depends on it.
  package func tell(_ id: IntentID) { try? journal.tell(id) }
}
