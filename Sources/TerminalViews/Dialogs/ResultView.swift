import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// What came of a decision: one word, one sentence, and what the agent can tell the customer.
struct ResultView {
  let result: DecisionResult
  /// What people call the payment.
  let reference: SafeText
  /// What is being found out.
  let settling: SettlingModel
  let keymap: Keymap
  let now: Instant

  private var intent: Intent { result.intent }

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: intent.mode.frame)
    panel.title = DecisionTitle(
      words: "Result ·", reference: reference, account: intent.account.safe,
      mode: intent.mode
    ).line(columns: panel.titleWidth)
    panel.draw(on: &canvas, palette: palette)
    let content = panel.content
    let spacious = lines(columns: content.columns, gap: [.blank])
    let lines =
      spacious.count <= content.rows ? spacious : lines(columns: content.columns, gap: [])
    lines.draw(in: content, on: &canvas, palette: palette)
  }

  private func lines(columns: Int, gap: [Line]) -> [Line] {
    var lines = gap + [Line(headline, role)] + gap
    lines += Paragraph(result.sentence).lines(columns: columns)
    if let work = settling.work[intent.id] {
      let wait = TimeText.wait(since: work.since, now: now)
      lines += Paragraph("Asking the provider again, \(wait) …", .pending).lines(columns: columns)
    }
    if result.isRepeat {
      lines += Paragraph(
        "This decision had been made before; nothing was sent now.", .warning
      ).lines(columns: columns)
    }
    if !result.forCustomer.isEmpty {
      lines += gap + [Line("For the customer", .muted)]
      // Bounded, so that the words stay easy to read aloud on a wide screen.
      lines += Paragraph(result.forCustomer, .title).lines(columns: min(columns - 2, 90))
        .map { $0.moved(by: 2) }
    }
    return lines + gap + [keys(columns: columns)]
  }

  private func keys(columns: Int) -> Line {
    let full = keys(copying: "copies the words for the customer")
    return full.end <= columns ? full : keys(copying: "copies")
  }

  private func keys(copying copies: SafeText) -> Line {
    var keys: [(DeskAction, SafeText)] = []
    if result.canBeChecked { keys.append((.issue(.checkAgain), "checks again")) }
    if !result.forCustomer.isEmpty { keys.append((.dialog(.copyForCustomer), copies)) }
    keys.append((.dialog(.closeResult), "closes"))
    return keys.reduce(into: Line()) { line, key in
      line.add(keymap.keyName(for: key.0), .key, gap: line.pieces.isEmpty ? 0 : 3)
      line.add(key.1, .muted, gap: 1)
    }
  }

  private var role: ThemeRole {
    switch intent.state {
    case .rejected, .failed: .error
    case .discarded, .notSent, .declined, .expired, .withdrawn, .ruledNotDone: .warning
    case .succeeded, .ruledDone, .pending, .prepared, .awaitingApproval, .sending, .unknown,
      .needsHuman:
      intent.state.role
    }
  }

  private var headline: SafeText {
    let kind: SafeText =
      switch intent.kind {
      case .refund: "Refund"
      case .cancel: "Cancel"
      }
    return switch intent.state {
    case .succeeded: "\(kind) succeeded"
    case .pending: "\(kind) pending: accepted, not final"
    case .rejected: "\(kind) rejected by the provider"
    case .failed: "\(kind) failed"
    case .unknown, .needsHuman: "Outcome unknown: do not repeat it"
    case .notSent, .discarded: "\(kind) not sent"
    case .prepared, .awaitingApproval, .declined, .expired, .withdrawn, .sending, .ruledDone,
      .ruledNotDone:
      "\(kind) \(intent.state.title)"
    }
  }
}
