import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// What is known of a payment besides its money: two facts in a row where there is room, none ever cut.
struct DetailFacts {
  let detail: PaymentDetail
  let context: DeskContext
  let now: Instant
  /// The columns there are.
  let width: Int

  private struct Fact {
    var label: SafeText
    var value: SafeText
    var role: ThemeRole = .text
  }

  /// From this width on two facts stand in a row.
  private static let pairWidth = 70

  /// The lines of all facts: the short ones in pairs, then those that need a line of their own.
  var lines: [Line] {
    let facts = facts
    let short = width >= Self.pairWidth ? facts.filter(fits) : []
    let long = width >= Self.pairWidth ? facts.filter { !fits($0) } : facts
    let pairs = stride(from: 0, to: short.count, by: 2).map { index in
      pair(short[index], index + 1 < short.count ? short[index + 1] : nil)
    }
    return pairs + long.flatMap(full)
  }

  // MARK: - The facts

  private var facts: [Fact] {
    let transaction = detail.transaction
    var facts = [
      status, Fact(label: "Transaction", value: transaction.id.safe),
    ]
    facts += optional("Customer", transaction.customer)
    facts += optional("Remark", transaction.remark)
    facts += created
    for fact in transaction.facts {
      facts += optional(SafeText(sanitizing: fact.label), fact.value)
    }
    facts += optional("Details", transaction.details)
    if case .live = detail.provenance {
      // Nothing to add: beside the remaining amount stands when it was read.
    } else {
      facts.append(
        Fact(label: "Last read", value: TimeText.utc(detail.row.asOf), role: .muted))
    }
    return facts
  }

  private var status: Fact {
    let transaction = detail.transaction
    let word = transaction.providerStatus.safe
    let says: SafeText = word.isEmpty || word == transaction.status.title ? "" : " (\(word))"
    guard !detail.isFrozen else {
      return Fact(
        label: "Status",
        value: "\(AttentionItem.Matter.frozen.title), \(transaction.statusTitle)\(says)",
        role: AttentionItem.Matter.frozen.role)
    }
    if let entry = transaction.entryTitle {
      return Fact(label: "Status", value: entry + says, role: .muted)
    }
    return Fact(
      label: "Status", value: transaction.status.title + says, role: transaction.status.role)
  }

  private func optional(_ label: SafeText, _ value: ForeignText?) -> [Fact] {
    guard let value, !value.isEmpty else { return [] }
    return [Fact(label: label.truncated(to: DetailLines.labelWidth - 1), value: value.safe)]
  }

  /// The time in the agent's zone with UTC; without a zone as given, marked and explained.
  private var created: [Fact] {
    guard let created = detail.transaction.created else {
      return [Fact(label: "Created", value: "no readable time", role: .muted)]
    }
    let local = TimeText.short(created, zone: context.zone, now: now)
    switch created.zone {
    case .stated:
      // Beside the amount it stands in UTC already.
      if detail.ledger == nil { return [Fact(label: "Created", value: TimeText.utc(created))] }
      guard context.zone.name != "UTC" else { return [] }
      return [Fact(label: "Created", value: "\(local) \(context.zone.name)")]
    case .assumed:
      return [
        Fact(
          label: "Created",
          value:
            "\(local) as given. * \(detail.account.providerTitle) names no time zone: sorted by the account's, else UTC"
        )
      ]
    }
  }

  // MARK: - Laying out

  /// Half the width, with a gap between the halves.
  private var half: Int { (width - 2) / 2 }

  private func fits(_ fact: Fact) -> Bool {
    DetailLines.labelWidth + fact.value.width <= half
  }

  private func pair(_ left: Fact, _ right: Fact?) -> Line {
    var line = Line()
    put(left, at: 0, on: &line)
    if let right { put(right, at: half + 2, on: &line) }
    return line
  }

  private func put(_ fact: Fact, at start: Int, on line: inout Line) {
    line.put(fact.label, .muted, at: start)
    line.put(fact.value, fact.role, at: start + DetailLines.labelWidth)
  }

  private func full(_ fact: Fact) -> [Line] {
    let values = fact.value.wrapped(to: width - DetailLines.labelWidth)
    return values.enumerated().map { index, value in
      var line = index == 0 ? Line(fact.label, .muted) : Line()
      line.put(value, fact.role, at: DetailLines.labelWidth)
      return line
    }
  }
}
