import Payments
import SupportDesk
import TextSafety

/// One payment as labelled lines, for people and for screen readers.
struct DetailText {
  private let detail: PaymentDetail
  private let zone: ZoneOffsets

  /// Makes the text of a detail, with times in a zone.
  init(_ detail: PaymentDetail, zone: ZoneOffsets) {
    self.detail = detail
    self.zone = zone
  }

  /// The lines, labels aligned.
  var lines: [SafeText] {
    let transaction = detail.transaction
    var lines: [SafeText] = [
      line("Payment", "\(transaction.reference) (\(transaction.id.safe))"),
      line(
        "Account",
        "\(detail.row.account.safe) · \(detail.account.providerTitle) · \(detail.row.mode.word)"),
      line("Status", "\(transaction.statusTitle) (\(transaction.providerStatus))"),
      line("Created", created),
    ]
    lines += facts
    if let ledger = detail.ledger {
      lines.append(line(transaction.status.amountLabel, ledger.paid.text))
      lines += ledger.entries.map(entry)
      lines.append(line("Refunded", ledger.refunded.text))
      lines.append(line("Held", ledger.held.text))
      lines.append(line("Remaining", remaining(ledger.remaining)))
    } else {
      lines.append(line("Amount", transaction.amount.label))
      lines += detail.entries.map(entry)
    }
    lines += detail.notes.map { note in
      line(
        "Note", "\(zone.civil(note.time).minuteText)  \(note.words)  by \(note.actor.safe)")
    }
    if let refusal = detail.refundRefusal { lines.append(line("Refund", refusal.sentence)) }
    if let refusal = detail.cancelRefusal { lines.append(line("Cancel", refusal.sentence)) }
    return lines
  }

  private var facts: [SafeText] {
    let transaction = detail.transaction
    let texts: [(SafeText, ForeignText?)] = [
      ("Customer", transaction.customer), ("Details", transaction.details),
      ("Remark", transaction.remark),
    ]
    return texts.compactMap { label, value in value.map { line(label, $0.safe) } }
      + transaction.facts.map { line(SafeText(sanitizing: $0.label), $0.value.safe) }
  }

  private var created: SafeText {
    guard let time = detail.transaction.created else { return "not given" }
    guard time.zone == .stated else { return "\(time.original), no zone given" }
    return "\(zone.civil(time.instant).minuteText) \(zone.name) (\(time.instant.iso))"
  }

  private func entry(_ entry: RefundLedger.Entry) -> SafeText {
    let time: SafeText = entry.time.map { "\(zone.civil($0).minuteText)  " } ?? ""
    let id: SafeText = entry.refundID.map { "  \($0)" } ?? ""
    let source: SafeText =
      switch entry.source {
      case .ours: entry.actor.map { "  by \($0.safe)" } ?? ""
      case .external: "  made elsewhere"
      case .possible: "  possibly of this payment"
      }
    return line("Refund", "\(time)\(entry.amount.text)  \(entry.state.title)\(id)\(source)")
  }

  private func remaining(_ remaining: Remaining) -> SafeText {
    "\(remaining.fullText) (\(remaining.basis(of: detail.account.providerTitle)))"
  }

  private func line(_ label: SafeText, _ value: SafeText) -> SafeText {
    "\(label.padded(to: 10)) \(value)"
  }
}
