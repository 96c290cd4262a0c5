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
    #expect(!columns.isEmpty)
    let row = list.row + 3
    #expect(
      differences(tried, benign).allSatisfy { $0.row == row && columns.contains($0.column) })
  }

  @Test(arguments: hostile, PictureTests.sizes)
  func `foreign text never leaves the pane or the layer that shows it`(text: String, size: Size) {
    let layers: [Layer] = [
      .confirm(SampleDecisions.confirm(review(reference: text))),
      .refundForm(form(typed: text)),
      .result(
        SampleDecisions.result(
          .rejected, id: ForeignText(text), sentence: "\(text)", forCustomer: "\(text)")),
      .copyMenu(CopyMenuModel(items: [.init(title: "\(text)", text: "\(text)")])),
      .export(
        ExportModel(rows: .payments([]), words: "\(text)", gap: "\(text)", path: text)),
      .quitQuestion(QuitQuestionModel("\(text)")), .ruling(ruling(foreign: text)),
      .confirm(ConfirmModel(ruling: ruling(foreign: text))),
    ]
    for layer in layers {
      var model = SampleDesk.desk()
      model.layers = [layer]
      var benign = model
      benign.layers = [.quitQuestion(QuitQuestionModel("benign"))]
      let frame = layout(size).layer
      let tried = canvas(of: model, size: size)
      let outside = differences(tried, canvas(of: benign, size: size)).filter {
        !contains(frame, $0) && $0.row < size.rows - 1
      }
      #expect(outside.isEmpty)
      #expect(sides(of: frame, in: tried).isSubset(of: ["│", "║"]))
    }
  }

  @Test(arguments: hostile, PictureTests.sizes)
  func `the frame of the payment stands whatever the payment says`(text: String, size: Size) {
    var model = SampleDesk.desk()
    model.screen.focus = .detail
    model.detail.detail = detail(foreign: text)
    let drawn = canvas(of: model, size: size)
    guard let frame = layout(size, focus: .detail).detail else { return }
    #expect(sides(of: frame, in: drawn) == ["│"])
  }

  @Test(arguments: hostile, PictureTests.sizes)
  func `the frames of attention stand whatever a matter and its evidence say`(
    text: String, size: Size
  ) {
    for pane in Pane.allCases {
      let model = Screens.attending(matter(foreign: text), among: [matter(foreign: text)]) {
        model in
        model.attention.focus = pane
        model.attention.dossier = dossier(foreign: text)
      }
      let drawn = canvas(of: model, size: size)
      let frames = layout(size, focus: pane)
      for frame in [frames.list, frames.detail].compactMap({ $0 }) {
        #expect(sides(of: frame, in: drawn) == ["│"])
      }
    }
  }

  @Test(arguments: hostile, PictureTests.sizes)
  func `the frame of the timeline stands whatever was recorded`(text: String, size: Size) {
    var timeline = TimelineModel(
      key: SampleRows.paid.id, reference: "\(text)", account: "\(text)", mode: .live, serial: 1,
      askedAt: SampleDesk.now)
    timeline.lines = (0..<3).map { _ in
      TimelineLine(
        time: SampleDesk.now, actor: Actor(text), title: "\(text)", words: "\(text)",
        state: .unknown, attempt: 1, httpStatus: 200)
    }
    let drawn = canvas(of: Screens.model { $0.layers = [.timeline(timeline)] }, size: size)
    #expect(sides(of: layout(size).body, in: drawn) == ["│"])
  }

  @Test func `a letter that joins the space before it hides no word of ours`() {
    var model = SampleDesk.desk()
    model.detail.detail = SampleDetail.detail(
      SampleRows.partlyRefunded, account: SampleDesk.ukStore,
      refundRefusal: .unsupported("It said: \u{E33}a."), cancelRefusal: nil)
    let text = canvas(of: model, size: Size(columns: 80, rows: 24)).plainText()
    #expect(text.contains("R refund: it said "))
  }

  // MARK: - Foreign text everywhere

  private func matter(foreign text: String) -> AttentionItem {
    var item = SampleMatters.needsPerson
    item.reference = "\(text)"
    item.account = "\(text)"
    item.sentence = "\(text)"
    item.suggestion = "\(text)"
    item.refusals[.replay] = "\(text)"
    return item
  }

  private func dossier(foreign text: String) -> Dossier {
    var dossier = SampleMatters.dossier(matter(foreign: text))
    dossier.request = "\(text)"
    dossier.entries[0].actor = Actor(text)
    dossier.entries[0].title = "\(text)"
    dossier.entries[0].words = "\(text)"
    dossier.entries[0].raw = "\(text)"
    dossier.matches[0].id = ForeignText(text)
    dossier.matches[0].providerStatus = ForeignText(text)
    return dossier
  }

  private func ruling(foreign text: String) -> RulingFormModel {
    var form = RulingFormModel(
      item: matter(foreign: text), verdict: .happened, matches: dossier(foreign: text).matches)
    form.choice = .row(0)
    form.evidence = LineEditor(text)
    form.mistakes = [.match: "\(text)", .evidence: "\(text)"]
    return form
  }

  /// A list whose second row keeps every column as wide as it can be, and whose first row says the text.
  private func desk(foreign text: String) -> DeskModel {
    var model = SampleDesk.desk()
    model.list.answer?.rows[0].transaction.reference = ForeignText(text)
    model.list.answer?.rows[0].transaction.providerStatus = ForeignText(text)
    model.list.answer?.rows[1].transaction.reference = ForeignText(
      String(repeating: "0123456789", count: 5))
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

  private func contains(_ frame: DeskLayout.Frame, _ place: Point) -> Bool {
    place.column >= frame.column && place.column < frame.column + frame.width
      && place.row >= frame.row && place.row < frame.row + frame.height
  }

  /// The places in which two canvases of a size differ.
  private func differences(_ left: Canvas, _ right: Canvas) -> [Point] {
    (0..<left.size.rows).flatMap { row in
      (0..<left.size.columns).map { Point(column: $0, row: row) }
        .filter { left[$0] != right[$0] }
    }
  }

  /// What stands in the left and right side of a frame between its corners.
  private func sides(of frame: DeskLayout.Frame, in canvas: Canvas) -> Set<String> {
    let rows = (frame.row + 1)..<(frame.row + frame.height - 1)
    let columns = [frame.column, frame.column + frame.width - 1]
    return Set(
      rows.flatMap { row in columns.map { canvas[Point(column: $0, row: row)].text } })
  }

  /// The columns between the heads of Reference and of what follows it.
  private func foreignColumns(_ canvas: Canvas, list: DeskLayout.Frame) -> Range<Int> {
    let head = canvas.plainText().split(separator: "\n", omittingEmptySubsequences: false)[
      list.row + 2]
    let start = head.firstRange(of: "Reference").map {
      head.distance(from: head.startIndex, to: $0.lowerBound)
    }
    let next = ["Account", "Amount"].compactMap { word in
      head.firstRange(of: word).map { head.distance(from: head.startIndex, to: $0.lowerBound) }
    }.min()
    return (start ?? 0)..<(next ?? 0)
  }
}
