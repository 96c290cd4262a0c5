import Payments
import SupportDesk
import TextSafety

/// What a refund or a cancel does, from our own integers and sanitised ids only.
struct ReviewSentences {
  let review: Review
  /// Whether a recent refund has to be acknowledged first.
  let wantsAcknowledgement: Bool
  let zone: ZoneOffsets
  let now: Instant

  /// The sentences, in the order of reading.
  var sentences: [MoneySentence] {
    if wantsAcknowledgement { return again }
    let clock = review.clockWarning.map { [MoneySentence($0, .warning)] } ?? []
    switch review.decision.kind {
    case .refund: return [refund, remains] + clock
    case .cancel: return [cancel] + clock
    }
  }

  private var again: [MoneySentence] {
    var question: MoneySentence
    switch review.decision.kind {
    case .refund:
      question = MoneySentence("Refund ")
      question.add("another ", .warning)
      question.addWhole(review.decision.amount.text, .amount)
      question.add(" from payment \(id)\(alias)?")
    case .cancel: question = MoneySentence("Cancel payment \(id)\(alias) all the same?")
    }
    // A login name begins no line either.
    let recent = review.recent.map { MoneySentence("Recent: \($0.sentence)", .warning) }
    return (recent.map { [$0] } ?? []) + [question]
  }

  /// The payment by its id, which no other has; the reference, which anybody may have chosen, only beside it.
  private func addPayment(to sentence: inout MoneySentence) {
    sentence.addWhole(id, .name)
    sentence.add(alias)
  }

  private var id: SafeText { review.transaction.id.safe.truncatedMiddle(to: 40) }

  private var alias: SafeText {
    let reference = review.transaction.reference
    return reference.isEmpty ? "" : " (“\(reference.safe.truncatedMiddle(to: 40))”)"
  }

  private var refund: MoneySentence {
    var sentence = MoneySentence("Refund ")
    sentence.addWhole(review.decision.amount.text, .amount)
    sentence.add(" from payment ")
    addPayment(to: &sentence)
    sentence.add(", ")
    sentence.addWhole(review.transaction.amount.label)
    sentence.add(" paid \(day), back to the payer.")
    return sentence
  }

  private var remains: MoneySentence {
    var sentence = MoneySentence()
    if let before = review.before {
      if !before.isCertain { sentence.add("At most ", .warning) }
      sentence.addWhole(before.bound.text)
      sentence.add(" remain now")
      sentence.add(review.after == nil ? ". " : ", ")
    }
    if let after = review.after {
      if review.before?.isCertain == false { sentence.add("at most ", .warning) }
      sentence.addWhole(after.text, .amount)
      sentence.add(" will remain after. ")
    }
    if !review.wireAmount.isEmpty {
      sentence.add("Sent as amount ")
      sentence.addWhole(review.wireAmount)
      sentence.add(". ")
    }
    sentence.addWhole("Once sent, a refund cannot be taken back.", .warning)
    return sentence
  }

  private var cancel: MoneySentence {
    var sentence = MoneySentence("Cancel payment ")
    addPayment(to: &sentence)
    sentence.add(", ")
    sentence.addWhole(review.transaction.amount.label, .amount)
    sentence.add(", \(review.transaction.status.title), created \(day). ")
    sentence.add("Nothing will be taken from the payer. ")
    sentence.addWhole("A cancel cannot be taken back.", .warning)
    return sentence
  }

  /// What an administrator would ask for.
  var technical: [SafeText] {
    guard !wantsAcknowledgement else { return [] }
    var parts: [SafeText] = ["Transaction \(review.transaction.id.safe)"]
    if !review.decision.reason.isEmpty {
      parts.append("reason \(SafeText(sanitizing: review.decision.reason).truncated(to: 60))")
    }
    if let prefix = review.keyPrefix { parts.append("key \(prefix)…") }
    return parts
  }

  private var day: SafeText {
    review.transaction.created.map { TimeText.short($0, zone: zone, now: now) }
      ?? "at an unknown time"
  }
}
