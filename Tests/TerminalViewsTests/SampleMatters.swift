import Payments
import SupportDesk
import TextSafety
import ViewModels

/// One of each matter, with its evidence.
enum SampleMatters {
  static let all = [frozen, needsPerson, unknown, overdue]

  static let unknownIntent = SampleDetail.refund(
    2, of: SampleRows.gbp(200), from: SampleRows.partlyRefunded, seen: .partlyRefunded,
    state: .unknown, at: "2026-05-15T14:01:58Z", id: nil, reason: "requested_by_customer",
    message: "The connection closed before the answer.")

  static let unknown = item(
    unknownIntent, .unknown, row: SampleRows.partlyRefunded,
    sentence:
      "Outcome unknown: the refund of 2.00 GBP may have happened. Do not repeat it; the amount stays held. The connection closed before the answer.",
    attempts: 1, looks: 1, suggestion: "The provider's status would be the same either way.",
    plan: SettlingPlan(step: .replay, due: SampleDesk.time("2026-05-15T14:02:40Z")),
    refusals: [
      .replay: "Not sent again before 7 s have passed: the first may still arrive.",
      .ruleNotHappened: "Too early: it may still be carried out. Possible in 30 min.",
      .release: "The payment is not frozen.",
    ])

  static let needsPersonIntent = SampleDetail.refund(
    3, of: Money(minor: 2500, currency: .nzd), from: SampleRows.paid, seen: .paid,
    state: .needsHuman, at: "2026-05-15T11:20:00Z", id: nil, reason: "duplicate",
    message: "Tilldesk cannot find out: no row of the provider names it within an hour.")

  static let needsPerson = item(
    needsPersonIntent, .needsPerson, row: SampleRows.paid,
    sentence:
      "Outcome unknown, a person has to rule. Do not repeat it; 25.00 NZD stay held. Tilldesk cannot find out: no row of the provider names it within an hour.",
    attempts: 1, looks: 12,
    suggestion: "2 refunds at the provider may be this one: compare, then rule.",
    plan: SettlingPlan(step: .look, due: SampleDesk.time("2026-05-15T15:00:00Z")),
    refusals: [
      .replay: "AIIC Pay does not promise to execute a repeated request once.",
      .release: "The payment is not frozen.",
    ])

  static let overdue = item(
    SampleDetail.refund(
      4, of: Money(minor: 3700, currency: .usd), from: SampleRows.zoneless, seen: .paid,
      state: .pending, at: "2026-05-13T09:00:00Z", id: "REF-77", reason: "other"),
    .overdue, row: SampleRows.zoneless,
    sentence:
      "Accepted, not final: 37.00 USD (REF-77) is on its way and stays held until the provider says it is done.",
    attempts: 1, looks: 31, suggestion: nil, plan: nil,
    refusals: [
      .replay: "Only an unknown outcome is sent again; this one is pending.",
      .release: "The payment is not frozen.",
    ])

  static let frozen = item(
    SampleDetail.refund(
      5, of: Money(minor: 128_000, currency: .jpy), from: SampleRows.yen, seen: .paid,
      state: .succeeded, at: "2026-05-12T10:00:00Z", id: "rf_jp_1", reason: "other"),
    .frozen, row: SampleRows.yen,
    sentence:
      "The refund of 128000 JPY (rf_jp_1) is recorded as succeeded, and the provider now says that it failed: the payer has not got the money.",
    attempts: 0, looks: 0, suggestion: nil, plan: nil,
    refusals: [
      .replay: frozenRefusal, .ruleHappened: frozenRefusal, .ruleNotHappened: frozenRefusal,
    ])

  static let failedLate: AttentionItem = {
    var matter = SampleMatters.item(
      SampleDetail.refund(
        7, of: Money(minor: 2500, currency: .nzd), from: SampleRows.paid, seen: .paid,
        state: .succeeded, at: "2026-05-14T11:20:00Z", id: "txn_rf_7", reason: "duplicate"),
      .failedLate, row: SampleRows.paid,
      sentence:
        "The refund of 25.00 NZD (txn_rf_7) is recorded as succeeded, and the provider now says that it failed: the payer has not got the money.",
      attempts: 1, looks: 4, suggestion: nil, plan: nil,
      refusals: [
        .elsewhere: "Nothing moved that somebody can have made elsewhere.",
        .release: "Its end is recorded; say what the provider's effect is.",
      ])
    let finding = Finding(
      kind: .failedLate, effect: "txn_rf_7", amount: Money(minor: 2500, currency: .nzd))
    matter.finding = finding
    matter.id = .finding(
      matter.intent?.id ?? unknownIntent.id, finding.kind, effect: finding.effect)
    return matter
  }()

