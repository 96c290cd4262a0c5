import Payments
import Settings
import SupportDesk
import Terminal
import TerminalViews
import Testing
import TextSafety
import ViewModels

/// What comes from outside stays in its field, whatever it is.
struct HostileTextTests {
  /// Texts that have broken other programs: escape sequences, overrides, marks, wide and endless ones.
  static let hostile = [
    "\u{1B}[2J\u{1B}[1;1H\u{1B}[41mLIVE", "\u{202E}gnitset\u{202C}", "line\nbreak\r\n\ttab",
    "e" + String(repeating: "\u{301}", count: 40), "東京都千代田区の注文番号東京都千代田区の注文番号",
    "👩‍👩‍👧‍👦👩‍👩‍👧‍👦🏳️‍🌈⚠️", String(repeating: "x", count: 3000), "\u{200B}\u{FEFF}\u{E0041}", "┐│ LIVE │└",
    "\u{301}\u{301}", "", " ", "a  b   c",
  ]

  @Test(arguments: hostile, PictureTests.sizes)
  func `a row's foreign text changes no cell outside its column`(text: String, size: Size) {
    let benign = canvas(of: desk(foreign: "benign"), size: size)
    let tried = canvas(of: desk(foreign: text), size: size)
    let frames = layout(size)
    guard let list = frames.list else { return }
    let columns = foreignColumns(benign, list: list)
    let row = list.row + 3
    for column in 0..<size.columns where !columns.contains(column) {
      let point = Point(column: column, row: row)
      #expect(tried[point] == benign[point], "column \(column) of \(text.debugDescription)")
    }
    for row in (list.row + 4)..<(list.row + list.height) {
      for column in list.column..<(list.column + list.width) {
        let point = Point(column: column, row: row)
        #expect(tried[point] == benign[point], "column \(column), row \(row)")
      }
    }
  }

  @Test(arguments: hostile, PictureTests.sizes)
  func `foreign text never leaves the pane or the layer that shows it`(text: String, size: Size) {
    let layers: [Layer] = [
      .confirm(SampleDecisions.confirm(review(reference: text))),
      .refundForm(form(typed: text)),
      .result(
        SampleDecisions.result(.rejected, id: ForeignText(text), sentence: "\(text)", forCustomer: "\(text)")),
      .copyMenu(CopyMenuModel(items: [.init(title: "\(text)", text: "\(text)")])),
      .quitQuestion("\(text)"),
    ]
    for layer in layers {
      var model = SampleDesk.desk()
      model.layers = [layer]
      var benign = model
      benign.layers = [.quitQuestion("benign")]
      let frame = layout(size).layer
      let tried = canvas(of: model, size: size)
      let expected = canvas(of: benign, size: size)
      for row in 0..<(size.rows - 1) {
        for column in 0..<size.columns
        where !contains(frame, column: column, row: row) {
          let point = Point(column: column, row: row)
          #expect(tried[point] == expected[point], "column \(column), row \(row)")
        }
      }
    }
  }

  @Test(arguments: hostile, PictureTests.sizes)
  func `the frame of the payment stands whatever the payment says`(text: String, size: Size) {
    var model = SampleDesk.desk()
    model.focus = .detail
    model.detail.detail = detail(foreign: text)
    let drawn = canvas(of: model, size: size)
    guard let frame = layout(size, focus: .detail).detail else { return }
    for row in (frame.row + 1)..<(frame.row + frame.height - 1) {
      for column in [frame.column, frame.column + frame.width - 1] {
        #expect(drawn[Point(column: column, row: row)].text == "│", "column \(column), row \(row)")
      }
    }
  }

  // MARK: - Foreign text everywhere

