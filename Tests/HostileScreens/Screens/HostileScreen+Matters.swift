import Payments
import SampleWorld
import SupportDesk
import TextSafety
import ViewModels

// Attention, its evidence, rulings, news and the timeline.

extension HostileScreen {
  static let matters = AttentionItem.Matter.allCases.flatMap { matter in
    [
      attention("attention-\(matter)", matter) { _, _ in },
      attention("evidence-\(matter)", matter) { model, _ in model.attention.focus = .detail },
    ]
  }

  static let attentions = [
    attention("attention-checking", .unknown) { model, _ in
      guard let intent = model.attention.selectedItem?.intent else { return }
      model.settling.work[intent.id] = .init(replays: false, since: World.start, serial: 1)
    },
    attention("evidence-failed", .unknown) { model, feed in
      model.attention.focus = .detail
      model.attention.dossier = nil
      model.attention.dossierFailure = feed.sentence()
    },
    attention("attention-failed", .unknown) { model, feed in
      model.attention.items = nil
      model.attention.failure = feed.sentence()
    },
    attention("attention-empty", .unknown) { model, _ in
      model.attention.items = []
      model.attention.dossier = nil
    },
    desk("news") { model, feed in
      let news = [feed.news(.succeeded, nil), feed.news(.unknown, .unknown)]
      _ = model.update(.newsArrived(news, at: model.now))
      let items = [feed.item(.unknown)]
      _ = model.update(
        .attentionArrived(
          serial: model.attention.itemsSerial, .success(items), at: model.now))
    },
    layer("timeline") { .timeline($0.timeline()) },
    layer("timeline-read") { feed in
      var timeline = feed.timeline()
      timeline.lines = nil
      return .timeline(timeline)
    },
    layer("timeline-failed") { feed in
      var timeline = feed.timeline()
      timeline.lines = nil
      timeline.failure = feed.sentence()
      return .timeline(timeline)
    },
  ]

  static let rulings = verdicts.flatMap { verdict, matter, kind in
    [
      attention("ruling-\(verdict)-\(kind)", matter) { model, feed in
        model.layers = [.ruling(feed.ruling(verdict, feed.item(matter, kind: kind)))]
      },
      attention("confirm-\(verdict)-\(kind)", matter) { model, feed in
        let ruling = feed.ruling(verdict, feed.item(matter, kind: kind))
        model.layers = [.ruling(ruling), .confirm(feed.confirm(ruling))]
      },
      attention("recording-\(verdict)-\(kind)", matter) { model, feed in
        let ruling = feed.ruling(verdict, feed.item(matter, kind: kind))
        model.layers = [
          .ruling(ruling), .confirm(feed.confirm(ruling, .recording(since: World.start))),
        ]
      },
    ]
  }

  static let replays = [IntentKind.refund, .cancel].map { kind in
    attention("confirm-replay-\(kind)", .unknown) { model, feed in
      let dossier = feed.dossier(feed.item(.unknown, kind: kind))
      model.layers = [.confirm(feed.confirm(ReplayModel(dossier)))]
    }
  }

  private static let verdicts: [(RulingFormModel.Verdict, AttentionItem.Matter, IntentKind)] = [
    (.happened, .needsPerson, .refund), (.happened, .needsPerson, .cancel),
    (.didNotHappen, .unknown, .refund), (.didNotHappen, .unknown, .cancel),
    (.release, .frozen, .refund), (.ours, .failedLate, .refund), (.ours, .movedAnyway, .cancel),
    (.elsewhere, .movedAnyway, .refund), (.notThisOne, .unknownWord, .refund),
  ]

  /// Matters with the cursor on one of a kind, its evidence read.
  private static func attention(
    _ name: String, _ matter: AttentionItem.Matter,
    _ change: @escaping @Sendable (inout DeskModel, inout TextFeed) -> Void
  ) -> HostileScreen {
    desk(name) { model, feed in
      let items = [matter, .overdue, .needsPerson].enumerated().map { number, matter in
        feed.item(matter, kind: number == 1 ? .cancel : .refund, number: number + 1)
      }
      model.attention.isOpen = true
      model.attention.items = items
      model.attention.selected = items[0].id
      model.attention.dossier = feed.dossier(items[0])
      model.settling.nextDue = World.start.adding(seconds: 40)
      change(&model, &feed)
    }
  }
}
