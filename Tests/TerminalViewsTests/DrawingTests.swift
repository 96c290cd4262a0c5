import Payments
import SeededRandom
import Settings
import SupportDesk
import Terminal
import TerminalViews
import Testing
import TextSafety
import ViewModels

/// What holds on every screen of every size.
struct DrawingTests {
  @Test(arguments: 1...60)
  func `the desk can be drawn on terminals of all sizes`(rows: Int) {
    // Every width meets every third height, and the screens take turns, so that each meets many sizes.
    for columns in 1...200 where (columns + rows) % 3 == 0 {
      let screen = Screens.all[(columns + rows * 7) % Screens.all.count]
      draws(screen.model, Size(columns: columns, rows: rows))
    }
  }

  @Test(arguments: Screens.all.map(\.name))
  func `a screen can be drawn where the layouts change`(name: String) throws {
    let screen = try #require(Screens.all.first { $0.name == name })
    for columns in [1, 2, 3, 59, 60, 79, 80, 120, 159, 160, 200] {
      for rows in [1, 2, 15, 16, 23, 24, 60] {
        draws(screen.model, Size(columns: columns, rows: rows))
      }
    }
  }

  private func draws(_ model: DeskModel, _ size: Size) {
    let drawn = canvas(of: model, size: size)
    #expect(drawn.size == size)
    if let cursor = drawn.cursor { #expect(drawn.bounds.contains(cursor)) }
    #expect(showsSomething(drawn))
  }

  /// Whether there is anything but spaces, looked for until it is found.
  private func showsSomething(_ drawn: Canvas) -> Bool {
    (0..<drawn.size.rows).contains { row in
      (0..<drawn.size.columns).contains { drawn[Point(column: $0, row: row)].text != " " }
    }
  }

  @Test func `nothing of what was drawn before is on the screen`() throws {
    let palettes = try ["daylight", "midnight"].map {
      ThemeStyles(theme: try ShippedThemes.theme($0))
    }
    let sizes = [(80, 24), (120, 36), (121, 36), (160, 50), (60, 16)].map(Size.init(columns:rows:))
    let drawn = DrawnDesk()
    var random = SeededRandom(seed: 1)
    for screen in Screens.all.shuffled(using: &random) {
      for _ in 1...3 {
        let size = sizes.randomElement(using: &random) ?? sizes[0]
        let palette = palettes.randomElement(using: &random) ?? palettes[0]
        let kept = canvas(of: screen.model, size: size, palette: palette, drawn: drawn)
        #expect(kept == canvas(of: screen.model, size: size, palette: palette), "\(screen.name)")
      }
    }
  }

  @Test func `the cursor, the marks and the turn of the year show over rows that are kept`() {
    let size = Size(columns: 120, rows: 36)
    let drawn = DrawnDesk()
    var model = Screens.model { _ in }
    var pictures: Set<Canvas> = []
    for key: KeyPress in ["j", " ", "j", "j", " ", "u"] {
      _ = model.update(.keyPressed(key, at: model.now))
      let kept = canvas(of: model, size: size, drawn: drawn)
      #expect(kept == canvas(of: model, size: size))
      pictures.insert(kept)
    }
    model.now = model.now.adding(seconds: 366 * 86_400)
    let nextYear = canvas(of: model, size: size, drawn: drawn)
    #expect(nextYear == canvas(of: model, size: size))
    #expect(!pictures.contains(nextYear))
    #expect(pictures.count == 6)
  }

  @Test(arguments: 60...200)
  func `an amount is shown whole or not at all`(columns: Int) {
    for rows in [16, 24] {
      for screen in [Screens.model { _ in }, largestOpened] {
        for focus in Pane.allCases {
          var model = screen
          model.screen.focus = focus
          let text = canvas(of: model, size: Size(columns: columns, rows: rows)).plainText()
          #expect(amounts(in: text).isSubset(of: Self.known), "at \(columns)×\(rows)")
        }
      }
    }
  }

  @Test(arguments: 60...200)
  func `the amount of every payment is in the list`(columns: Int) {
    let rows = SampleRows.all + [SampleRows.largest]
    let text = canvas(of: SampleDesk.desk(rows: rows), size: Size(columns: columns, rows: 60))
      .plainText()
    for row in rows {
      guard let money = row.transaction.amount.money else { continue }
      #expect(text.contains(" \(money.text.text)"), "at \(columns) columns")
    }
  }

  @Test(arguments: 60...200)
  func `a wide character never straddles a border`(columns: Int) {
    var model = SampleDesk.desk(rows: Array(repeating: SampleRows.wide, count: 30))
    model.detail.detail = SampleDetail.detail(
      wideEverywhere, account: SampleDesk.nzStore, refundRefusal: nil, cancelRefusal: nil)
    for focus in Pane.allCases {
      model.screen.focus = focus
      let drawn = canvas(of: model, size: Size(columns: columns, rows: 40))
      #expect(halves(in: drawn).isEmpty)
      let edge = (1..<39).map { drawn[Point(column: columns - 1, row: $0)] }
      #expect(!edge.contains { $0.isWide || $0.isContinuation })
    }
  }

  /// The places where a wide character has only one of its two cells.
  private func halves(in canvas: Canvas) -> [Point] {
    var halves: [Point] = []
    for row in 0..<canvas.size.rows {
      for column in 0..<canvas.size.columns {
        let place = Point(column: column, row: row)
        let next = Point(column: column + 1, row: row)
        if canvas[place].isWide != canvas[next].isContinuation { halves.append(place) }
      }
    }
    return halves
  }

  @Test(arguments: ["x", "\u{0E31}", "\u{202B}", "\u{0308}", "\u{5B57}", "\u{0903}"])
  func `whatever a word begins with, a notice is cut before it`(_ beginning: String) {
    var desk = SampleDesk.desk()
    desk.said.notice = Message(
      level: .note, text: "It said: \(beginning)\(String(repeating: "y", count: 100))",
      time: desk.now)
    let text = canvas(of: desk, size: Size(columns: 60, rows: 16)).plainText()
    #expect(text.contains("\n It said: …  M more"))
  }

  @Test func `LIVE and test differ by word, by colour and by the lines around them`() {
    let size = Size(columns: 80, rows: 24)
    let live = canvas(of: Screens.layer(.confirm(SampleDecisions.confirm())), size: size)
    let test = canvas(
      of: Screens.layer(
        .confirm(
          SampleDecisions.confirm(
            SampleDecisions.review(
              detail: SampleDetail.test, amount: Money(minor: 500, currency: .nzd))))),
      size: size)
    let frame = DeskLayout(
      columns: 80, rows: 24, focus: .list, isZoomed: false, lowBandwidth: false
    ).layer
    let corner = Point(column: frame.column, row: frame.row)
    #expect(live[corner].text != test[corner].text)
    #expect(live[corner].style != test[corner].style)
    let rows = live.plainText().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows[frame.row + 1].contains("LIVE"))
    let others = test.plainText().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(others[frame.row + 1].contains("test"))
    #expect(!others[frame.row + 1].contains("LIVE"))
  }

