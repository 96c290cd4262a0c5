import Payments
import SupportDesk
import TextSafety

/// What can be copied of a payment, or of what needs somebody: its names, its figures, what the customer can be told.
struct CopyOffer {
  /// What the desk works with.
  let context: DeskContext
  /// The time, which days are told by.
  let now: Instant

  /// Of a payment; its figures only where it was read.
  func items(of row: PaymentRow, _ read: PaymentDetail?) -> [CopyMenuModel.Item] {
    Self.names(of: row) + (read.map(Self.figures) ?? []) + (read.map(sentences) ?? [])
  }

  /// Of what needs somebody.
  func items(of item: AttentionItem) -> [CopyMenuModel.Item] {
    Self.names(of: item) + sentences(about: item)
  }

  private static func names(of row: PaymentRow) -> [CopyMenuModel.Item] {
    let transaction = row.transaction
    var items: [CopyMenuModel.Item] = []
    if !transaction.reference.isEmpty {
      items.append(.init(title: "Reference", text: transaction.reference.safe))
    }
    items.append(.init(title: "Transaction", text: transaction.id.safe))
    items.append(
      .init(title: "For the command line", text: "\(row.account.safe)/\(transaction.id.safe)"))
    items.append(.init(title: "Amount", text: transaction.amount.label))
    return items
  }

  private static func figures(of read: PaymentDetail) -> [CopyMenuModel.Item] {
    guard let ledger = read.ledger else { return [] }
    let ids = ledger.entries.compactMap { entry in
      entry.refundID.map {
        CopyMenuModel.Item(title: "Refund of \(entry.amount.text)", text: $0.safe)
      }
    }
    return [
      .init(title: "Refunded", text: ledger.refunded.text),
      .init(title: "Remaining", text: ledger.remaining.bound.text),
    ] + ids
  }

  private static func names(of item: AttentionItem) -> [CopyMenuModel.Item] {
    guard let key = item.key else { return [.init(title: "What it says", text: item.sentence)] }
    return [
      .init(title: "Reference", text: item.reference),
      .init(title: "Transaction", text: key.id.safe),
      .init(title: "For the command line", text: item.payment),
    ]
  }

  // MARK: - What the customer can be told

  /// Of the payment as a whole, then of each refund and cancel, the newest first.
  private func sentences(about read: PaymentDetail) -> [CopyMenuModel.Item] {
    let words = read.account.customerWords
    let entries = (read.ledger?.entries ?? []).filter { $0.source != .possible }
    let refunds = entries.reversed().map { entry in
      words.refund(
        of: entry.amount, entry.state, id: entry.refundID, on: entry.time.map(customerDay))
    }
    let ours = read.intents.filter { $0.kind == .cancel || read.ledger == nil }
    let others = ours.reversed().map { words.sentence($0, on: customerDay($0.created)) }
    return Self.items([words.payment(read)] + others + refunds)
  }

  private func sentences(about item: AttentionItem) -> [CopyMenuModel.Item] {
    guard let intent = item.intent else { return [] }
    let words = context.customerWords(for: intent.key)
    return Self.items([words.sentence(intent, on: customerDay(intent.created))])
  }

  private func customerDay(_ time: Instant) -> SafeText {
    TimeText.day(time, zone: context.zone, now: now)
  }

  private static func items(_ sentences: [SafeText]) -> [CopyMenuModel.Item] {
    sentences.filter { !$0.isEmpty }.map { .init(title: "For the customer", text: $0) }
  }
}
