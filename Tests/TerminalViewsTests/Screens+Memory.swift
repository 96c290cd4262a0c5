import Payments
import SupportDesk
import TextSafety
import ViewModels

// What is chosen, kept and taken away: columns, saved searches, drafts, exports.

extension Screens {
  static let memory: [(name: String, model: DeskModel)] = [
    ("columns", choosing(.standard, index: 3)),
    ("columns-chosen", choosing(chosen, index: 1)),
    (
      "desk-columns",
      model { $0.memory.remembered.apply(.columns(chosen)) }
    ),
    (
      "desk-all-columns",
      model {
        $0.memory.remembered.apply(.columns(ColumnChoice(order: ListColumn.allCases, hidden: [])))
      }
    ),
    ("export", exporting { _ in }),
    (
      "export-refused",
      exporting { export in
        export.gap = "It may lack rows: ng-store did not answer."
        export.mistake =
          "That file is there already and is not overwritten; here is another name."
        export.path = LineEditor("~/tilldesk-2026-05-14-2.csv")
      }
    ),
    ("welcome", welcome),
    ("help-saved", helpWithSaved),
    ("refund-restored", restored),
  ]

  private static let chosen = ColumnChoice(
    order: [.amount, .status, .reference, .customer, .provider],
    hidden: [.created, .account, .transaction, .remaining, .remark, .details])

  private static func choosing(_ choice: ColumnChoice, index: Int) -> DeskModel {
    model { model in
      var chooser = ColumnChooserModel(choice: choice)
      chooser.index = index
      model.layers = [.columns(chooser)]
    }
  }

  private static func exporting(_ change: (inout ExportModel) -> Void) -> DeskModel {
    model { model in
      var export = ExportModel(
        rows: .payments([]), words: "4,812 rows found for “~50 gbp tue”", gap: nil,
        path: "~/tilldesk-2026-05-14.csv")
      change(&export)
      model.layers = [.export(export)]
    }
  }

  private static var welcome: DeskModel {
    var model = SampleDesk.desk()
    _ = model.update(.memoryRead(DeskMemory(), at: model.now))
    return model
  }

  private static var helpWithSaved: DeskModel {
    model { model in
      for (name, text) in [("big-pending", "status:pending amount:>=1000"), ("mine", "is:mine")] {
        model.memory.remembered.apply(.saved(SavedSearch(name: name, text: text)))
      }
      model.layers = [.help(HelpModel(firstLine: 20))]
    }
  }

  private static var restored: DeskModel {
    layer(
      .refundForm(
        SampleDecisions.form { form in
          form.amount = LineEditor("5.00")
          form.reason = LineEditor("duplicate")
          form.ticket = LineEditor("5512")
          form.note = LineEditor("parcel lost")
        })
    ).saying("Draft of 14:02:11 restored, not sent. Ctrl-X clears it.")
  }
}

extension DeskModel {
  fileprivate func saying(_ text: SafeText) -> DeskModel {
    var model = self
    model.said.notice = Message(level: .note, text: text, time: now)
    return model
  }
}