  private func desk(foreign text: String) -> DeskModel {
    var model = SampleDesk.desk()
    model.list.answer?.rows[0].transaction.reference = ForeignText("NP-ORDER-BENIGN-1001-A-LONG-ONE-" + "12345678")
    model.list.answer?.rows[1].transaction.reference = ForeignText("NP-ORDER-BENIGN-1001-A-LONG-ONE-" + "12345678")
    model.list.answer?.rows[0].transaction.key = PaymentKey(
      account: SampleDesk.ukStore.identity,
      id: TransactionID("0123456789012345678901234567890123456789"))
    model.list.answer?.rows[2].transaction.key = PaymentKey(
      account: SampleDesk.ukStore.identity,
      id: TransactionID("0123456789012345678901234567890123456789"))
    model.list.answer?.rows[0].transaction.reference = ForeignText(text)
    model.list.answer?.rows[0].transaction.providerStatus = ForeignText(text)
    model.list.selected = SampleRows.pending.id
    model.detail = DetailModel()
    return model
  }

  private func review(reference: String) -> Review {
    var row = SampleRows.partlyRefunded
    row.transaction.reference = ForeignText(reference)
    row.transaction.key = PaymentKey(account: row.id.account, id: TransactionID(reference))
    var decision = SampleDecisions.review()
    decision.transaction = row.transaction
    decision.reference = row.transaction.reference.safe
    decision.decision.reason = reference
    decision.recent = .recentRefund(
      SampleRows.gbp(1), Actor(reference), SampleDesk.read, refundID: ForeignText(reference))
    return decision
  }

  private func form(typed text: String) -> RefundFormModel {
    SampleDecisions.form { form in
      form.note = LineEditor(text)
      form.ticket = LineEditor(text)
      form.reason = LineEditor(text)
      form.amount = LineEditor(text)
      form.field = .note
      form.detail.row.transaction.reference = ForeignText(text)
      form.mistakes[.note] = "\(text)"
    }
  }

  private func detail(foreign text: String) -> PaymentDetail {
    let foreign = ForeignText(text)
    var detail = SampleDetail.detail(
      SampleRows.partlyRefunded, account: SampleDesk.ukStore,
      intents: [
        SampleDetail.refund(
          1, of: SampleRows.gbp(100), from: SampleRows.partlyRefunded, seen: .paid,
          state: .succeeded, at: "2026-04-22T03:00:00Z", id: foreign, reason: text)
      ],
      reported: [
        ReportedRefund(
          id: foreign, amount: SampleRows.gbp(50), time: nil, providerStatus: foreign,
          progress: .pending, link: .possible, details: foreign)
      ],
      provenance: .offline(SampleDesk.read, "\(text)"),
      refundRefusal: .unsupported("\(text)"), cancelRefusal: .changed("\(text)"))
    detail.row.transaction.reference = foreign
    detail.row.transaction.providerStatus = foreign
    detail.row.transaction.customer = foreign
    detail.row.transaction.details = foreign
    detail.row.transaction.remark = foreign
    detail.row.transaction.facts = [.init(label: text, value: foreign)]
    return detail
  }

  // MARK: - Where things are

  private func layout(_ size: Size, focus: Pane = .list) -> DeskLayout {
    DeskLayout(
      columns: size.columns, rows: size.rows, focus: focus, isZoomed: false, lowBandwidth: false)
  }

  private func contains(_ frame: DeskLayout.Frame, column: Int, row: Int) -> Bool {
    column >= frame.column && column < frame.column + frame.width && row >= frame.row
      && row < frame.row + frame.height
  }

  /// The columns between the heads of Reference and of what follows it.
  private func foreignColumns(_ canvas: Canvas, list: DeskLayout.Frame) -> Range<Int> {
    let head = canvas.plainText().split(separator: "\n", omittingEmptySubsequences: false)[list.row + 2]
    let start = head.firstRange(of: "Reference").map { head.distance(from: head.startIndex, to: $0.lowerBound) }
    let next = ["Account", "Amount"].compactMap { word in
      head.firstRange(of: word).map { head.distance(from: head.startIndex, to: $0.lowerBound) }
    }.min()
    return (start ?? 0)..<(next ?? 0)
  }
}
