import Payments
import SupportDesk
import TextSafety
import ViewModels

// What people wrote about a payment, and what its provider sent.

extension Screens {
  static let notes: [(name: String, model: DeskModel)] = [
    ("detail-notes", showing(noted)),
    ("note", writing { _ in }),
    (
      "note-mistake",
      writing { note in
        note.line = LineEditor("card 4111 1111 1111 1111", limit: NoteModel.textMax)
        note.mistake = ActionRefusal.cardNumber.sentence
      }
    ),
    (
      "note-writing",
      writing { note in
        note.line = LineEditor("The customer sends a photo of the parcel.", limit: 44)
        note.serial = 7
        note.askedAt = SampleDesk.now.adding(seconds: -2)
      }
    ),
    ("raw-answer", raw(byteCount: 1204)),
    ("raw-answer-end", raw(byteCount: 120_400, isCut: true, from: 12)),
    ("raw-answer-none", unread),
  ]

  private static var noted: PaymentDetail {
    var detail = SampleDetail.refundable
    detail.notes = [
      PaymentNote(
        time: SampleDesk.time("2026-04-22T03:10:00Z"), actor: Actor("sefa"),
        words: "Called twice, wants the money back for the first parcel only."),
      PaymentNote(
        time: SampleDesk.read, actor: Actor("amina"),
        words:
          "The customer now says that the second parcel came too; do not refund more before the warehouse has answered (ticket 5512)."
      ),
    ]
    return detail
  }

  private static func writing(_ change: (inout NoteModel) -> Void) -> DeskModel {
    var note = NoteModel(
      key: SampleRows.partlyRefunded.id, reference: "NP-ORDER1001", account: "uk-store",
      mode: .live)
    note.line = LineEditor("The parcel came back", limit: NoteModel.textMax)
    change(&note)
    var model = layer(.note(note))
    model.detail.detail?.notes = noted.notes
    return model
  }

  private static func raw(
    byteCount: Int, isCut: Bool = false, from firstLine: Int = 0
  ) -> DeskModel {
    var pane = Self.pane
    pane.firstLine = firstLine
    pane.answer = ProviderAnswer(
      request: "GET https://eu.neropay.app/v2/transactions/6636598", status: 200,
      asOf: SampleDesk.read, byteCount: byteCount, lines: lines, isCut: isCut)
    return layer(.rawAnswer(pane))
  }

  private static var unread: DeskModel {
    var model = layer(.rawAnswer(pane))
    model.detail.detail?.provenance = .offline(SampleDesk.read, "The connection was refused.")
    return model
  }

  private static let pane = RawAnswerModel(
    key: SampleRows.partlyRefunded.id, reference: "NP-ORDER1001", account: "uk-store", mode: .live,
    answer: nil)

  private static let lines: [SafeText] = [
    "{", "  \"success\": true,", "  \"data\": {", "    \"id\": 6636598,",
    "    \"trx\": \"NP-ORDER1001\",", "    \"status\": \"partial_refunded\",",
    "    \"amount\": \"15.99\",", "    \"currency\": \"GBP\",", "    \"remark\": \"make_payment\",",
    "    \"customer\": {", "      \"email\": \"a.very.long.name@a-shop-with-a-long-name.example\",",
    "      \"card_number\": [redacted],",
    "      \"note\": \"东京 ‹U+202E› paid with [card number] and asked twice whether the parcel had been sent, then whether it could be sent again\"",
    "    },", "    \"tags\": [", "      \"first\",", "      \"second\"", "    ],",
    "    \"signature\": [redacted],", "    \"created_at\": \"2026-04-22T02:37:11Z\"", "  }", "}",
  ]
}
