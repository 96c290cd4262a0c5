import Payments
import SupportDesk
import TextSafety

/// One matter as lines: what is the matter, what is known, what comes next, and which commands do something about it.
struct AttentionText {
  private let dossier: Dossier
  private let zone: ZoneOffsets

  /// Makes the text of a matter, with times in a zone.
  init(_ dossier: Dossier, zone: ZoneOffsets) {
    self.dossier = dossier
    self.zone = zone
  }

  /// The lines: a head, and the rest set in.
  var lines: [SafeText] {
    [head] + ([dossier.item.sentence] + evidence + prospects + commands).map { "  \($0)" }
  }

  private var item: AttentionItem { dossier.item }

  private var head: SafeText {
    let decision: SafeText =
      item.intent.map { "  \($0.kind.rawValue) of \($0.amount.text) by \($0.actor.safe)" } ?? ""
    let subject = [payment, item.reference, item.mode.word].filter { !$0.isEmpty }
      .joined(separator: "  ")
    let since: SafeText = item.since.map { "  since \(minute($0))" } ?? ""
    return "\(item.matter.title(of: item.intent).padded(to: 15))  \(subject)\(decision)\(since)"
  }

  // MARK: - What is known

  private var evidence: [SafeText] {
    var lines: [SafeText] = []
    if !dossier.request.isEmpty { lines.append("Request: \(dossier.request)") }
    lines += dossier.entries.map { entry in
      let words: SafeText = entry.words.isEmpty ? "" : ": \(entry.words)"
      return "\(second(entry.time))  \(entry.actor.safe)  \(entry.title)\(words)"
    }
    lines += dossier.matches.map { row in
      let time: SafeText = row.time.map { "  \($0.original)" } ?? ""
      let id: SafeText = row.id.map { "\($0)" } ?? "without an id"
      return "May be this one: \(id)  \(row.amount.text)  \(row.providerStatus)\(time)"
    }
    return lines
  }

  // MARK: - What comes next

  private var prospects: [SafeText] {
    guard item.intent != nil, item.matter != .frozen, item.finding == nil else { return [] }
    // Without its account nothing is known of how often.
    if let refusal = item.refusals[.check] { return ["Next: nothing by itself. \(refusal)"] }
    let asked: SafeText = item.looks == 0 ? "not asked" : "asked \(Self.times(item.looks))"
    let counts: SafeText = "Sent \(Self.times(item.attempts)), \(asked) since."
    let suggestion: [SafeText] = item.suggestion.map { [$0] } ?? []
    return [counts] + suggestion + [next]
  }

  private var next: SafeText {
    guard let plan = item.plan else { return "Next: nothing by itself; a person has to rule." }
    let time = second(plan.due)
    return switch plan.step {
    case .look: "Next: asks the provider again, \(time)."
    case .replay: "Next: asks, then sends the same bytes under the same key, \(time)."
    case .handOver(let reason): "Next: hands it to a person: \(reason)."
    }
  }

  /// Each line: a command, and what it does or why it cannot now.
  private var commands: [SafeText] {
    switch item.id {
    case .payment:
      return [
        "tilldesk show \(payment)",
        "tilldesk reconcile --release \(payment) --total … --evidence \"…\" --yes",
      ]
    case .account:
      return [
        "tilldesk show ACCOUNT/ID",
        "tilldesk reconcile --release ACCOUNT/ID --total … --evidence \"…\" --yes",
      ]
    case .record, .tags:
      return ["tilldesk journal", "tilldesk journal accept --evidence \"…\""]
    case .merchant: return ["tilldesk accounts"]
    case .finding(let id, _, _):
      let attention: SafeText = "tilldesk attention \(id.short)"
      let actions: [(AttentionItem.Action, SafeText)] = [
        (.check, "tilldesk reconcile \(id.short)"),
        (.ours, "\(attention) --ours --evidence \"…\" --yes"),
        (.elsewhere, "\(attention) --elsewhere --amount … --who … --evidence \"…\" --yes"),
        (.notThisOne, "\(attention) --not-this-one --evidence \"…\" --yes"),
      ]
      return actions.map(possible)
    case .intent(let id):
      let reconcile: SafeText = "tilldesk reconcile \(id.short)"
      // What may be it has to be told apart by whoever rules.
      let (which, others): (SafeText, SafeText) =
        dossier.matches.isEmpty ? ("", "") : (" --refund-id …", " --none-of-them")
      let despite: SafeText = item.gap == nil ? "" : " --despite-gap"
      let actions: [(AttentionItem.Action, SafeText)] = [
        (.check, reconcile), (.replay, "\(reconcile) --replay"),
        (.ruleHappened, "\(reconcile) --ruling happened\(which) --evidence \"…\" --yes"),
        (
          .ruleNotHappened,
          "\(reconcile) --ruling not-happened\(others)\(despite) --evidence \"…\" --yes"
        ),
      ]
      return actions.map(possible) + objection
    }
  }

  /// What a ruling that it did not happen leads to, where what was read speaks against it.
  private var objection: [SafeText] {
    guard let objection = item.objection, item.refusals[.ruleNotHappened] == nil else { return [] }
    return [
      "Not ruled as not happened: \(objection) The attempt locks the payment, which is released with the total that went back."
    ]
  }

  private func possible(_ action: AttentionItem.Action, _ command: SafeText) -> SafeText {
    item.refusals[action].map { "Not now: \(command): \($0)" } ?? command
  }

  // MARK: - Words

  private var payment: SafeText { item.payment }

  private func minute(_ time: Instant) -> SafeText {
    "\(zone.civil(time).minuteText) \(zone.name)"
  }

  private func second(_ time: Instant) -> SafeText { "\(zone.civil(time).secondText)" }

  private static func times(_ count: Int) -> SafeText {
    count == 1 ? "once" : "\(count) times"
  }
}
