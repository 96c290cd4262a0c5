import Payments
import SupportDesk
import TextSafety
import ViewModels

/// What a refund or a cancel does, from our own integers and sanitised ids only; LIVE or test first.
struct ReviewText {
  let review: Review
  /// Whether a recent refund has to be acknowledged first.
  let wantsAcknowledgement: Bool
  let zone: ZoneOffsets
  let now: Instant

  /// The lines, in the order of reading.
  var lines: [SafeText] {
    if wantsAcknowledgement { return [world] + again }
    let clock = review.clockWarning.map { [$0] } ?? []
    switch review.decision.kind {
    case .refund: return [world, refund, remains] + clock + [technical]
    case .cancel: return [world, cancel] + clock + [technical]
    }
  }

  private var world: SafeText {
    let account: SafeText =
      "Review. \(review.account.mode.word), \(review.account.name.safe), \(review.account.providerTitle)."
    return review.account.mode == .test ? "\(account) No real money." : account
  }

  private var again: [SafeText] {
    [
      review.recent?.sentence ?? "",
      "Refund another \(review.decision.amount.text) from payment \(reference)?",
    ]
  }

  private var reference: SafeText { review.reference.truncatedMiddle(to: 40) }

  private var refund: SafeText {
    "Refund \(review.decision.amount.text) from payment \(reference), \(review.transaction.amount.label) paid \(day), back to the payer."
  }

  private var remains: SafeText {
    var sentences: [SafeText] = []
    if let before = review.before {
      let bound: SafeText = before.isCertain ? "" : "At most "
      let later: SafeText =
        review.after.map { ", \(before.isCertain ? "" : "at most ")\($0.text) will remain after" }
        ?? ""
      sentences.append("\(bound)\(before.bound.text) remain now\(later).")
    }
    if !review.wireAmount.isEmpty { sentences.append("Sent as amount \(review.wireAmount).") }
    return (sentences + ["A refund cannot be taken back."]).joined(separator: " ")
  }

  private var cancel: SafeText {
    "Cancel payment \(reference), \(review.transaction.amount.label), \(review.transaction.status.title), created \(day). Nothing will be taken from the payer. A cancel cannot be taken back."
  }

  /// What an administrator would ask for.
  private var technical: SafeText {
    var parts: [SafeText] = ["Transaction \(review.transaction.id.safe)"]
    if !review.decision.reason.isEmpty {
      parts.append("reason \(SafeText(sanitizing: review.decision.reason).truncated(to: 60))")
    }
    if let prefix = review.keyPrefix { parts.append("key \(prefix)…") }
    return parts.joined(separator: ", ") + "."
  }

  private var day: SafeText {
    review.transaction.created.map { TimeText.short($0, zone: zone, now: now) }
      ?? "at an unknown time"
  }
}
