import Payments
import SupportDesk
import TextSafety

// Ruling on what cannot be found out: written down first, then typed like a refund.

extension DeskModel {
  // MARK: - The form

  /// `h`, `n`, `u`, `o`, `w` and `d`: opens the form for a verdict on the matter under the cursor, with the draft where one was kept.
  mutating func openRuling(_ verdict: RulingFormModel.Verdict) -> [DeskEffect] {
    guard let dossier = attention.dossier, let item = attention.selectedItem else { return [] }
    let fresh = RulingFormModel(item: item, verdict: verdict, matches: dossier.matches)
    guard var draft = rulingDrafts.removeValue(forKey: fresh.id) else { return restore(fresh) }
    draft.mistakes = [:]
    draft.take(dossier)
    layers.append(.ruling(draft))
    return say(.note, "What you wrote is back; nothing of it was ruled.")
  }

  /// Opens a form with what an earlier session left of it, where it did.
  private mutating func restore(_ fresh: RulingFormModel) -> [DeskEffect] {
    var form = fresh
    guard let draft = memory.rulings[fresh.id], draft.isCurrent(at: now) else {
      layers.append(.ruling(form))
      return []
    }
    form.evidence.replace(with: draft.evidence)
    layers.append(.ruling(form))
    let time = TimeText.recent(draft.saved, zone: context.zone, now: now)
    return say(.note, "What you wrote at \(time) is back; nothing of it was ruled.")
  }

  /// Shows evidence that was read anew in the open form.
  mutating func showInRuling(_ dossier: Dossier?) {
    // While a ruling stands on the confirm screen, what it was made of stays as it is.
    guard let dossier, confirm == nil else { return }
    changeRuling { form in
      if form.item.id == dossier.item.id { form.take(dossier) }
    }
  }

  /// Esc: keeps what was written and goes back.
  mutating func leaveRuling() -> [DeskEffect] {
    guard let ruling else { return [] }
    rulingDrafts[ruling.id] = ruling.isPristine ? nil : ruling
    let written = keepDraft()
    let key = context.keymap.keyName(for: ruling.verdict.action)
    let notices =
      ruling.isPristine ? [] : say(.note, "What you wrote is kept; \(key) opens it again.")
    return written + closeFront() + notices
  }

  /// Enter on the button: goes on to what has to be typed, or says what is missing.
  mutating func reviewRuling() -> [DeskEffect] {
    var mistaken: RulingFormModel.Field?
    changeRuling { form in
      form.mistakes[.review] = nil
      mistaken = form.firstMistakenField()
      if let mistaken { form.field = mistaken }
    }
    guard mistaken == nil, let ruling else { return [] }
    layers.append(.confirm(ConfirmModel(ruling: ruling)))
    return []
  }

  // MARK: - The end

  /// The ruling is recorded, or the provider's answer made it needless, or it was refused.
  mutating func ruled(
    _ serial: Int, _ result: Result<DecisionNews, DeskError>
  ) -> [DeskEffect] {
    guard isRecording(serial) else { return [] }
    switch result {
    case .success(let news):
      let effects = closeConfirm() + closeRuling()
      let isRuled = news.intent.state == .ruledDone || news.intent.state == .ruledNotDone
      let sentence: SafeText =
        isRuled ? news.line : "Not ruled, for the provider tells: \(news.line)"
      return effects + say(news.level, sentence, of: news.intent) + tell(news.intent)
        + readAgain(after: [news.intent.key]) + lookAtOpenDecisions()
    case .failure(let error): return refuseRuling(error)
    }
  }

  /// The payment is released, or it was refused.
  mutating func released(
    _ serial: Int, _ result: Result<ReleaseReport, DeskError>
  ) -> [DeskEffect] {
    guard isRecording(serial) else { return [] }
    switch result {
    case .success(let report):
      let reference = ruling?.item.reference ?? report.key.id.safe
      let effects = closeConfirm() + closeRuling()
      return effects
        + say(
          report.open == nil ? .success : .warning, "Released \(reference): \(report.sentence)")
        + readAgain(after: [report.key]) + lookAtOpenDecisions()
    case .failure(let error): return refuseRuling(error)
    }
  }

  /// What a finding was is recorded, or it was refused, or it shows no more.
  mutating func resolved(
    _ serial: Int, _ result: Result<FindingReport, DeskError>
  ) -> [DeskEffect] {
    guard isRecording(serial) else { return [] }
    switch result {
    case .success(let report):
      let effects = closeConfirm() + closeRuling()
      return effects + say(.success, report.sentence, of: report.intent)
        + readAgain(after: [report.intent.key]) + lookAtOpenDecisions()
    case .failure(let error): return refuseRuling(error)
    }
  }

  private func isRecording(_ serial: Int) -> Bool {
    guard let confirm, case .recording = confirm.phase else { return false }
    return serial == confirm.serial
  }

  /// Shows in the form why it was not recorded; what was written stays.
  private mutating func refuseRuling(_ error: DeskError) -> [DeskEffect] {
    let effects = closeConfirm()
    changeRuling { form in
      form.mistakes[.review] = error.sentence
      form.field = .review
    }
    return effects + say(error.levelOfRefusal, error.sentence) + lookAtOpenDecisions()
  }

  private mutating func closeRuling() -> [DeskEffect] {
    var effects: [DeskEffect] = []
    if let ruling {
      rulingDrafts[ruling.id] = nil
      effects = dropDraft(of: ruling.id)
    }
    layers.removeAll { layer in
      if case .ruling = layer { true } else { false }
    }
    return effects + layersClosed()
  }
}

extension RulingFormModel.Verdict {
  /// The action whose key opens its form.
  package var action: DeskAction {
    switch self {
    case .happened: .ruleHappened
    case .didNotHappen: .ruleNotHappened
    case .release: .release
    case .ours: .oursAfterAll
    case .elsewhere: .madeElsewhere
    case .notThisOne: .notThisOne
    }
  }
}

extension RulingFormModel {
  /// What makes the ruling; `nil` where there is nothing to rule on, which no form is opened for.
  func effect(serial: Int) -> DeskEffect? {
    let written = evidence.text.trimmingSpaces
    switch verdict {
    case .happened, .didNotHappen:
      return item.intent.map { .rule(serial: serial, $0.id, ruling, evidence: written) }
    case .release:
      guard let money, let key = item.key else { return nil }
      return .release(serial: serial, key, total: money, evidence: written)
    case .ours, .elsewhere, .notThisOne:
      guard let intent = item.intent, let finding = item.finding, let answer else { return nil }
      return .resolve(serial: serial, intent.id, finding, answer, evidence: written)
    }
  }
}
