import Payments
import SupportDesk
import TextSafety
import ViewModels

extension HostileScreen {
  /// Attention, its evidence, rulings, and the timeline.
  static let matters = [
    HostileScreen(name: "attention") { attention(&$0, focus: .list) },
    HostileScreen(name: "evidence") { attention(&$0, focus: .detail) },
    HostileScreen(name: "attention-failed") { feed in
      var model = attention(&feed, focus: .list)
      model.attention.items = nil
      model.attention.failure = feed.sentence()
      model.attention.dossierFailure = feed.sentence()
      return model
    },
    layer("ruling") { .ruling(ruling(&$0)) },
    layer("confirm-ruling") { .confirm(ConfirmModel(ruling: ruling(&$0))) },
    layer("confirm-replay") { feed in
      let dossier = dossier(item(SampleMatters.unknown, &feed), &feed)
      return .confirm(ConfirmModel(replay: ReplayModel(dossier)))
    },
    layer("timeline") { feed in
      var timeline = TimelineModel(
        key: SampleRows.paid.id, reference: feed.safe(), account: feed.safe(), mode: .live,
        serial: 1, askedAt: SampleDesk.now)
      timeline.lines = (0..<5).map { number in
        TimelineLine(
          time: SampleDesk.now, actor: feed.actor(), title: feed.safe(), words: feed.safe(),
          state: .unknown, attempt: number, httpStatus: 200)
      }
      return .timeline(timeline)
    },
  ]

  private static func attention(_ feed: inout TextFeed, focus: Pane) -> DeskModel {
    let samples = [SampleMatters.unknown, SampleMatters.needsPerson, SampleMatters.frozen]
    let items = samples.map { item($0, &feed) }
    return Screens.attending(items[0], among: items) { model in
      model.attention.focus = focus
      model.attention.dossier = dossier(items[0], &feed)
    }
  }

  private static func item(_ sample: AttentionItem, _ feed: inout TextFeed) -> AttentionItem {
    var item = sample
    item.reference = feed.safe()
    item.account = feed.safe()
    item.sentence = feed.sentence()
    item.suggestion = feed.sentence()
    item.refusals[.replay] = feed.sentence()
    return item
  }

  private static func dossier(_ item: AttentionItem, _ feed: inout TextFeed) -> Dossier {
    var dossier = SampleMatters.dossier(item)
    dossier.request = feed.safe()
    for index in dossier.entries.indices {
      dossier.entries[index].actor = feed.actor()
      dossier.entries[index].title = feed.safe()
      dossier.entries[index].words = feed.safe()
      dossier.entries[index].raw = feed.safe()
    }
    dossier.matches = matches(&feed)
    return dossier
  }

  private static func matches(_ feed: inout TextFeed) -> [ReportedRefund] {
    SampleMatters.matches.map { sample in
      var match = sample
      match.id = feed.foreign()
      match.providerStatus = feed.foreign()
      return match
    }
  }

  private static func ruling(_ feed: inout TextFeed) -> RulingFormModel {
    var form = RulingFormModel(
      item: item(SampleMatters.needsPerson, &feed), verdict: .happened, matches: matches(&feed))
    form.choice = .row(0)
    form.evidence = feed.line()
    form.mistakes = [.match: feed.sentence(), .evidence: feed.sentence()]
    return form
  }
}