  @Test func `without colours every status is still a word of its own`() {
    let size = Size(columns: 120, rows: 50)
    let text = canvas(
      of: SampleDesk.desk(), size: size,
      palette: ThemeStyles(theme: Theme(name: "none", kind: .dark, styles: [:]))
    )
    .plainText()
    for word in [
      "outcome unknown", "pending", "partly refunded", "paid", "refunded", "failed", "cancelled",
    ] {
      #expect(text.contains(word))
    }
  }

  @Test func `the cursor stands in the field that is typed into`() throws {
    var model = SampleDesk.desk()
    model.list.isSearching = true
    model.list.search = LineEditor("東京 gbp")
    let drawn = canvas(of: model, size: Size(columns: 80, rows: 24))
    #expect(drawn.cursor == Point(column: 1 + 3 + 8, row: 2))
    model.list.isSearching = false
    #expect(canvas(of: model, size: Size(columns: 80, rows: 24)).cursor == nil)
  }

  @Test func `a search longer than its line shows where the cursor is`() throws {
    var model = SampleDesk.desk()
    model.list.isSearching = true
    model.list.search = LineEditor(String(repeating: "0123456789", count: 12) + "END")
    let drawn = canvas(of: model, size: Size(columns: 60, rows: 16))
    let row = drawn.plainText().split(separator: "\n", omittingEmptySubsequences: false)[2]
    #expect(row.contains("END"))
    #expect(row.contains("…"))
    let cursor = try #require(drawn.cursor)
    #expect(drawn[Point(column: cursor.column - 1, row: cursor.row)].text == "D")
  }

  @Test func `a wait shows no seconds before it is worth a word`() {
    var model = SampleDesk.desk()
    model.list.answer?.progress[SampleDesk.nzStore.name] = .waiting
    let size = Size(columns: 120, rows: 36)
    for (milliseconds, isShown) in [(149, false), (150, true)] {
      model.list.askedAt = model.now.adding(milliseconds: Int64(-milliseconds))
      let text = canvas(of: model, size: size).plainText()
      #expect(text.contains("nz-store answering") == isShown)
    }
  }

