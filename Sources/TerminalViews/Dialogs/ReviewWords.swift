import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// What a refund or a cancel does, from our own integers and sanitised ids only.
struct ReviewWords {
  let review: Review
  /// Whether a recent refund has to be acknowledged first.
  let wantsAcknowledgement: Bool
  let zone: ZoneOffsets
  let now: Instant

  /// The sentences, in the order of reading.
  var sentences: [Paragraph] {
    if wantsAcknowledgement { return again }
    let clock = review.clockWarning.map { [Paragraph($0, .warning)] } ?? []
    switch review.decision.kind {
    case .refund: return [refund, remains] + clock
    case .cancel: return [cancel] + clock
    }
  }

  private var again: [Paragraph] {
    var question = Paragraph("Refund ")
    question.add("another ", .warning)
    question.addWhole(review.decision.amount.text, .amount)
    question.add(" from payment \(reference)?")
    return [Paragraph(review.recent?.sentence ?? "", .warning), question]
  }

  private var reference: SafeText { review.reference.truncatedMiddle(to: 40) }

  private var refund: Paragraph {
    var paragraph = Paragraph("Refund ")
    paragraph.addWhole(review.decision.amount.text, .amount)
    paragraph.add(" from payment ")
    paragraph.addWhole(reference, .title)
    paragraph.add(", ")
    paragraph.addWhole(review.transaction.amount.label, .text)
    paragraph.add(" paid \(day), back to the payer.")
    return paragraph
  }

  private var remains: Paragraph {
    var paragraph = Paragraph()
    if let before = review.before {
      if !before.isCertain { paragraph.add("At most ", .warning) }
      paragraph.addWhole(before.bound.text)
      paragraph.add(" remain now")
      paragraph.add(review.after == nil ? ". " : ", ")
    }
    if let after = review.after {
      if review.before?.isCertain == false { paragraph.add("at most ", .warning) }
      paragraph.addWhole(after.text, .amount)
      paragraph.add(" will remain after. ")
    }
    if !review.wireAmount.isEmpty {
      paragraph.add("Sent as amount ")
      paragraph.addWhole(review.wireAmount, .text)
      paragraph.add(". ")
    }
    paragraph.addWhole("A refund cannot be taken back.", .warning)
    return paragraph
  }

  private var cancel: Paragraph {
    var paragraph = Paragraph("Cancel payment ")
    paragraph.addWhole(reference, .title)
    paragraph.add(", ")
    paragraph.addWhole(review.transaction.amount.label, .amount)
    paragraph.add(", \(review.transaction.status.title), created \(day). ")
    paragraph.add("Nothing will be taken from the payer. ")
    paragraph.addWhole("A cancel cannot be taken back.", .warning)
    return paragraph
  }

  /// What an administrator would ask for.
  var technical: Paragraph? {
    guard !wantsAcknowledgement else { return nil }
    var parts: [SafeText] = ["Transaction \(review.transaction.id.safe)"]
    if !review.decision.reason.isEmpty {
      let words = SafeText(sanitizing: review.decision.reason).truncated(to: 60)
      parts.append("reason \(words)")
    }
    if let prefix = review.keyPrefix { parts.append("key \(prefix)…") }
    return Paragraph(parts.joined(separator: " · "), .muted)
  }

  private var day: SafeText {
    review.transaction.created.map { TimeText.short($0, zone: zone, now: now) }
      ?? "at an unknown time"
  }
}
