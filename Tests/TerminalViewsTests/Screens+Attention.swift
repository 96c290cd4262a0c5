import Payments
import SupportDesk
import TextSafety
import ViewModels

extension Screens {
  /// Attention, rulings, the timeline, and news at start.
  static let matters: [(name: String, model: DeskModel)] =
    attention + rulings + [
      ("timeline", timeline(SampleMatters.timeline)), ("timeline-empty", timeline([])),
      ("news", news), ("frozen", frozen), ("clock-warning", clockWarning),
    ]

  /// The matters with the cursor on one of them, its evidence read.
  static func attending(
    _ item: AttentionItem, among items: [AttentionItem] = SampleMatters.all,
    _ change: (inout DeskModel) -> Void = { _ in }
  ) -> DeskModel {
    model { model in
      model.attention.isOpen = true
      model.attention.items = items
      model.attention.selected = item.id
      model.attention.dossier = SampleMatters.dossier(item)
      model.attention.count = items.count
      model.settling.nextDue = SampleDesk.time("2026-05-15T14:02:40Z")
      change(&model)
    }
  }

  private static let attention: [(name: String, model: DeskModel)] = [
    ("attention-unknown", attending(SampleMatters.unknown)),
    ("attention-needs-person", attending(SampleMatters.needsPerson)),
    ("attention-overdue", attending(SampleMatters.overdue)),
    ("attention-frozen", attending(SampleMatters.frozen)),
    (
      "attention-failed-late",
      attending(SampleMatters.failedLate, among: [SampleMatters.failedLate] + SampleMatters.all)
    ),
    (
      "attention-record",
      attending(
        SampleMatters.general[0],
        among: SampleMatters.general.dropLast() + SampleMatters.all + [SampleMatters.general[3]])
    ),
    (
      "attention-record-behind",
      attending(SampleMatters.general[1], among: Array(SampleMatters.general))
    ),
    ("attention-evidence", attending(SampleMatters.unknown) { $0.attention.focus = .detail }),
    (
      "attention-checking",
      attending(SampleMatters.unknown) { model in
        model.settling.work[SampleMatters.unknownIntent.id] = .init(
          replays: false, since: model.now.adding(seconds: -3), serial: 1)
      }
    ),
    (
      "attention-empty",
      model { model in
        model.attention.isOpen = true
        model.attention.items = []
        model.attention.count = 0
      }
    ),
    (
      "attention-failed",
      model { model in
        model.attention.isOpen = true
        model.attention.failure = "The record is locked by another process: try again in a moment."
      }
    ),
  ]

  // MARK: - Rulings

  static func form(
    _ item: AttentionItem, _ verdict: RulingFormModel.Verdict,
    _ change: (inout RulingFormModel) -> Void = { _ in }
  ) -> RulingFormModel {
    var form = RulingFormModel(
      item: item, verdict: verdict, matches: SampleMatters.dossier(item).matches)
    change(&form)
    return form
  }

  private static func writing(_ form: RulingFormModel) -> DeskModel {
    attending(form.item) { $0.layers = [.ruling(form)] }
  }

  private static func confirming(
    _ form: RulingFormModel, phase: ConfirmModel.Phase = .ready
  ) -> DeskModel {
    attending(form.item) { model in
      var confirm = ConfirmModel(ruling: form)
      confirm.phase = phase
      model.layers = [.ruling(form), .confirm(confirm)]
    }
  }

  private static func replaying(_ item: AttentionItem) -> DeskModel {
    attending(item) { model in
      var confirm = ConfirmModel(replay: ReplayModel(SampleMatters.dossier(item)))
      confirm.phase = .ready
      model.layers = [.confirm(confirm)]
    }
  }

  private static let evidence = LineEditor("AIIC dashboard, settlement of 15 May, row rfd_8812")

