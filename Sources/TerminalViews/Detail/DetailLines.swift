import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// The facts of a payment as lines: first the money, each figure with its source, then what else is known.
struct DetailLines {
  let detail: PaymentDetail
  /// Whether the provider is being asked.
  let isLoading: Bool
  let context: DeskContext
  let now: Instant
  /// The columns there are.
  let width: Int

  /// Where values begin, after the labels.
  static let labelWidth = 13

  /// All lines, from the first.
  var lines: [Line] {
    var lines: [Line] = []
    if let sentence = offlineSentence {
      lines += Paragraph(sentence, .warning).lines(columns: width)
    }
    if detail.isFrozen {
      let key = context.keymap.keyName(for: .attention)
      lines += Paragraph(
        "Frozen: something turned out otherwise than recorded; nothing is decided here until a person has looked. \(key) shows what.",
        AttentionItem.Matter.frozen.role
      ).lines(columns: width)
    }
    if let warning = detail.clockWarning {
      lines += Paragraph(warning, .warning).lines(columns: width)
    }
    if detail.transaction.kind != .payment {
      lines += Paragraph("An entry about a payment, not a payment itself.", .warning)
        .lines(columns: width)
    }
    lines += money + notes
    lines.append(.blank)
    return lines + DetailFacts(detail: detail, context: context, now: now, width: width).lines
  }

  private var offlineSentence: SafeText? {
    guard case .offline(_, let why) = detail.provenance else { return nil }
    return "The provider did not answer: \(why)"
  }

  /// The newest note of somebody at this desk: it may bear on what is decided next.
  private var notes: [Line] {
    guard let newest = detail.notes.last else { return [] }
    var paragraph = NoteWords(zone: context.zone, now: now).paragraph(newest)
    if detail.notes.count > 1 {
      let key = context.keymap.keyName(for: .payment(.timeline))
      paragraph.add("  \(key) shows \(detail.notes.count - 1) earlier", .muted)
    }
    return paragraph.lines(columns: width - Self.labelWidth).enumerated().map { index, line in
      var whole = index == 0 ? Line("Note", .muted) : Line()
      whole.add(line, at: Self.labelWidth)
      return whole
    }
  }

  // MARK: - Money

  private var money: [Line] {
    guard let ledger = detail.ledger else { return [inexactAmount] }
    let column = AmountColumn(ledger)
    var lines = [paid(ledger, column)]
    lines += cancels(column)
    guard showsHistory(ledger) else { return lines }
    let history = RefundHistory(
      entries: ledger.entries, attentionKey: context.keymap.keyName(for: .attention),
      zone: context.zone, now: now,
      width: width - column.notes)
    lines += block(
      "Refunded", ledger.refunded, ledger.refunded.isZero ? .muted : .refunded,
      notes: history.refunded, column)
    if !ledger.held.isZero || !history.held.isEmpty {
      lines += block("Held", ledger.held, .unknown, notes: history.held, column)
    }
    lines += remaining(ledger, column)
    lines += block("Possible", nil, .text, notes: history.possible, column)
    lines += block("No effect", nil, .text, notes: history.withoutEffect, column)
    return lines
  }

  private var inexactAmount: Line {
    var line = Line("Amount", .muted)
    let label = detail.transaction.amount.label.truncated(to: max(1, width - Self.labelWidth))
    line.put(label, .warning, at: Self.labelWidth)
    return line
  }

  /// Refunds matter once money has arrived, or when there are any.
  private func showsHistory(_ ledger: RefundLedger) -> Bool {
    detail.transaction.status.isPaid || detail.row.remaining != nil || !ledger.entries.isEmpty
  }

  private func paid(_ ledger: RefundLedger, _ column: AmountColumn) -> Line {
    var line = Line(detail.transaction.status.amountLabel, .muted)
    column.put(ledger.paid, .amount, on: &line)
    line.put(SafeText(sanitizing: ledger.paid.currency.code), .amount, at: column.currency)
    if let created = detail.transaction.created {
      line.put(TimeText.utc(created), .text, at: column.notes)
    }
    return line
  }

  /// A figure with its notes beside it; nothing when there is neither.
  private func block(
    _ label: SafeText, _ amount: Money?, _ role: ThemeRole, notes: [Line], _ column: AmountColumn
  ) -> [Line] {
    guard amount != nil || !notes.isEmpty else { return [] }
    var first = Line(label, .muted)
    if let amount { column.put(amount, role, on: &first) }
    if let note = notes.first { first.add(note, at: column.notes) }
    return [first] + notes.dropFirst().map { $0.moved(by: column.notes) }
  }

  private func remaining(_ ledger: RefundLedger, _ column: AmountColumn) -> [Line] {
    let words = RemainingWords(
      detail: detail, isLoading: isLoading, zone: context.zone, now: now)
    let notes = words.paragraph(ledger.remaining).lines(columns: width - column.notes)
    switch ledger.remaining {
    case .reported(let money), .computed(let money):
      return block("Remaining", money, .amount, notes: notes, column)
    case .atMost(let money):
      return block("At most", money, .warning, notes: notes, column)
    case .unknown:
      var lines = block("Remaining", nil, .text, notes: notes, column)
      if !lines.isEmpty { lines[0].put("?", .unknown, endingAt: column.end) }
      return lines
    }
  }

  private func cancels(_ column: AmountColumn) -> [Line] {
    let cancels = detail.intents.filter { $0.kind == .cancel }
    let notes = cancels.flatMap { intent -> [Line] in
      var paragraph = Paragraph()
      paragraph.addWhole(TimeText.short(intent.created, zone: context.zone, now: now))
      paragraph.add("  ")
      paragraph.addWhole(intent.state.title, intent.state.role)
      paragraph.add("  ")
      paragraph.addWhole(intent.actor.safe.truncated(to: 16), .muted)
      if intent.state.isUncertain {
        paragraph.add("  ")
        paragraph.addWhole("\(context.keymap.keyName(for: .attention)) settles it", .key)
      }
      if !intent.message.isEmpty { paragraph.add("  \(intent.message)", .muted) }
      return paragraph.lines(columns: width - column.notes)
    }
    return block("Cancel", nil, .text, notes: notes, column)
  }
}

/// Where the figures of a ledger stand, so that their points are under each other.
struct AmountColumn {
  /// The column after the last digit.
  let end: Int

  /// Makes the column for the widest of the figures.
  init(_ ledger: RefundLedger) {
    let amounts = [ledger.paid, ledger.refunded, ledger.held, ledger.remaining.bound]
    let widest = amounts.map { $0.decimalText.utf8.count }.max() ?? 0
    end = DetailLines.labelWidth + max(5, widest)
  }

  /// Where the currency stands.
  var currency: Int { end + 1 }
  /// Where notes beside the figures begin.
  var notes: Int { currency + 3 + 3 }

  /// Puts a figure, its decimals under those of the others.
  func put(_ amount: Money, _ role: ThemeRole, on line: inout Line) {
    line.put(SafeText(sanitizing: amount.decimalText), role, endingAt: end, whole: true)
  }
}
