package import Payments
import SampleWorld
package import SupportDesk
import TextSafety
package import ViewModels

// What needs somebody, with foreign text wherever a matter has some.

extension TextFeed {
  /// A matter about a decision of its own.
  package mutating func item(
    _ matter: AttentionItem.Matter, kind: IntentKind = .refund, number: Int = 1
  ) -> AttentionItem {
    let intent = intent(number, on: row(.paid), kind: kind, state: .unknown)
    var item = World.item(intent, matter, plan: plan())
    item.account = safe()
    item.reference = safe()
    item.sentence = sentence()
    item.suggestion = sentence()
    for action in AttentionItem.Action.allCases where chance.isMultiple(of: 2) {
      item.refusals[action] = sentence()
    }
    return item
  }

  private mutating func plan() -> SettlingPlan? {
    let due = World.start.adding(seconds: 40)
    switch chance % 4 {
    case 0: return nil
    case 1: return SettlingPlan(step: .look, due: due)
    case 2: return SettlingPlan(step: .replay, due: due)
    default: return SettlingPlan(step: .handOver(sentence()), due: due)
    }
  }

  /// The evidence of a matter.
  package mutating func dossier(_ item: AttentionItem) -> Dossier {
    Dossier(
      item: item, request: "POST /refunds/\(text())",
      entries: (0..<3).map { _ in
        Dossier.Entry(
          time: World.start, actor: actor(), title: safe(), words: safe(), raw: safe())
      },
      matches: matches())
  }

  /// Rows of the provider that may be a refund of ours.
  package mutating func matches() -> [ReportedRefund] {
    (0..<2).map { number in
      ReportedRefund(
        id: foreign(), amount: World.pounds(500),
        time: number == 0 ? ProviderTime("2026-04-22T02:37:11Z") : nil, providerStatus: foreign(),
        progress: .succeeded, link: .possible, details: foreign(), reference: foreign())
    }
  }

  /// The form of a ruling in which every field says what is wrong with it.
  package mutating func ruling(
    _ verdict: RulingFormModel.Verdict, _ item: AttentionItem
  ) -> RulingFormModel {
    var form = RulingFormModel(item: item, verdict: verdict, matches: matches())
    form.choice = verdict == .happened ? .row(1) : nil
    form.evidence = line()
    form.amount = line()
    form.who = line()
    form.refundID = line()
    for field in RulingFormModel.Field.allCases { form.mistakes[field] = sentence() }
    return form
  }

  /// A payment's history.
  package mutating func timeline() -> TimelineModel {
    var timeline = TimelineModel(
      key: World.key("1"), reference: safe(), account: safe(), mode: .live, serial: 1,
      askedAt: World.start)
    timeline.lines = (0..<5).map { number in
      TimelineLine(
        time: World.start, actor: actor(), title: safe(), words: safe(), state: .unknown,
        attempt: number, httpStatus: 200)
    }
    return timeline
  }

  /// A note being written, refused for a reason that quotes something.
  package mutating func note() -> NoteModel {
    var note = NoteModel(key: World.key("1"), reference: safe(), account: safe(), mode: .live)
    note.line = line()
    note.mistake = sentence()
    return note
  }

  /// What a provider sent, set in as deep as it goes.
  package mutating func rawAnswer() -> RawAnswerModel {
    var pane = RawAnswerModel(
      key: World.key("1"), reference: safe(), account: safe(), mode: .live, answer: nil)
    pane.answer = ProviderAnswer(
      request: safe(), status: 200, asOf: World.start, byteCount: 1,
      lines: (0..<20).map { depth in
        // A provider's line begins with what JSON puts there.
        SafeText(repeating: " ", count: depth) + "\"" + safe()
      })
    return pane
  }

  /// What became of a decision.
  package mutating func news(_ state: IntentState, _ matter: AttentionItem.Matter?) -> DecisionNews
  {
    DecisionNews(
      intent: intent(1, on: row(.paid), state: state), reference: safe(), sentence: sentence(),
      matter: matter)
  }
}
