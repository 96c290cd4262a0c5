import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// The words for one matter: what it is about, and what is done about it next.
struct MatterWords {
  let item: AttentionItem
  let settling: SettlingModel
  let zone: ZoneOffsets
  let now: Instant

  /// What was decided: `2.00 GBP`, or `cancel`.
  var amount: SafeText {
    switch item.intent?.kind {
    case .refund: item.intent?.amount.text ?? ""
    case .cancel: "cancel"
    case .none: "–"
    }
  }

  /// Who decided it.
  var actor: SafeText { item.intent?.actor.safe.truncated(to: 12) ?? "–" }

  /// The account with its world.
  var account: Line {
    guard !item.account.isEmpty else { return Line(item.mode.word, item.mode.role) }
    var line = Line(item.account.truncatedMiddle(to: 16))
    line.add(item.mode.word, item.mode.role, gap: 1)
    return line
  }

  /// Since when.
  var since: SafeText { item.since.map { TimeText.recent($0, zone: zone, now: now) } ?? "–" }

  /// What happens next, in the few words of a row.
  var next: (text: SafeText, role: ThemeRole) {
    if let work {
      let wait = TimeText.wait(since: work.since, now: now)
      return (work.replays ? "sending again \(wait)" : "checking \(wait)", .pending)
    }
    guard let plan = item.plan, !item.matter.isFinding else { return ("waits for you", .warning) }
    if settling.isRunning, plan.due <= now { return ("asking now", .pending) }
    let due = TimeText.recent(plan.due, zone: zone, now: now)
    switch plan.step {
    case .look where item.matter == .needsPerson: return ("waits for you", .warning)
    case .look: return ("asks again \(due)", .muted)
    case .replay: return ("sends again \(due)", .muted)
    case .handOver: return ("waits for you", .warning)
    }
  }

  /// What happens next, in a sentence.
  func sentence(provider: SafeText) -> SafeText {
    if let work {
      let wait = TimeText.wait(since: work.since, now: now)
      return work.replays
        ? "Sending the same bytes under the same key to \(provider), \(wait) …"
        : "Asking \(provider) again, \(wait) …"
    }
    guard let plan = item.plan else {
      return "Tilldesk does nothing more by itself: it waits for a person."
    }
    let due = TimeText.recent(plan.due, zone: zone, now: now)
    switch plan.step {
    case .look: return "Tilldesk asks \(provider) again by itself at \(due)."
    case .replay:
      return
        "Tilldesk asks \(provider) again at \(due) and, if that tells nothing, sends the same bytes under the same key."
    case .handOver(let reason): return "It is handed to a person: \(reason)."
    }
  }

  private var work: SettlingModel.Work? { item.intent.flatMap { settling.work[$0.id] } }
}

extension AttentionItem.Matter {
  /// How the word looks.
  var role: ThemeRole {
    switch self {
    case .record, .recordBehind, .merchant, .frozen, .movedAnyway, .failedLate: .error
    case .wentBack, .unknownWord, .needsPerson: .unknown
    case .unknown: .unknown
    case .overdue: .pending
    case .stuck: .unknown
    case .secondTilldesk: .warning
    }
  }
}
