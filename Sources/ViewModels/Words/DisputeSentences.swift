import Payments
import SupportDesk
import TextSafety

/// What is asked before a refund or a cancel of a payment that is held for a dispute.
struct DisputeSentences {
  let review: Review
  let hold: DisputeHold

  /// The sentences, in the order of reading: the dispute, what else is asked first, and the question.
  var sentences: [MoneySentence] {
    let kind = review.decision.kind
    // A name begins no line.
    let dispute = MoneySentence("Dispute: \(hold.warning(before: kind))", .warning)
    let recent = review.recent.map { MoneySentence("Recent: \($0.sentence)", .warning) }
    return [dispute, recent, question].compactMap(\.self)
  }

  private var question: MoneySentence {
    var question: MoneySentence
    switch review.decision.kind {
    case .refund:
      question = MoneySentence("Refund ")
      if review.recent != nil { question.add("another ", .warning) }
      question.addWhole(review.decision.amount.text, .amount)
      question.add(" from payment \(name) all the same?")
    case .cancel: question = MoneySentence("Cancel payment \(name) all the same?")
    }
    return question
  }

  /// The payment by its id, which no other has; the reference, which anybody may have chosen, only beside it.
  private var name: SafeText {
    let id = review.transaction.id.safe.truncatedMiddle(to: 40)
    let reference = review.transaction.reference
    return reference.isEmpty ? id : "\(id) (“\(reference.safe.truncatedMiddle(to: 40))”)"
  }
}
