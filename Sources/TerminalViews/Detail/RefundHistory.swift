import Payments
import Settings
import TextSafety
import ViewModels

/// The refunds of a payment, sorted by what they mean for its money; a table where there is room.
struct RefundHistory {
  let entries: [RefundLedger.Entry]
  /// The key that leads to where uncertain ones are settled.
  let attentionKey: SafeText
  let zone: ZoneOffsets
  let now: Instant
  /// The columns there are.
  let width: Int

  /// Those that certainly went back.
  var refunded: [Line] { lines { $0.state.isDone && $0.source != .possible } }

  /// Those that may have gone back or may still go.
  var held: [Line] {
    lines { $0.state.holdsAmount && !$0.state.isDone && $0.source != .possible }
  }

  /// Rows of the provider that may belong to this payment.
  var possible: [Line] { lines { $0.source == .possible } }

  /// Those that moved nothing.
  var withoutEffect: [Line] { lines { !$0.state.holdsAmount && $0.source != .possible } }

  private func lines(_ isWanted: (RefundLedger.Entry) -> Bool) -> [Line] {
    entries.filter(isWanted).flatMap { entry in
      tableWidth <= width ? [tableLine(entry)] : flowLines(entry)
    }
  }

  // MARK: - The words

  private func time(_ entry: RefundLedger.Entry) -> SafeText {
    entry.time.map { TimeText.short($0, zone: zone, now: now) } ?? "no time"
  }

  private func id(_ entry: RefundLedger.Entry) -> SafeText {
    if let id = entry.refundID, !id.isEmpty { return id.safe }
    return entry.state.isUncertain || entry.state == .sending ? "not certain" : "no id"
  }

  private func actor(_ entry: RefundLedger.Entry) -> SafeText {
    if let actor = entry.actor { return actor.safe }
    switch entry.source {
    case .ours, .external: return "elsewhere"
    case .possible: return "may belong here"
    }
  }

  /// Whether nobody has to find out what became of it.
  private func isSettled(_ entry: RefundLedger.Entry) -> Bool { !entry.state.isUncertain }

  // MARK: - Table

  private static let timeWidth = 12
  private static let gap = 2

  private var idWidth: Int { min(max(11, entries.map { id($0).width }.max() ?? 0), 20) }
  private var amountWidth: Int { entries.map(\.amount.columns).max() ?? 0 }
  private var stateWidth: Int { entries.map(\.state.title.width).max() ?? 0 }
  private var actorWidth: Int { min(max(5, entries.map { actor($0).width }.max() ?? 0), 16) }

  private var tableWidth: Int {
    Self.timeWidth + idWidth + amountWidth + stateWidth + actorWidth + 5 * Self.gap + 10
  }

  private func tableLine(_ entry: RefundLedger.Entry) -> Line {
    var line = Line(time(entry), .text)
    var start = Self.timeWidth + Self.gap
    line.put(id(entry).truncatedMiddle(to: idWidth), .muted, at: start)
    start += idWidth + Self.gap
    line.put(entry.amount.text, .text, endingAt: start + amountWidth, whole: true)
    start += amountWidth + Self.gap
    line.put(entry.state.title, entry.state.role, at: start)
    start += stateWidth + Self.gap
    line.put(actor(entry).truncated(to: actorWidth), .text, at: start)
    start += actorWidth + Self.gap
    if isSettled(entry) {
      line.put(entry.reason.truncated(to: max(0, width - start)), .muted, at: start)
    } else {
      line.put("\(attentionKey) settles it", .key, at: start)
    }
    return line
  }

  // MARK: - Flow

  /// What matters most in the first line, the rest below it.
  private func flowLines(_ entry: RefundLedger.Entry) -> [Line] {
    var paragraph = Paragraph()
    paragraph.addWhole(entry.amount.text)
    paragraph.add("  ")
    paragraph.addWhole(entry.state.title, entry.state.role)
    if !isSettled(entry) {
      paragraph.add("  ")
      paragraph.addWhole("\(attentionKey) settles it", .key)
    }
    // That nothing is certain stands above already.
    let isNamed = entry.refundID?.isEmpty == false || isSettled(entry)
    var rest = [time(entry)] + (isNamed ? [id(entry)] : [])
    rest.append(actor(entry).truncated(to: 16))
    if !entry.reason.isEmpty { rest.append(entry.reason.truncated(to: 60)) }
    return paragraph.lines(columns: width)
      + packed(rest).flatMap { Paragraph($0, .muted).lines(columns: width) }
  }

  /// The facts beside each other as far as they fit, with a dot between two of them and none at the end of a line.
  private func packed(_ facts: [SafeText]) -> [SafeText] {
    facts.reduce(into: [SafeText]()) { lines, fact in
      if let last = lines.last, last.width + 3 + fact.width <= width {
        lines[lines.count - 1] = "\(last) · \(fact)"
      } else {
        lines.append(fact)
      }
    }
  }
}
