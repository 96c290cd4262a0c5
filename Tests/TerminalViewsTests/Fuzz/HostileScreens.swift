import Payments
import SupportDesk
import TextSafety
import ViewModels

/// Every screen with foreign text in every field that can hold some.
struct HostileScreen: Sendable {
  let name: String
  let make: @Sendable (inout TextFeed) -> DeskModel

  /// All of them, by the names that failures tell.
  static let all: [HostileScreen] = panes + layers + matters

  static func named(_ name: String) -> HostileScreen? { all.first { $0.name == name } }

  // MARK: - Panes

  private static let panes = [
    HostileScreen(name: "list") { desk(&$0) },
    HostileScreen(name: "search") { feed in
      var model = desk(&feed)
      model.list.isSearching = true
      model.list.search = feed.line()
      model.list.mistakes = [
        QueryMistake(range: 0..<0, message: feed.sentence(), suggestion: feed.text())
      ]
      return model
    },
    HostileScreen(name: "near") { feed in
      var model = desk(&feed)
      model.list.search = feed.line()
      model.list.answeredText = model.list.search.text
      model.list.answer?.rows = []
      model.list.answer?.near = (0..<3).map { _ in row(&feed, .paid) }
      model.detail = DetailModel()
      return model
    },
    HostileScreen(name: "offline") { feed in
      var model = desk(&feed)
      model.list.answer?.rows = []
      for account in SampleDesk.context.accounts {
        model.list.answer?.progress[account.name] = .failed(feed.sentence())
      }
      model.detail = DetailModel()
      return model
    },
    HostileScreen(name: "detail") { feed in
      var model = desk(&feed)
      model.focus = .detail
      return model
    },
  ]

  /// A desk that shows foreign text wherever a desk does.
  static func desk(_ feed: inout TextFeed) -> DeskModel {
    let context = DeskContext(
      accounts: SampleDesk.context.accounts, actor: feed.actor(), zone: .utc, keymap: .standard)
    let states: [Status] = [.partlyRefunded, .unrecognised, .paid, .failed, .review]
    let rows = states.map { row(&feed, $0) }
    var model = SampleDesk.desk(rows: rows, context: context)
    model.list.search = feed.line()
    model.list.answeredText = model.list.search.text
    model.list.answer?.progress = [
      SampleDesk.ukStore.name: .answered(SampleDesk.read, incomplete: feed.safe()),
      SampleDesk.ngStore.name: .failed(feed.safe()), SampleDesk.nzStore.name: .waiting,
    ]
    model.detail.key = rows[0].id
    model.detail.detail = detail(rows[0], &feed)
    if feed.used.isMultiple(of: 2) {
      model.notice = Message(level: .error, text: feed.sentence(), time: SampleDesk.now)
    }
    return model
  }

  static func row(_ feed: inout TextFeed, _ status: Status) -> PaymentRow {
    var row = SampleRows.row(
      SampleDesk.ukStore, id: feed.id(), reference: feed.foreign(), amount: SampleRows.gbp(1599),
      created: "2026-04-22T02:37:11Z", status: status, word: feed.foreign(),
      remaining: .computed(SampleRows.gbp(1299)), remark: feed.foreign(), customer: feed.foreign(),
      details: feed.foreign(), facts: [.init(label: "Method", value: feed.foreign())])
    if status == .review {
      row.transaction.amount = QuotedAmount(
        text: feed.foreign(), currencyCode: feed.foreign(), money: nil)
      row.remaining = nil
    }
    return row
  }

  static func detail(_ row: PaymentRow, _ feed: inout TextFeed) -> PaymentDetail {
    SampleDetail.detail(
      row, account: SampleDesk.ukStore,
      intents: [
        SampleDetail.refund(
          1, of: SampleRows.gbp(100), from: row, seen: .paid, state: .succeeded,
          at: "2026-04-22T03:00:00Z", id: ForeignText(feed.id()), reason: feed.text())
      ],
      reported: [
        ReportedRefund(
          id: ForeignText(feed.id()), amount: SampleRows.gbp(50), time: nil,
          providerStatus: feed.foreign(),
          progress: .pending, link: .possible, details: feed.foreign())
      ],
      provenance: .offline(SampleDesk.read, feed.sentence()),
      refundRefusal: .unsupported(feed.sentence()), cancelRefusal: .changed(feed.sentence()))
  }

  // MARK: - Layers

  private static let layers = [
    layer("refund-form") { .refundForm(form(&$0)) },
    layer("confirm") { .confirm(SampleDecisions.confirm(review(&$0))) },
    layer("confirm-typed") { feed in
      .confirm(
        SampleDecisions.confirm(review(&feed)) { confirm in
          confirm.acknowledged = true
          confirm.typed = feed.line()
          confirm.mistake = feed.sentence()
        })
    },
    layer("result") { feed in
      .result(
        SampleDecisions.result(
          .rejected, id: feed.foreign(), sentence: feed.sentence(), forCustomer: feed.sentence()))
    },
    layer("help") { _ in .help(firstLine: 0) },
    layer("copy-menu") { feed in
      .copyMenu(
        CopyMenuModel(
          items: (0..<4).map { _ in .init(title: feed.safe(), text: feed.safe()) }))
    },
    layer("quit-question") { .quitQuestion($0.sentence()) },
    HostileScreen(name: "messages") { feed in
      var model = desk(&feed)
      let levels: [Message.Level] = [.note, .success, .warning, .error]
      model.messages = levels.map {
        Message(level: $0, text: feed.sentence(), time: SampleDesk.now)
      }
      model.layers = [.messages(firstLine: 0)]
      return model
    },
  ]

  static func layer(
    _ name: String, _ make: @escaping @Sendable (inout TextFeed) -> Layer
  ) -> HostileScreen {
    HostileScreen(name: name) { feed in
      var model = desk(&feed)
      model.layers = [make(&feed)]
      return model
    }
  }

  private static func form(_ feed: inout TextFeed) -> RefundFormModel {
    var form = RefundFormModel(detail: detail(row(&feed, .paid), &feed))
    form.reason = feed.line()
    form.ticket = feed.line()
    form.note = feed.line()
    form.field = .note
    form.mistakes = [.note: feed.sentence(), .reason: feed.sentence()]
    return form
  }

  private static func review(_ feed: inout TextFeed) -> Review {
    let row = row(&feed, .paid)
    var review = SampleDecisions.review(
      recent: .recentRefund(
        SampleRows.gbp(1), feed.actor(), SampleDesk.read, refundID: feed.foreign()))
    review.transaction = row.transaction
    review.reference = row.transaction.reference.safe
    review.decision.reason = feed.text()
    review.clockWarning = feed.sentence()
    return review
  }
}
