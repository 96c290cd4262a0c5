package import Payments
package import TextSafety

/// One thing that somebody has to look at, or that Tilldesk is still finding out.
package struct AttentionItem: Hashable, Sendable, Identifiable {
  /// What is the matter.
  package enum Matter: String, Hashable, Sendable, CaseIterable {
    /// The record itself is in doubt: nothing is decided on it.
    case record
    /// A provider shows a decision of ours that the record does not have.
    case recordBehind
    /// Which merchant an account is, is in doubt: nothing is sent for it.
    case merchant
    /// Something turned out otherwise than recorded; the payment is frozen.
    case frozen
    /// Recorded as not done, and the money moved.
    case movedAnyway
    /// Recorded as done, and the provider now says that it failed.
    case failedLate
    /// The payment's status went back.
    case wentBack
    /// The provider uses a word that nobody here knows.
    case unknownWord
    /// Tilldesk cannot find out; a person has to rule.
    case needsPerson
    /// The outcome is not known, and is being found out.
    case unknown
    /// Accepted long ago and still not final.
    case overdue
    /// A program that still runs holds it, and does not go on.
    case stuck
    /// Somebody works on the same merchant with another record.
    case secondTilldesk

    /// The words on the screen.
    package var title: SafeText {
      switch self {
      case .record: "record in doubt"
      case .recordBehind: "record behind"
      case .merchant: "account in doubt"
      case .frozen: "frozen"
      case .movedAnyway: "moved anyway"
      case .failedLate: "failed late"
      case .wentBack: "went back"
      case .unknownWord: "unknown word"
      case .needsPerson: "needs a person"
      case .unknown: "outcome unknown"
      case .overdue: "not final"
      case .stuck: "stuck"
      case .secondTilldesk: "second Tilldesk"
      }
    }
  }

  /// What a person can do about it.
  package enum Action: String, Hashable, Sendable, CaseIterable {
    /// Asks the provider again.
    case check
    /// Sends the same bytes under the same key.
    case replay
    /// Rules that it happened.
    case ruleHappened
    /// Rules that it did not happen.
    case ruleNotHappened
    /// Releases a frozen payment.
    case release
    /// Says that what was found is the decision's after all.
    case ours
    /// Says that somebody made it elsewhere.
    case elsewhere
    /// Says that it is not about this decision.
    case notThisOne
  }

  /// Names an item: a decision, a payment, an account, or the record.
  package enum ID: Hashable, Sendable {
    /// A decision.
    case intent(IntentID)
    /// A payment.
    case payment(PaymentKey)
    /// What was found about a decision.
    case finding(IntentID, Finding.Kind, effect: String)
    /// Many frozen payments of one account, with what they have in common.
    case account(AccountIdentity, cause: String)
    /// The record.
    case record
    /// An account whose merchant is in doubt.
    case merchant(AccountName)
    /// What tags of a merchant's rows say: of our own codes, or of others.
    case tags(AccountIdentity, areOurs: Bool)
  }

  /// Its name.
  package var id: ID
  /// What is the matter.
  package var matter: Matter
  /// The payment; `nil` where the matter is not about one.
  package var key: PaymentKey?
  /// The account's label; empty where the matter is the record.
  package var account: SafeText
  /// LIVE or test.
  package var mode: Mode
  /// The payment's reference, else its id; where no payment is meant, what the matter is about.
  package var reference: SafeText
  /// The decision; `nil` where the payment itself is the matter.
  package var intent: Intent?
  /// The currency of the payment; `nil` where nothing tells it.
  package var currency: Currency?
  /// What was found; `nil` where the matter is none of that kind.
  package var finding: Finding?
  /// What happened, and what is known of it; one or two sentences.
  package var sentence: SafeText
  /// How often it was sent.
  package var attempts: Int
  /// How often the provider was asked since.
  package var looks: Int
  /// What the last look suggests; `nil` before any.
  package var suggestion: SafeText?
  /// Why what the last look does not show may be there all the same; `nil` where nothing keeps it from showing.
  package var gap: SafeText?
  /// Why a ruling that it did not happen would lock the payment, by what was read last; `nil` where nothing speaks against
  /// it.
  package var objection: SafeText?
  /// What Tilldesk does next by itself; `nil` for nothing.
  package var plan: SettlingPlan?
  /// Since when; `nil` where nobody noted it.
  package var since: Instant?
  /// Why an action cannot be done now, for each that cannot.
  package var refusals: [Action: SafeText]

  /// Makes an item.
  package init(
    id: ID, matter: Matter, key: PaymentKey?, account: SafeText, mode: Mode, reference: SafeText,
    intent: Intent?, sentence: SafeText, attempts: Int, looks: Int, suggestion: SafeText?,
    plan: SettlingPlan?, since: Instant?, refusals: [Action: SafeText], finding: Finding? = nil,
    currency: Currency? = nil, gap: SafeText? = nil, objection: SafeText? = nil
  ) {
    self.id = id
    self.matter = matter
    self.key = key
    self.account = account
    self.mode = mode
    self.reference = reference
    self.intent = intent
    self.sentence = sentence
    self.attempts = attempts
    self.looks = looks
    self.suggestion = suggestion
    self.plan = plan
    self.since = since
    self.refusals = refusals
    self.finding = finding
    self.currency = currency
    self.gap = gap
    self.objection = objection
  }
}

