import Payments
import SupportDesk
import TextSafety
import ViewModels

/// What needs somebody, in words.
struct MatterText {
  let item: AttentionItem
  let context: DeskContext
  let now: Instant

  /// The line in the list.
  var row: SafeText {
    var parts = [item.matter.title(of: item.intent)]
    if let intent = item.intent {
      parts.append("\(Self.what(intent)) from \(item.reference)")
    } else {
      parts.append(item.reference)
    }
    parts.append(item.account.isEmpty ? item.mode.word : "\(item.account) \(item.mode.word)")
    if let intent = item.intent { parts.append("by \(intent.actor.safe.truncated(to: 24))") }
    if let since = item.since { parts.append("since \(clock(since))") }
    return parts.joined(separator: ", ")
  }

  /// Everything that is known of it, as labelled lines.
  func evidence(_ dossier: Dossier?) -> [SafeText] {
    var lines: [SafeText] = [
      "Matter: \(subject.joined(separator: ", "))",
      "What: \(item.sentence)",
    ]
    if let suggestion = item.suggestion { lines.append("Suggests: \(suggestion)") }
    lines.append("Next: \(next)")
    if let intent = item.intent {
      lines.append("Decided: \(Self.what(intent)) by \(intent.actor.safe) \(clock(intent.created))")
    }
    guard let dossier else { return lines }
    lines += dossier.matches.map {
      "Possible: \($0.words(zone: context.zone, now: now).joined(separator: ", "))"
    }
    if !dossier.request.isEmpty { lines.append("Request: \(dossier.request)") }
    return lines + dossier.entries.map(words)
  }

  private var subject: [SafeText] {
    [item.matter.title(of: item.intent), item.reference, item.account, item.mode.word]
      .filter { !$0.isEmpty }
  }

  private func words(of entry: Dossier.Entry) -> SafeText {
    var text: SafeText = "\(clock(entry.time)): \(entry.title), \(entry.actor.safe)"
    if !entry.words.isEmpty { text += ". \(entry.words)" }
    if !entry.raw.isEmpty { text += ". Answer: \(entry.raw)" }
    return text
  }

  private static func what(_ intent: Intent) -> SafeText {
    switch intent.kind {
    case .refund: "refund of \(intent.amount.text)"
    case .cancel: "cancel"
    }
  }

  private var next: SafeText {
    guard let plan = item.plan else {
      return "Tilldesk does nothing more by itself: it waits for a person."
    }
    let provider = context.provider(of: item)
    switch plan.step {
    case .look: return "Tilldesk asks \(provider) again by itself at \(clock(plan.due))."
    case .replay:
      return
        "Tilldesk asks \(provider) again at \(clock(plan.due)) and, if that tells nothing, sends the same bytes under the same key."
    case .handOver(let reason): return "It is handed to a person: \(reason)."
    }
  }

  private func clock(_ time: Instant) -> SafeText {
    TimeText.recent(time, zone: context.zone, now: now)
  }
}
