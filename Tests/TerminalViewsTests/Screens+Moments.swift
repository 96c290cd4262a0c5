import Payments
import SupportDesk
import TextSafety
import ViewModels

// What is on the screen for a moment only: while something is typed, read, written or taken back.

extension Screens {
  static let moments: [(name: String, model: DeskModel)] =
    reading + writing + [
      ("searching", searching), ("slow-and-empty", slowAndEmpty),
      ("bounded", model { bound(&$0) }), ("bounded-empty", boundedAndEmpty), ("zoomed", zoomed),
      ("messages-empty", model { $0.layers = [.messages(MessagesModel(firstLine: 0))] }),
      ("refund-uncertain", refundUncertain), ("refund-reason", refundReason),
      ("result-cancelled", resultCancelled),
      (
        "help-detail",
        model {
          $0.screen.focus = .detail
          $0.layers = [.help(HelpModel(firstLine: 0))]
        }
      ),
    ]

  // MARK: - Reading

  private static let reading: [(name: String, model: DeskModel)] = [
    (
      "detail-loading",
      model { model in
        model.screen.focus = .detail
        model.detail.detail = nil
        model.detail.isLoading = true
        model.detail.askedAt = model.now.adding(milliseconds: -2300)
      }
    ),
    (
      "detail-failed",
      model { model in
        model.screen.focus = .detail
        model.detail.detail = nil
        model.detail.failure = "The connection was refused; nothing was sent."
      }
    ),
    (
      "attention-loading",
      model { model in
        model.attention.isOpen = true
        model.attention.items = nil
      }
    ),
    (
      "timeline-loading",
      timeline { $0.askedAt = SampleDesk.now.adding(milliseconds: -1200) }
    ),
    (
      "timeline-failed",
      timeline { $0.failure = "The record is locked by another process: try again in a moment." }
    ),
  ]

  private static func timeline(_ change: (inout TimelineModel) -> Void) -> DeskModel {
    model { model in
      model.screen.focus = .detail
      var timeline = TimelineModel(
        key: SampleRows.partlyRefunded.id, reference: "NP-ORDER1001", account: "uk-store",
        mode: .live, serial: 1, askedAt: model.now)
      change(&timeline)
      model.layers = [.timeline(timeline)]
    }
  }

  // MARK: - Writing

  private static let writing: [(name: String, model: DeskModel)] = [
    (
      "preparing",
      layer(
        .confirm(
          SampleDecisions.confirm(
            phase: .preparing(since: SampleDesk.now.adding(seconds: -1)))))
    ),
    (
      "taking-back",
      layer(.confirm(SampleDecisions.confirm(phase: .discarding(SampleDecisions.intent.id))))
    ),
    (
      "export-writing",
      model { model in
        var export = ExportModel(
          rows: .payments([]), words: "4,812 rows found for “~50 gbp tue”", gap: nil,
          path: "~/tilldesk-2026-05-14.csv")
        export.serial = 1
        export.askedAt = model.now.adding(seconds: -2)
        model.layers = [.export(export)]
      }
    ),
  ]

  // MARK: - The rest

  private static var searching: DeskModel {
    model { model in
      model.list.isSearching = true
      model.list.search = LineEditor("np-order")
      model.list.answeredText = "np-order"
    }
  }

  /// The local index has nothing, and not every provider has answered yet.
  private static var slowAndEmpty: DeskModel {
    var model = empty(searching: "zebra")
    model.list.askedAt = model.now.adding(milliseconds: -1200)
    model.list.answer?.progress[SampleDesk.ngStore.name] = .waiting
    return model
  }

  /// A provider that lists no more than its nature allows: no news, but never silent.
  private static func bound(_ model: inout DeskModel) {
    model.list.answer?.progress[SampleDesk.ngStore.name] = .answered(
      SampleDesk.read, incomplete: nil,
      bound: ListBound(
        brief: "last 90 days only",
        sentence: "Only the last 90 days are listed; name a date to look further back."))
  }

  private static var boundedAndEmpty: DeskModel {
    var model = empty(searching: "zebra")
    bound(&model)
    return model
  }

  private static var zoomed: DeskModel {
    var model = showing(SampleDetail.refundable)
    _ = model.update(.keyPressed("+", at: model.now))
    return model
  }

  /// What remains is not certain, so that no button takes all of it.
  private static var refundUncertain: DeskModel {
    model { model in
      model.screen.focus = .detail
      model.detail.detail = SampleDetail.uncertain
      model.layers = [.refundForm(RefundFormModel(detail: SampleDetail.uncertain))]
    }
  }

  private static var refundReason: DeskModel {
    layer(
      .refundForm(
        SampleDecisions.form { form in
          form.amount = LineEditor("5.00")
          form.field = .reason
        }))
  }

  private static var resultCancelled: DeskModel {
    var cancelled = SampleDecisions.intent
    cancelled.state = .succeeded
    let intent = Intent(
      id: cancelled.id, kind: .cancel, key: SampleRows.pending.id, account: cancelled.account,
      mode: .live, amount: SampleRows.gbp(999), reason: "", note: "", ticket: "5512",
      actor: cancelled.actor, seen: cancelled.seen, decisionToken: nil, retryOf: nil,
      state: .succeeded, created: cancelled.created, updated: cancelled.updated, refundID: nil,
      message: "", reportedRemaining: nil)
    return layer(
      .result(
        DecisionResult(
          intent: intent, sentence: "Cancelled NP-ORDER1002: nothing is taken from the payer.",
          forCustomer: "We cancelled your payment of 9.99 GBP; nothing is taken from you.")))
  }
}
