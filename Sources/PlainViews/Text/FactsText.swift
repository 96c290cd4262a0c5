import Payments
import SupportDesk
import TextSafety
import ViewModels

/// A payment as labelled lines, in the order in which one asks for them.
struct FactsText {
  let detail: PaymentDetail
  let zone: ZoneOffsets
  let now: Instant

  /// The lines.
  var lines: [SafeText] {
    var lines = head
    if let ledger = detail.ledger, detail.row.remaining != nil || !ledger.entries.isEmpty {
      lines.append("\(transaction.status.amountLabel): \(ledger.paid.text)")
      lines += ledger.entries.enumerated().map { "Refund \($0.offset + 1): \(entry($0.element))" }
      if !ledger.refunded.isZero { lines.append("Refunded: \(ledger.refunded.text)") }
      if !ledger.held.isZero { lines.append("Held: \(ledger.held.text)") }
      lines.append("Remaining: \(remaining(ledger.remaining)), \(freshness)")
    } else {
      lines.append("Amount: \(detail.transaction.amount.label), \(freshness)")
      if detail.ledger == nil {
        lines += detail.entries.enumerated().map { "Refund \($0.offset + 1): \(entry($0.element))" }
      }
    }
    lines += notes
    if case .offline(_, let why) = detail.provenance { lines.append("Offline: \(why)") }
    if let warning = detail.clockWarning { lines.append("Clock: \(warning)") }
    return lines + facts
  }

  private var transaction: Transaction { detail.transaction }

  private var head: [SafeText] {
    let reference = transaction.reference
    let name = reference.isEmpty ? transaction.id.safe : reference.safe
    let word = transaction.providerStatus.safe
    let says: SafeText =
      word.isEmpty || word == transaction.status.title ? "" : ", provider says \(word)"
    let frozen: SafeText = detail.isFrozen ? "\(AttentionItem.Matter.frozen.title), " : ""
    let title: SafeText =
      transaction.kind == .payment ? "Payment" : "An entry about a payment, not a payment itself"
    return [
      "\(title): \(name)",
      "Account: \(detail.row.account.safe), \(detail.account.providerTitle), \(detail.row.mode.word)",
      "Status: \(frozen)\(transaction.statusTitle)\(says)",
    ]
  }

  private var facts: [SafeText] {
    var facts: [(SafeText, ForeignText?)] = [
      ("Customer", transaction.customer), ("Remark", transaction.remark),
    ]
    facts += transaction.facts.map { (SafeText(sanitizing: $0.label), $0.value) }
    facts.append(("Details", transaction.details))
    return ["Transaction: \(transaction.id.safe)", "Created: \(created)"]
      + facts.compactMap { label, value in
        guard let value, !value.isEmpty else { return nil }
        return "\(label): \(value.safe)"
      }
  }

  /// The newest notes, oldest first.
  private var notes: [SafeText] {
    let earlier = detail.notes.count - Self.notesMax
    let lines: [SafeText] = detail.notes.suffix(Self.notesMax).map { note in
      "Note: \(TimeText.short(note.time, zone: zone, now: now)), \(note.actor.safe): \(note.words)"
    }
    return (earlier > 0 ? ["Notes: \(earlier) earlier; timeline has all"] : []) + lines
  }

  private static let notesMax = 3

  private var created: SafeText {
    guard let created = transaction.created else { return "no readable time" }
    switch created.zone {
    case .stated:
      guard zone.name != "UTC" else { return TimeText.utc(created) }
      let local = TimeText.short(created, zone: zone, now: now)
      return "\(local) \(zone.name), \(TimeText.utc(created))"
    case .assumed:
      return
        "\(TimeText.short(created, zone: zone, now: now)) as given. * \(detail.account.providerTitle) names no time zone"
    }
  }

  // MARK: - Money

  private func entry(_ entry: RefundLedger.Entry) -> SafeText {
    var parts: [SafeText] = [entry.amount.text, entry.state.title]
    if let time = entry.time { parts.append(TimeText.short(time, zone: zone, now: now)) }
    if let id = entry.refundID, !id.isEmpty { parts.append(id.safe) }
    switch entry.source {
    case .ours: if let actor = entry.actor { parts.append("by \(actor.safe)") }
    case .external: parts.append("made elsewhere")
    case .possible: parts.append("may belong here")
    }
    if !entry.reason.isEmpty { parts.append(entry.reason.truncated(to: 60)) }
    return parts.joined(separator: ", ")
  }

  private func remaining(_ remaining: Remaining) -> SafeText {
    "\(remaining.fullText), \(remaining.basis(of: detail.account.providerTitle))"
  }

  private var freshness: SafeText {
    switch detail.provenance {
    case .live(let time): "read live \(clock(time))"
    case .indexed(let time): "from the local index of \(clock(time))"
    case .offline(let time, _): "last read \(clock(time))"
    }
  }

  private func clock(_ time: Instant) -> SafeText { TimeText.recent(time, zone: zone, now: now) }
}
