import Payments
import TextSafety

/// What the rows of a provider say of one decision: a row settles it only where it is the only one and fits (I23).
struct RowMatch {
  /// The decision.
  let intent: Intent
  /// The rows that name it: by the refund's id, or by its tag as a word of its own.
  let rows: [ReportedRefund]
  /// The rows in whose words its tag is part of a longer word.
  let near: [ReportedRefund]
  /// The rows that name it, or nearly, and cannot be read.
  let unreadable: [UnreadableRefund]
  /// Whether one of its rows names another decision too.
  let isShared: Bool

  /// The decisions that any row names.
  static func all(
    _ intents: [Intent], among rows: [ReportedRefund], unreadable: [UnreadableRefund] = []
  ) -> [RowMatch] {
    let refunds = intents.filter { $0.kind == .refund }
    return refunds.compactMap { intent in
      let named = rows.filter { intent.isNamed(by: $0) }
      let near = rows.filter { row in
        intent.standing(ofTagIn: row) == .partOfWord && !named.contains(row)
      }
      let unreadable = unreadable.filter {
        intent.isMentioned(by: $0.words(in: intent.amount.currency))
      }
      guard !named.isEmpty || !near.isEmpty || !unreadable.isEmpty else { return nil }
      let isShared = named.contains { row in
        refunds.contains { $0.id != intent.id && $0.isNamed(by: row) }
      }
      return RowMatch(
        intent: intent, rows: named, near: near, unreadable: unreadable, isShared: isShared)
    }
  }

  /// The decisions at their end that rows on record name, which came with answers; what people stated and what a person's
  /// word made out of date is none of them.
  static func told(of intents: [Intent], by known: [ReportedRefund]) -> [RowMatch] {
    all(
      intents.filter(\.state.isTerminal),
      among: known.filter { $0.link == .exact && $0.statedBy == nil && $0.isGone != true })
  }

  /// Whether the decision's end is still to be found out.
  private var isUnsettled: Bool {
    switch intent.state {
    case .unknown, .needsHuman, .pending: true
    case .prepared, .awaitingApproval, .sending, .declined, .expired, .withdrawn, .discarded,
      .notSent, .succeeded, .rejected, .failed, .ruledDone, .ruledNotDone:
      false
    }
  }

  /// The row that settles the decision; `nil` where none does by itself.
  var settling: ReportedRefund? {
    guard isUnsettled, doubt == nil else { return nil }
    return rows.first
  }

  /// The row that tells how a decision turned out which is at its end: money that moves tells more than money that
  /// does not.
  var telling: ReportedRefund? {
    guard !isUnsettled, !isShared else { return nil }
    let fitting = rows.filter { $0.amount == intent.amount }
    return fitting.first { $0.progress != .failed } ?? fitting.first
  }

  /// Why a person has to compare the rows; the same words for the same rows.
  var doubt: SafeText? {
    if isUnsettled { return doubtOfUnsettled }
    let moving = rows.filter { $0.progress != .failed }
    if intent.state.isDone, moving.count > 1 {
      return
        "The provider lists \(moving.count) refunds as the one of \(intent.amount.text) (\(Self.ids(moving))): it may have gone back more than once."
    }
    // It is the decision's by its name, and not what was decided: what went back nobody can say but a person.
    if let other = moving.first(where: { $0.amount != intent.amount }) {
      return
        "The refund of \(intent.amount.text) is recorded as \(intent.state.title), and the provider lists it with \(other.amount.text) (\(Self.ids([other]))): compare them."
    }
    if !intent.state.holdsAmount, !unreadable.isEmpty {
      return
        "The refund of \(intent.amount.text) is recorded as \(intent.state.title), and a row of it at the provider cannot be read (\(unreadableIDs)): look there."
    }
    // A single row says which refund moved after all; of several nobody can tell.
    guard !intent.state.holdsAmount, !moving.isEmpty, rows.count > 1 else { return nil }
    return
      "The refund of \(intent.amount.text) is recorded as \(intent.state.title), and the provider lists \(rows.count) refunds as it (\(Self.ids(rows))): compare them."
  }

  private var doubtOfUnsettled: SafeText? {
    let amount = intent.amount.text
    if rows.count > 1 {
      return
        "The provider lists \(rows.count) refunds as the one of \(amount) (\(Self.ids(rows))): compare them, then rule."
    }
    if !near.isEmpty {
      return
        "The provider lists a refund whose words only begin or end like the tag \(intent.id.tag) of the one of \(amount) (\(Self.ids(near))): compare it, then rule."
    }
    if !unreadable.isEmpty {
      return
        "A row of the provider names the refund of \(amount) and cannot be read (\(unreadableIDs)): look there, then rule."
    }
    guard let row = rows.first else { return nil }
    if isShared {
      return
        "The provider's refund \(Self.ids(rows)) names the one of \(amount) and another decision: compare it, then rule."
    }
    guard row.amount == intent.amount else {
      return
        "The provider lists the refund of \(amount) with \(row.amount.text) (\(Self.ids(rows))): compare it, then rule."
    }
    return nil
  }

  private var unreadableIDs: SafeText {
    Self.ids(unreadable.map { $0.words(in: intent.amount.currency) })
  }

  private static func ids(_ rows: [ReportedRefund]) -> SafeText {
    let ids = rows.map { $0.id ?? "no id" }.sorted().prefix(3).map(\.safe).joined(separator: ", ")
    return rows.count > 3 ? "\(ids) …" : ids
  }
}

extension Intent {
  /// Whether a provider's row says that it is this refund: by its id, or by our tag as a word of its own.
  func isNamed(by row: ReportedRefund) -> Bool {
    guard kind == .refund else { return false }
    if let refundID, refundID == row.id { return true }
    return standing(ofTagIn: row) == .whole
  }

  /// Whether a row names this refund, or its words hold something like its tag.
  func isMentioned(by row: ReportedRefund) -> Bool {
    kind == .refund && (isNamed(by: row) || standing(ofTagIn: row) == .partOfWord)
  }

  /// Where this decision's tag stands in the words of a row.
  func standing(ofTagIn row: ReportedRefund) -> TagStanding {
    row.details.map { id.standing(ofTagIn: $0) } ?? .absent
  }
}

extension [ReportedRefund] {
  /// The same rows without those that a list repeats because its pages moved while they were read.
  ///
  /// Rows of one id that say different things all stay: nobody can tell which is right.
  var listedOnce: [ReportedRefund] {
    var seen: Set<ReportedRefund> = []
    return filter { $0.id == nil || seen.insert($0).inserted }
  }
}
