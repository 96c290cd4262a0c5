import Payments
import SupportDesk
import TextSafety
import ViewModels

/// What exactly is ruled and what it does to the money; LIVE or test first.
struct RulingText {
  let form: RulingFormModel
  let zone: ZoneOffsets
  let now: Instant

  /// The lines of the confirm question, in the order of reading.
  var lines: [SafeText] {
    let last: SafeText =
      form.verdict == .release
      ? "The release is recorded with your name." : "A ruling cannot be taken back."
    let written = SafeText(sanitizing: form.evidence.text).truncated(to: 160)
    return ["Review. \(form.item.mode.word), \(form.item.account).", statement, form.consequence]
      + match + [last, "Evidence: \(written)"]
  }

  /// What is ruled about what.
  var statement: SafeText {
    switch form.verdict {
    case .happened: "Rule that \(decision) happened."
    case .didNotHappen: "Rule that \(decision) did not happen."
    case .release:
      "Release payment \(reference), frozen since \(TimeText.recent(form.item.since, zone: zone, now: now))."
    }
  }

  private var match: [SafeText] {
    switch form.choice {
    case .row(let index) where form.matches.indices.contains(index):
      ["It was \(MatterText.words(of: form.matches[index], zone: zone, now: now))."]
    case .noneOfThem: ["It was none of the provider's rows."]
    case .row, .none: []
    }
  }

  private var reference: SafeText { form.item.reference.truncatedMiddle(to: 40) }

  private var decision: SafeText {
    guard let intent = form.item.intent else { return "it" }
    let who: SafeText = "by \(intent.actor.safe.truncated(to: 24))"
    let when = TimeText.recent(intent.created, zone: zone, now: now)
    return switch intent.kind {
    case .refund: "the refund of \(intent.amount.text) \(who) \(when) from payment \(reference)"
    case .cancel: "the cancel \(who) \(when) of payment \(reference)"
    }
  }
}