  private static let frozenRefusal: SafeText =
    "The payment is frozen: look at what happened, then release it."

  static let cancel = item(
    SampleDetail.refund(
      6, of: SampleRows.gbp(999), from: SampleRows.pending, seen: .pending, state: .unknown,
      at: "2026-05-15T13:20:00Z", id: nil, reason: "", kind: .cancel),
    .unknown, row: SampleRows.pending,
    sentence:
      "Outcome unknown: the cancel was sent and may have happened. Do not repeat it.",
    attempts: 1, looks: 1, suggestion: nil, plan: nil,
    refusals: [.release: "The payment is not frozen."])

  static let matches = [
    ReportedRefund(
      id: "rfd_8812", amount: Money(minor: 2500, currency: .nzd),
      time: ProviderTime("2026-05-15T11:20:04Z"), providerStatus: "completed",
      progress: .succeeded, link: .possible),
    ReportedRefund(
      id: "rfd_8790", amount: Money(minor: 2500, currency: .nzd),
      time: ProviderTime("2026-05-15T09:02:51Z"), providerStatus: "completed",
      progress: .succeeded, link: .possible),
  ]

  static func dossier(_ item: AttentionItem) -> Dossier {
    switch item.matter {
    case .unknown:
      Dossier(
        item: item,
        request:
          "POST https://eu.neropay.app/v2/refunds, amount 2.00, key 3f9a61c2…",
        entries: [
          entry("2026-05-15T14:01:58Z", "amina", "sent", "attempt 1"),
          entry(
            "2026-05-15T14:02:01Z", "amina", "answered", "HTTP 502",
            raw: "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"),
          entry(
            "2026-05-15T14:02:03Z", "tilldesk", "asked again",
            "The provider says partly refunded, which says nothing either way."),
        ], matches: [])
    case .needsPerson:
      Dossier(
        item: item, request: "POST https://pay-api-staging.aiic.nz/v1/refund, amount 2500",
        entries: [
          entry("2026-05-15T11:20:00Z", "amina", "sent", "attempt 1"),
          entry(
            "2026-05-15T11:20:30Z", "amina", "answered",
            "no answer: The connection closed before the answer."),
          entry(
            "2026-05-15T12:20:35Z", "tilldesk", "asked again",
            "The provider says paid, which says nothing either way. 2 of its refunds may be this one: a person has to compare them."
          ),
        ], matches: matches)
    case .overdue:
      Dossier(
        item: item,
        request:
          "PUT https://api.akupay.africa/transactions/Fa5JliRhi6vblnEHY/refund, amount 37.00",
        entries: [
          entry("2026-05-13T09:00:00Z", "amina", "sent", "attempt 1"),
          entry("2026-05-13T09:00:01Z", "amina", "answered", "HTTP 200"),
        ], matches: [])
    case .stuck:
      Dossier(
        item: item, request: "POST https://eu.neropay.app/v2/transactions/1/refund, amount 2.00",
        entries: [entry("2026-05-15T14:01:58Z", "amina", "sent", "attempt 1")], matches: [])
    case .movedAnyway, .failedLate, .wentBack, .unknownWord:
      Dossier(
        item: item, request: "POST https://pay-api-staging.aiic.nz/v1/refund, amount 2500",
        entries: [
          entry("2026-05-15T11:20:00Z", "amina", "sent", "attempt 1"),
          entry("2026-05-15T11:20:30Z", "amina", "answered", "HTTP 201"),
        ], matches: [])
    case .record, .merchant: Dossier(item: item, request: "", entries: [], matches: [])
    case .recordBehind, .secondTilldesk:
      Dossier(
        item: item, request: "",
        entries: [
          entry(
            "2026-05-15T13:58:00Z", "tilldesk", "read tag \(item.reference)",
            "refund rfd_9120 of 25.00 NZD, completed, at payment txn_abc123")
        ], matches: [])
    case .frozen:
      Dossier(
        item: item, request: "",
        entries: [
          entry("2026-05-12T10:00:00Z", "amina", "refund of 128000 JPY succeeded", ""),
          entry(
            "2026-05-15T13:59:00Z", "tilldesk", "correction: the payment is frozen",
            item.sentence.text),
        ], matches: [])
    }
  }