extension AttentionItem {
  /// What it is about as the command line names it: `uk-store/6636598`, or the account alone.
  package var payment: SafeText { key.map { "\(account)/\($0.id.safe)" } ?? account }
}

extension AttentionItem.Matter {
  /// The matter that a finding is.
  init(_ kind: Finding.Kind) {
    switch kind {
    case .movedAnyway: self = .movedAnyway
    case .failedLate: self = .failedLate
    case .wentBack: self = .wentBack
    case .unknownWord: self = .unknownWord
    }
  }

  /// The words on the screen for a decision of which it is the matter: who has to be told, and of what.
  package func title(of intent: Intent?) -> SafeText {
    switch self {
    case .movedAnyway:
      intent.map {
        "\($0.state.isDone ? "freed" : $0.state.title), but the \($0.kind == .refund ? "money moved" : "payment is cancelled")"
      } ?? title
    case .failedLate: "failed late: customer not told"
    case .wentBack: "status went back"
    case .record, .recordBehind, .merchant, .frozen, .unknownWord, .needsPerson, .unknown, .overdue,
      .stuck, .secondTilldesk:
      title
    }
  }
}

/// Everything known of one matter: what was sent, what came back, what was tried.
package struct Dossier: Hashable, Sendable {
  /// One line of evidence.
  package struct Entry: Hashable, Sendable {
    /// When.
    package var time: Instant
    /// Who.
    package var actor: Actor
    /// What was done: `sent`, `answered`, `asked again`.
    package var title: SafeText
    /// What it showed.
    package var words: SafeText
    /// The beginning of the raw answer; empty when there was none.
    package var raw: SafeText

    /// Makes a line.
    package init(
      time: Instant, actor: Actor, title: SafeText, words: SafeText, raw: SafeText
    ) {
      self.time = time
      self.actor = actor
      self.title = title
      self.words = words
      self.raw = raw
    }
  }

  /// The matter.
  package var item: AttentionItem
  /// The request in one line: method, path, amount, key; empty for a frozen payment.
  package var request: SafeText
  /// The evidence, oldest first.
  package var entries: [Entry]
  /// Rows of the provider that may be this refund.
  package var matches: [ReportedRefund]

  /// Makes a dossier.
  package init(
    item: AttentionItem, request: SafeText, entries: [Entry], matches: [ReportedRefund]
  ) {
    self.item = item
    self.request = request
    self.entries = entries
    self.matches = matches
  }
}

/// A person's ruling on what cannot be found out.
package enum Ruling: Hashable, Sendable {
  /// It happened; where the person found it among the provider's refunds, its id.
  case happened(refundID: ForeignText?)
  /// It did not happen, and will not: also where the person was shown rows that may be it, or a gap in what the provider
  /// tells, and knows better.
  case didNotHappen(noneOfThem: Bool = false, despiteGap: Bool = false)

  /// Whether the amount is free afterwards.
  var isNo: Bool {
    switch self {
    case .happened: false
    case .didNotHappen: true
    }
  }

  /// Whether the person says that no row which may be it is.
  var isNoneOfThem: Bool {
    if case .didNotHappen(true, _) = self { true } else { false }
  }

  /// Whether the person has other evidence for what the provider leaves open.
  var isDespiteGap: Bool {
    if case .didNotHappen(_, true) = self { true } else { false }
  }
}
