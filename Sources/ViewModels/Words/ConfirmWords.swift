package import Payments
package import SupportDesk
package import TextSafety

/// Everything that is said before money moves or a ruling is made: which world, what exactly, and why the word is typed.
package struct ConfirmWords: Hashable, Sendable {
  /// LIVE or test.
  package let mode: Mode
  /// The account.
  package let account: SafeText
  /// The provider as people write it.
  package let provider: SafeText
  /// What is confirmed, in a word or two.
  package let title: SafeText
  /// What it does, in the order of reading.
  package let sentences: [MoneySentence]
  /// What an administrator would ask for.
  package let technical: [SafeText]
  /// What the word does: `to send it`.
  package let purpose: SafeText
}

extension ConfirmWords {
  /// Makes the words for a confirm screen.
  package init(_ confirm: ConfirmModel, context: DeskContext, now: Instant) {
    switch confirm.subject {
    case .decision(let review):
      if confirm.wantsAcknowledgement, let hold = review.dispute {
        self.init(
          mode: review.account.mode, account: review.account.name.safe,
          provider: review.account.providerTitle, title: "Disputed",
          sentences: DisputeSentences(review: review, hold: hold).sentences, technical: [],
          purpose: "to go on")
        return
      }
      let words = ReviewSentences(
        review: review, wantsAcknowledgement: confirm.wantsAcknowledgement, zone: context.zone,
        now: now)
      self.init(
        mode: review.account.mode, account: review.account.name.safe,
        provider: review.account.providerTitle,
        title: confirm.wantsAcknowledgement ? "Again?" : "Confirm", sentences: words.sentences,
        technical: words.technical,
        purpose: confirm.wantsAcknowledgement ? "to go on" : "to send it")
    case .ruling(let form):
      let words = RulingSentences(form: form, zone: context.zone, now: now)
      self.init(
        mode: form.item.mode, account: form.item.account,
        provider: context.provider(of: form.item),
        title: words.title, sentences: words.sentences, technical: words.technical,
        purpose: words.purpose)
    case .replay(let replay):
      let words = ReplaySentences(replay: replay, zone: context.zone, now: now)
      self.init(
        mode: replay.item.mode, account: replay.item.account,
        provider: context.provider(of: replay.item), title: "Confirm sending it again",
        sentences: words.sentences, technical: words.technical, purpose: "to send it again")
    }
  }
}

extension DeskContext {
  /// The provider of a payment as people write it.
  package func provider(of key: PaymentKey) -> SafeText {
    accounts.first { $0.identity == key.account }?.providerTitle ?? "the provider"
  }

  /// The provider of a matter as people write it.
  package func provider(of item: AttentionItem) -> SafeText {
    if let key = item.key { return provider(of: key) }
    return accounts.first { $0.name.safe == item.account }?.providerTitle ?? "the provider"
  }
}
