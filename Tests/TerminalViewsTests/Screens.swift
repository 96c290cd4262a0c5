import Payments
import SupportDesk
import TextSafety
import ViewModels

/// Every screen of the desk by the name of its picture.
enum Screens {
  static let all: [(name: String, model: DeskModel)] =
    panes + decisions + results + dialogs + matters + memory + commands + moments + notes
    + disputes

  static func model(_ change: (inout DeskModel) -> Void) -> DeskModel {
    var model = SampleDesk.desk()
    change(&model)
    return model
  }

  // MARK: - Panes

  private static let panes: [(name: String, model: DeskModel)] = [
    ("desk", SampleDesk.desk()),
    ("largest-amounts", SampleDesk.desk(rows: SampleRows.all + [SampleRows.largest])),
    ("detail", model { $0.screen.focus = .detail }),
    ("detail-refundable", showing(SampleDetail.refundable)),
    ("detail-pending", showing(SampleDetail.pending)),
    ("detail-zoneless", showing(SampleDetail.zoneless)),
    ("detail-test", showing(SampleDetail.test)),
    ("detail-uncertain", showing(SampleDetail.uncertain)),
    ("detail-inexact", showing(SampleDetail.inexact)),
    ("first-run", empty(searching: "")),
    (
      "loading",
      model { model in
        model.list.answer = nil
        model.list.askedAt = model.now.adding(milliseconds: -400)
        model.list.selected = nil
        model.detail = DetailModel()
      }
    ),
    (
      "search-mistake",
      model { model in
        model.list.isSearching = true
        model.list.search = LineEditor("~50 staus:paid tue")
        model.list.mistakes = [
          QueryMistake(
            range: 4..<14, message: "There is no filter staus; did you mean status?",
            suggestion: "status:paid")
        ]
      }
    ),
    ("nothing-found", empty(searching: "zebra")),
    ("nothing-exactly", nothingExactly),
    ("slow-and-failed", slowAndFailed),
    ("offline", offline),
    (
      "marked",
      model { model in
        model.list.marks = [SampleRows.pending.id, SampleRows.yen.id]
        model.list.selected = SampleRows.pending.id
        model.detail.key = SampleRows.pending.id
        model.detail.detail = SampleDetail.pending
        model.said.notice = Message(
          level: .success, text: "Copied 6636598 to the terminal.", time: model.now)
      }
    ),
  ]

  static func showing(_ detail: PaymentDetail) -> DeskModel {
    model { model in
      model.screen.focus = .detail
      model.list.selected = detail.row.id
      model.detail.key = detail.row.id
      model.detail.detail = detail
    }
  }

  static func empty(searching text: String) -> DeskModel {
    var model = SampleDesk.desk(rows: [])
    model.list.search = LineEditor(text)
    model.list.answeredText = text
    model.list.answer = SearchAnswer(rows: [], total: 0, progress: SampleDesk.answered)
    model.detail = DetailModel()
    model.attention.count = 0
    return model
  }

  private static var nothingExactly: DeskModel {
    var model = empty(searching: "np-order10O1x")
    model.list.answer?.near = [SampleRows.partlyRefunded, SampleRows.pending]
    return model
  }

  private static var slowAndFailed: DeskModel {
    model { model in
      model.list.askedAt = model.now.adding(milliseconds: -1200)
      model.list.answer?.forgiving = true
      model.list.answer?.progress = [
        SampleDesk.ukStore.name: .answered(
          SampleDesk.read, incomplete: "3 rows of the provider could not be read."),
        SampleDesk.ngStore.name: .failed("The connection was refused."),
        SampleDesk.nzStore.name: .waiting,
      ]
      model.said.notice = Message(
        level: .error, text: "ng-store: The connection was refused; nothing was sent.",
        time: model.now)
    }
  }

  private static var offline: DeskModel {
    var model = empty(searching: "zebra")
    for account in SampleDesk.context.accounts {
      model.list.answer?.progress[account.name] = .failed(
        "No answer within 10 s; the network may be down.")
    }
    return model
  }

  // MARK: - Decisions

  static func layer(_ layer: Layer) -> DeskModel {
    model { model in
      model.screen.focus = .detail
      model.detail.detail = SampleDetail.refundable
      model.list.answer?.rows[0].openState = nil
      model.layers = [layer]
    }
  }

