package import Payments
import SampleWorld
package import SupportDesk
import TextSafety
package import ViewModels

// Payments with foreign text wherever a payment has some.

extension TextFeed {
  /// A desk with its accounts, and an agent and themes whose names come from outside.
  package mutating func context() -> DeskContext {
    DeskContext(
      accounts: World.context.accounts, actor: actor(), zone: .utc, keymap: .standard,
      themes: ["midnight", text(), text()])
  }

  /// A desk that shows foreign text wherever a desk does.
  package mutating func desk() -> DeskModel {
    var model = DeskModel(context: context())
    model.now = World.start.adding(seconds: 2)
    model.attention.count = 2
    let states: [Status] = [.partlyRefunded, .unrecognised, .paid, .failed, .review]
    let rows = states.map { row($0) }
    model.list.search = line()
    model.list.answeredText = model.list.search.text
    model.list.askedAt = model.now
    model.list.answer = SearchAnswer(
      rows: rows + [Self.widest], total: 4812,
      progress: [
        World.uk.name: .answered(World.start, incomplete: safe()), World.live.name: .failed(safe()),
        World.ng.name: .waiting,
      ])
    model.list.selected = rows[0].id
    model.detail.key = rows[0].id
    model.detail.detail = detail(of: rows[0])
    model.said.notice = chance.isMultiple(of: 2) ? message(.error) : nil
    return model
  }

  /// A message that quotes something.
  package mutating func message(_ level: Message.Level) -> Message {
    Message(level: level, text: sentence(), time: World.start)
  }

  /// The list gives its columns as much room for this one as they can get, so that their widths are
  /// not a matter of the texts that are tried.
  private static let widest: PaymentRow = {
    let long = ForeignText(String(repeating: "0123456789", count: 5))
    var row = World.row(long.raw)
    row.transaction.reference = long
    row.transaction.customer = long
    row.transaction.remark = long
    row.transaction.details = long
    return row
  }()

  /// A row of the list.
  package mutating func row(_ status: Status, at account: DeskAccount? = nil) -> PaymentRow {
    var row = World.row(id(), status: status, at: account ?? World.live)
    row.transaction.reference = foreign()
    row.transaction.providerStatus = foreign()
    row.transaction.customer = foreign()
    row.transaction.remark = foreign()
    row.transaction.details = foreign()
    row.transaction.facts = [.init(label: "Method", value: foreign())]
    row.remaining = .computed(World.pounds(1299))
    if status == .review {
      row.transaction.amount = QuotedAmount(text: foreign(), currencyCode: foreign(), money: nil)
      row.remaining = nil
    }
    return row
  }

  /// Rows near a search: one with a name of its own, and two of one name, which their ids tell apart.
  ///
  /// What is one name is not left to the texts: the shapes of two may be equal.
  package mutating func near() -> [PaymentRow] {
    var rows = (0..<3).map { _ in row(.paid) }
    let shared = ForeignText(id())
    rows[1].transaction.reference = shared
    rows[2].transaction.reference = shared
    return rows
  }

  /// An opened payment on which nothing may be decided, for reasons that quote something.
  package mutating func detail(of row: PaymentRow) -> PaymentDetail {
    var detail = refundable(row)
    detail.provenance = .offline(World.start, sentence())
    detail.refundRefusal = .unsupported(sentence())
    detail.cancelRefusal = .changed(sentence())
    detail.clockWarning = sentence()
    detail.notes = (0..<2).map { _ in
      PaymentNote(time: World.start, actor: actor(), words: safe())
    }
    return detail
  }

  /// An opened payment that can be refunded.
  package mutating func refundable(_ row: PaymentRow) -> PaymentDetail {
    let account = row.mode == .live ? World.live : World.uk
    let reported = ReportedRefund(
      id: ForeignText(id()), amount: World.pounds(50), time: nil, providerStatus: foreign(),
      progress: .pending, link: .possible, details: foreign())
    let intents = [intent(1, on: row, state: .succeeded, minor: 100)]
    let ledger = row.transaction.amount.money.flatMap { paid in
      try? RefundLedger(
        paid: paid, status: row.transaction.status, intents: intents, reported: [reported])
    }
    return PaymentDetail(
      row: row, account: account, provenance: .live(World.start), ledger: ledger, intents: intents,
      refundRefusal: nil,
      cancelRefusal: .status(
        .cancel, row.transaction.status, providerStatus: row.transaction.providerStatus),
      fingerprint: PaymentFingerprint(row.transaction, refunds: [reported]))
  }

  /// A decision of ours on a payment.
  package mutating func intent(
    _ number: Int, on row: PaymentRow, kind: IntentKind = .refund, state: IntentState,
    minor: Int64 = 500
  ) -> Intent {
    Intent(
      id: World.decided(number).id, kind: kind, key: row.id, account: row.account, mode: row.mode,
      amount: World.pounds(minor), reason: text(), note: text(), ticket: text(), actor: actor(),
      seen: PaymentFingerprint(row.transaction, refunds: []), decisionToken: nil, retryOf: nil,
      state: state, created: World.start, updated: World.start, refundID: ForeignText(id()),
      message: text())
  }
}