  /// The record and whole accounts.
  static let general = [
    general(
      .record, .record, account: "", "the record", mode: .live,
      "The record is older than it was: it ends at event 812, and 840 was seen. Nothing is sent meanwhile: put the right file back; where there is none, compare with the providers, then tilldesk journal accept --evidence \"what you found\" goes on from here."
    ),
    general(
      .tags(SampleRows.paid.id.account, areOurs: true), .recordBehind, account: "nz-store",
      "TD-7Q3K9M-4FX2", since: "2026-05-15T13:58:00Z",
      "The record is behind: the provider lists a refund of 25.00 NZD (rfd_9120) with our tag TD-7Q3K9M-4FX2, and no decision here has it. Look for a newer record, or for a copy that others work on; where there is none, compare with the provider, then tilldesk journal accept --evidence \"what you found\" ends this."
    ),
    general(
      .merchant(SampleRows.partlyRefunded.account), .merchant,
      account: SampleRows.partlyRefunded.account.safe, "NeroPay",
      "uk-store has a new key, and it is not certain that it is the same merchant's: nothing is sent until that is known. Compare and confirm it with: tilldesk accounts confirm uk-store"
    ),
    general(
      .tags(SampleRows.paid.id.account, areOurs: false), .secondTilldesk, account: "nz-store",
      "TD-M2Q8C4-9ZK7", since: "2026-05-15T13:57:00Z",
      "A second Tilldesk works on this merchant: the refund of 25.00 NZD (rfd_9118) has the tag TD-M2Q8C4-9ZK7, and the tags of this record end in 4FX2. Let all agents work on one record; where a second one is meant, tilldesk journal accept --evidence \"who works there\" ends this."
    ),
  ]

  private static func general(
    _ id: AttentionItem.ID, _ matter: AttentionItem.Matter, account: SafeText,
    _ reference: SafeText, mode: Mode = .test, since: String? = nil, _ sentence: SafeText
  ) -> AttentionItem {
    let refusal: SafeText =
      matter == .merchant
      ? "It is about the whole account: see tilldesk accounts."
      : "It is about the whole record: put the right file back, or see tilldesk journal."
    return AttentionItem(
      id: id, matter: matter, key: nil, account: account, mode: mode, reference: reference,
      intent: nil, sentence: sentence, attempts: 0, looks: 0, suggestion: nil, plan: nil,
      since: since.map(SampleDesk.time),
      refusals: Dictionary(
        uniqueKeysWithValues: AttentionItem.Action.allCases.map { ($0, refusal) }))
  }

  static let timeline = [
    line("2026-04-22T03:00:00Z", "amina", "refund of 1.00 GBP confirmed and recorded", .prepared),
    line("2026-04-22T03:00:00Z", "amina", "attempt 1 started", .sending, attempt: 1),
    line(
      "2026-04-22T03:00:01Z", "amina", "refund of 1.00 GBP succeeded", .succeeded, attempt: 1,
      http: 200),
    line(
      "2026-05-15T14:01:58Z", "amina", "refund of 2.00 GBP confirmed and recorded", .prepared,
      words: "parcel lost"),
    line("2026-05-15T14:01:58Z", "amina", "attempt 1 started", .sending, attempt: 1),
    line(
      "2026-05-15T14:02:01Z", "amina", "refund of 2.00 GBP: outcome unknown", .unknown, attempt: 1,
      http: 502,
      words: "The provider answered with an error of its own; it may have carried it out."),
    line(
      "2026-05-15T14:02:03Z", "tilldesk", "asked the provider again", nil,
      words: "The provider says partly refunded, which says nothing either way."),
  ]

  private static func line(
    _ time: String, _ actor: String, _ title: SafeText, _ state: IntentState?,
    attempt: Int? = nil, http: Int? = nil, words: SafeText = ""
  ) -> TimelineLine {
    TimelineLine(
      time: SampleDesk.time(time), actor: Actor(actor), title: title, words: words, state: state,
      attempt: attempt, httpStatus: http)
  }

  private static func entry(
    _ time: String, _ actor: String, _ title: SafeText, _ words: String, raw: SafeText = ""
  ) -> Dossier.Entry {
    Dossier.Entry(
      time: SampleDesk.time(time), actor: Actor(actor), title: title,
      words: SafeText(sanitizing: words), raw: raw)
  }

  private static func item(
    _ intent: Intent, _ matter: AttentionItem.Matter, row: PaymentRow, sentence: SafeText,
    attempts: Int, looks: Int, suggestion: SafeText?, plan: SettlingPlan?,
    refusals: [AttentionItem.Action: SafeText]
  ) -> AttentionItem {
    AttentionItem(
      id: matter == .frozen ? .payment(intent.key) : .intent(intent.id), matter: matter,
      key: intent.key, account: intent.account.safe, mode: intent.mode,
      reference: row.transaction.reference.safe, intent: intent, sentence: sentence,
      attempts: attempts, looks: looks, suggestion: suggestion, plan: plan,
      since: intent.created.adding(seconds: 3), refusals: refusals,
      currency: intent.amount.currency)
  }
}