  private static let rulings: [(name: String, model: DeskModel)] = [
    (
      "ruling-happened",
      writing(
        form(SampleMatters.needsPerson, .happened) { form in
          form.choice = .row(0)
          form.field = .evidence
          form.evidence = evidence
        })
    ),
    (
      "ruling-mistakes",
      writing(
        form(SampleMatters.needsPerson, .happened) { form in
          form.mistakes = [
            .match: "Choose with ← → which of them it was, or none of them.",
            .evidence: "Say what you saw and where, so that another person can check it.",
          ]
        })
    ),
    (
      "ruling-did-not-happen",
      writing(
        form(SampleMatters.unknown, .didNotHappen) { form in
          form.evidence = LineEditor("Not in the dashboard")
          form.field = .review
          form.mistakes[.review] =
            "Too early to rule that nothing happened: it may still be carried out. Wait until 30 minutes after the last attempt."
        })
    ),
    ("release", writing(form(SampleMatters.frozen, .release))),
    ("ours-after-all", writing(form(SampleMatters.failedLate, .ours))),
    (
      "made-elsewhere",
      writing(
        form(SampleMatters.failedLate, .elsewhere) { form in
          form.who = LineEditor("bola, AIIC dashboard")
          form.mistakes[.evidence] =
            "Say what you saw and where, so that another person can check it."
        })
    ),
    (
      "confirm-ours",
      confirming(form(SampleMatters.failedLate, .ours) { $0.evidence = evidence })
    ),
    (
      "confirm-happened",
      confirming(
        form(SampleMatters.needsPerson, .happened) { form in
          form.choice = .row(0)
          form.evidence = evidence
        })
    ),
    (
      "confirm-did-not-happen",
      confirming(
        form(SampleMatters.unknown, .didNotHappen) { form in
          form.evidence = LineEditor("Not in the dashboard, support ticket 77412")
        })
    ),
    (
      "confirm-cancel-ruling",
      confirming(
        form(SampleMatters.cancel, .happened) { $0.evidence = LineEditor("dashboard says void") })
    ),
    (
      "confirm-release",
      confirming(
        form(SampleMatters.frozen, .release) { form in
          form.evidence = LineEditor("the bank returned it; the payer was told")
        })
    ),
    ("confirm-replay", replaying(SampleMatters.unknown)),
    (
      "recording",
      confirming(
        form(SampleMatters.unknown, .didNotHappen) { $0.evidence = LineEditor("seen") },
        phase: .recording(since: SampleDesk.now.adding(seconds: -2)))
    ),
  ]

  // MARK: - The rest

  private static func timeline(_ lines: [TimelineLine]) -> DeskModel {
    model { model in
      model.screen.focus = .detail
      var timeline = TimelineModel(
        key: SampleRows.partlyRefunded.id, reference: "NP-ORDER1001", account: "uk-store",
        mode: .live, serial: 1, askedAt: model.now)
      timeline.lines = lines
      model.layers = [.timeline(timeline)]
    }
  }

  /// As the program opens when something happened while the agent was away.
  private static var news: DeskModel {
    var model = SampleDesk.desk()
    model.screen.columns = 80
    model.screen.rows = 24
    let news = DecisionNews(
      intent: SampleMatters.unknownIntent, reference: "NP-ORDER1001",
      sentence: SampleMatters.unknown.sentence, matter: .unknown)
    _ = model.update(.newsArrived([news], at: model.now))
    _ = model.update(
      .attentionArrived(
        serial: model.attention.itemsSerial, .success(SampleMatters.all), at: model.now))
    _ = model.update(
      .dossierArrived(
        serial: model.attention.dossierSerial,
        .success(SampleMatters.dossier(SampleMatters.unknown)),
        at: model.now))
    return model
  }

  private static var frozen: DeskModel {
    var detail = SampleDetail.detail(
      SampleRows.yen, account: SampleDesk.nzStore, refundRefusal: .frozen, cancelRefusal: .frozen)
    detail.isFrozen = true
    var model = showing(detail)
    model.attention.items = [SampleMatters.frozen]
    return model
  }

  private static var clockWarning: DeskModel {
    var review = SampleDecisions.review()
    review.clockWarning =
      "This host's clock is 42 s behind NeroPay's; above 300 s nothing can be sent."
    var model = layer(.confirm(SampleDecisions.confirm(review)))
    model.detail.detail?.clockWarning = review.clockWarning
    return model
  }
}