  private static let decisions: [(name: String, model: DeskModel)] = [
    ("refund-form", layer(.refundForm(SampleDecisions.form()))),
    (
      "refund-mistakes",
      layer(
        .refundForm(
          SampleDecisions.form { form in
            form.amount = LineEditor("12,30")
            form.note = LineEditor("card 4111 1111 1111 1111")
            form.field = .note
            form.mistakes[.amount] = "A comma does not mark decimals: type 12.30."
            form.mistakes[.note] = ActionRefusal.cardNumber.sentence
          }))
    ),
    (
      "refund-draft",
      layer(
        .refundForm(
          SampleDecisions.form { form in
            form.amount = LineEditor("5.00")
            form.reason = LineEditor("duplicate")
            form.ticket = LineEditor("5512")
            form.note = LineEditor("parcel lost")
            form.field = .review
            form.reviewSerial = 9
            form.reviewAskedAt = SampleDesk.now.adding(milliseconds: -2100)
          }))
    ),
    ("confirm-live", layer(.confirm(SampleDecisions.confirm()))),
    (
      "confirm-settling",
      layer(
        .confirm(
          SampleDecisions.confirm(phase: .settling(quietSince: nil))))
    ),
    (
      "confirm-test",
      layer(
        .confirm(
          SampleDecisions.confirm(
            SampleDecisions.review(
              detail: SampleDetail.test, amount: Money(minor: 500, currency: .nzd),
              after: Money(minor: 2000, currency: .nzd)))))
    ),
    (
      "confirm-reference",
      layer(
        .confirm(
          SampleDecisions.confirm(
            SampleDecisions.review(wantsReference: true)
          ) { confirm in
            confirm.typed = LineEditor("5.00")
            confirm.typedReference = LineEditor("100")
            confirm.isInReference = true
            confirm.mistake = "Type the last characters of the reference, 1001; nothing was sent."
          }))
    ),
    (
      "confirm-again",
      layer(
        .confirm(
          SampleDecisions.confirm(
            SampleDecisions.review(
              recent: .recentRefund(
                SampleRows.gbp(500), Actor("amina"), SampleDesk.read, refundID: "rf_nero_123")))))
    ),
    (
      "confirm-cancel",
      layer(
        .confirm(
          SampleDecisions.confirm(
            SampleDecisions.review(
              kind: .cancel, detail: SampleDetail.pending, amount: SampleRows.gbp(999), after: nil))
        ))
    ),
    (
      "undo",
      layer(
        .confirm(
          SampleDecisions.confirm(
            phase: .undoable(SampleDecisions.intent.id, sendsAt: SampleDesk.now.adding(seconds: 5)))
        ))
    ),
    (
      "sending",
      layer(
        .confirm(
          SampleDecisions.confirm(
            phase: .sending(SampleDecisions.intent.id, since: SampleDesk.now.adding(seconds: -3)))))
    ),
  ]

  // MARK: - Results

  private static let results: [(name: String, model: DeskModel)] = [
    (
      "result-succeeded",
      layer(
        .result(
          SampleDecisions.result(
            .succeeded, id: "rf_nero_124",
            sentence: "Refunded 5.00 GBP (rf_nero_124). 7.99 GBP remain.",
            forCustomer:
              "We refunded 5.00 GBP, reference rf_nero_124. It can take some business days to arrive."
          )))
    ),
    (
      "result-pending",
      layer(
        .result(
          SampleDecisions.result(
            .pending, id: "rf_nero_124",
            sentence:
              "Accepted, not final: 5.00 GBP (rf_nero_124) is on its way and stays held until the provider says it is done.",
            forCustomer:
              "We started your refund of 5.00 GBP, reference rf_nero_124. We will confirm when it is done."
          )))
    ),
    (
      "result-rejected",
      layer(
        .result(
          SampleDecisions.result(
            .rejected,
            sentence:
              "Not refunded, no money moved: Insufficient balance. Top the account up and try again."
          )))
    ),
    (
      "result-unknown",
      layer(
        .result(
          SampleDecisions.result(
            .unknown,
            sentence:
              "Outcome unknown: it was sent and may have happened. Do not repeat it; 5.00 GBP stay held. The connection closed before the answer.",
            forCustomer: "We are checking this with the payment provider and will come back to you."
          )))
    ),
    (
      "result-not-sent",
      layer(
        .result(
          SampleDecisions.result(
            .notSent,
            sentence: "Not sent, no money moved: The connection was refused. You can try again.")))
    ),
  ]

  // MARK: - Dialogs

  private static let dialogs: [(name: String, model: DeskModel)] = [
    ("help", model { $0.layers = [.help(HelpModel(firstLine: 0))] }),
    (
      "messages",
      model { model in
        model.said.messages = [
          Message(level: .note, text: "Draft kept; R opens it again.", time: SampleDesk.read),
          Message(level: .success, text: "Copied 6636598 to the terminal.", time: SampleDesk.read),
          Message(
            level: .warning, text: "The payment changed meanwhile: 12.99 GBP remain now.",
            time: SampleDesk.now),
          Message(
            level: .error,
            text:
              "ng-store: The provider refused the credential; the administrator has to renew it.",
            time: SampleDesk.now),
        ]
        model.layers = [.messages(MessagesModel(firstLine: 0))]
      }
    ),
    (
      "copy-menu",
      model { model in
        var menu = CopyMenuModel(items: [
          .init(title: "Reference", text: "NP-ORDER1001"),
          .init(title: "Transaction id", text: "6636598"),
          .init(title: "Amount", text: "15.99 GBP"),
          .init(
            title: "Summary",
            text:
              "NP-ORDER1001, uk-store, 15.99 GBP paid 22 Apr 2026, 1.00 GBP refunded (rf_nero_123), 12.99 GBP remain"
          ),
        ])
        menu.index = 3
        model.layers = [.copyMenu(menu)]
      }
    ),
    (
      "quit-question",
      model { model in
        model.layers = [
          .quitQuestion(
            QuitQuestionModel("A draft of a refund is kept for NP-ORDER1001, until tomorrow. Quit?")
          )
        ]
      }
    ),
  ]
}