  @Test func `low bandwidth shows whole seconds only`() {
    let context = DeskContext(
      accounts: SampleDesk.context.accounts, actor: Actor("amina"), zone: .utc, keymap: .standard,
      lowBandwidth: true)
    var model = SampleDesk.desk(context: context)
    model.list.askedAt = model.now.adding(milliseconds: -1200)
    model.list.answer?.progress[SampleDesk.nzStore.name] = .waiting
    let text = canvas(of: model, size: Size(columns: 160, rows: 50)).plainText()
    #expect(text.contains("nz-store answering 1 s"))
  }

  @Test func `times are shown in the agent's zone and in UTC`() {
    let zone = ZoneOffsets(name: "Europe/London") { _ in 3600 }
    let context = DeskContext(
      accounts: SampleDesk.context.accounts, actor: Actor("amina"), zone: zone, keymap: .standard)
    let text = canvas(of: SampleDesk.desk(context: context), size: Size(columns: 120, rows: 36))
      .plainText()
    #expect(text.contains("22 Apr 03:37 Europe/London"))
    #expect(text.contains("2026-04-22 02:37:11 UTC"))
    #expect(text.contains("read live 15:02:11"))
  }

  @Test func `a reading of another day never looks like one of today`() {
    var model = Screens.showing(SampleDetail.refundable)
    let size = Size(columns: 120, rows: 36)
    model.detail.detail?.provenance = .indexed(SampleDesk.read)
    #expect(canvas(of: model, size: size).plainText().contains("local index of 14:02:11"))
    model.detail.detail?.provenance = .indexed(SampleDesk.read.adding(seconds: -86_400))
    #expect(canvas(of: model, size: size).plainText().contains("local index of 14 May 14:02"))
  }

  @Test func `the facts can be scrolled to the last line and no further`() {
    var model = Screens.showing(SampleDetail.partlyRefunded)
    let size = Size(columns: 60, rows: 16)
    model.detail.firstLine = 5
    let middle = canvas(of: model, size: size).plainText()
    #expect(!middle.contains("│ Paid"))
    model.detail.firstLine = 1000
    let end = canvas(of: model, size: size)
    #expect(end.plainText().contains("refund it instead (R)"))
    model.detail.firstLine = 1001
    #expect(canvas(of: model, size: size) == end)
  }

  @Test(arguments: PictureTests.sizes)
  func `a confirm screen always shows what moves and what to type`(size: Size) {
    var review = SampleDecisions.review(
      amount: SampleRows.gbp(98_765_432_109_876), after: SampleRows.gbp(98_765_432_109_876),
      wantsReference: true)
    review.reference = SafeText(repeating: "Long name ", count: 20)
    review.decision.reason = String(repeating: "because ", count: 20)
    let confirm = SampleDecisions.confirm(review) { confirm in
      confirm.mistake = "That is not 987654321098.76; nothing was sent."
    }
    let drawn = canvas(of: Screens.layer(.confirm(confirm)), size: size)
    #expect(drawn.plainText().contains("Refund 987654321098.76 GBP from payment"))
    #expect(drawn.plainText().contains("Type 987654321098.76 to send it"))
    #expect(drawn.cursor != nil)
  }

  // MARK: - Amounts

  /// Every amount that the models hold, as it is written.
  private static let known: Set<String> = [
    "15.99 GBP", "12.99 GBP", "9.99 GBP", "50.00 USD", "13.00 USD", "25.00 NZD", "128000 JPY",
    "1.250 BHD", "0.000 BHD", "1.00 GBP", "2.00 GBP", "12.00 NZD", "987654321098.76 GBP",
    "40.00 NZD",
    "70.00 GBP",
  ]

  private var largestOpened: DeskModel {
    Screens.showing(
      SampleDetail.detail(
        SampleRows.largest, account: SampleDesk.ukStore,
        intents: [
          SampleDetail.refund(
            1, of: SampleRows.gbp(100), from: SampleRows.largest, seen: .paid, state: .succeeded,
            at: "2026-04-22T03:00:00Z", id: "rf_1", reason: "duplicate")
        ], refundRefusal: nil, cancelRefusal: nil))
  }

  /// What looks like the end of an amount: digits, a space and a currency.
  private func amounts(in text: String) -> Set<String> {
    var found: Set<String> = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      for (word, code) in zip(words, words.dropFirst()) {
        let currency = code.prefix { $0.isLetter }
        guard ["GBP", "USD", "NZD", "JPY", "BHD"].contains(currency) else { continue }
        found.insert("\(word) \(currency)")
      }
    }
    return found
  }

  private var wideEverywhere: PaymentRow {
    var row = SampleRows.wide
    row.transaction.status = .paid
    row.transaction.customer = "東京都千代田区東京都千代田区東京都千代田区"
    row.transaction.details = ForeignText(String(repeating: "東京", count: 200))
    row.transaction.remark = "注文"
    return row
  }
}
