/// What goes wrong with one write.
enum WriteMishap: Hashable, CaseIterable {
  // On the way there: nothing is carried out.
  case noConnection
  case lostBefore
  case silentBefore
  case errorBefore
  case busy
  case redirect
  /// A no that is not in the provider's own form.
  case foreignRefusal
  /// A documented no.
  case refusal
  /// NeroPay's `idempotency_conflict` out of nowhere.
  case conflict
  /// An explicit decline in a reply that is otherwise a success.
  case decline

  // On the way back: it was carried out.
  case lostAfter
  case silentAfter
  case errorAfter
  case malformed
  case cutShort
  case toldMore
  case toldLess
  case toldOtherID
  case unknownWord
  /// A no that is not in the provider's own form, from something in between.
  case foreignAfter
  /// Too many requests, says something in between.
  case busyAfter

  /// The client gives up or is hung up on, and the request is carried out later.
  case late

  // Answers about something else.
  /// Nectar refunds nothing, and answers with its record as it stands.
  case standing
  /// AIIC Pay refunds another payment, and says so.
  case othersAnswer

  /// Accepted, not final (NeroPay; AIIC Pay's refunds are so anyway).
  case pending

  /// Which of them can happen at a provider, and in a call.
  static func possible(_ provider: ProviderClass, isCancel: Bool) -> [WriteMishap] {
    allCases.filter { mishap in
      switch mishap {
      case .conflict: provider == .keyed
      // AIIC Pay documents 429 as a refusal, so there it is one.
      case .busyAfter: provider != .signed
      case .pending: provider == .keyed && !isCancel
      case .standing: provider == .naked
      case .othersAnswer: provider == .signed
      case .toldMore, .toldLess, .decline, .toldOtherID, .unknownWord: !isCancel
      case .noConnection, .lostBefore, .silentBefore, .errorBefore, .busy, .redirect,
        .foreignRefusal, .refusal, .lostAfter, .silentAfter, .errorAfter, .malformed, .cutShort,
        .foreignAfter, .late:
        true
      }
    }
  }

  /// In a few words, for the story.
  var words: String { "\(self)" }
}

/// What goes wrong with one read.
enum ReadMishap: CaseIterable {
  case noConnection
  case lost
  case silent
  case error
  case busy
  case malformed
  /// A whole answer, after a long while.
  case slow

  /// In a few words, for the story.
  var words: String { "\(self)" }
}
