package import TextSafety

/// That a payer's bank has a dispute about a payment, as somebody at this desk wrote down: while it stands, the money may
/// be gone already, and whoever refunds or cancels is asked first.
package struct DisputeHold: Hashable, Sendable, Identifiable {
  /// The number of its event, by which a person says that they have seen this one.
  package let id: Int64
  /// When it was written down.
  package let time: Instant
  /// Who wrote it down.
  package let actor: Actor
  /// The bank's or the provider's name for the dispute; empty once erased.
  package let reference: SafeText
  /// The day of the dispute, `2026-04-22`; empty once erased.
  package let date: SafeText
  /// What else was written down; empty where nothing was, or once erased.
  package let note: SafeText

  /// Makes a hold.
  package init(
    id: Int64, time: Instant, actor: Actor, reference: SafeText, date: SafeText, note: SafeText
  ) {
    self.id = id
    self.time = time
    self.actor = actor
    self.reference = reference
    self.date = date
    self.note = note
  }

  /// The dispute by its name and day: `dispute CB-2201 of 2026-04-22`.
  package var name: SafeText {
    let name: SafeText = reference.isEmpty ? "a dispute" : "dispute \(reference)"
    return date.isEmpty ? name : "\(name) of \(date)"
  }

  /// The sentence that stands with the payment.
  package var sentence: SafeText {
    sentence(holder: "", before: .refund)
  }

  /// The sentence before a refund or a cancel: what it may do, and who says so.
  package func warning(before kind: IntentKind) -> SafeText {
    sentence(holder: " by \(actor.safe)", before: kind)
  }

  private func sentence(holder: SafeText, before kind: IntentKind) -> SafeText {
    let danger: SafeText =
      switch kind {
      case .refund: "a refund would pay twice"
      case .cancel: "a cancel would let it go twice"
      }
    let rest: SafeText = note.isEmpty ? "" : " Note: \(note)"
    return
      "Held\(holder) for \(name). The bank may already have taken this money; \(danger).\(rest)"
  }
}

/// A dispute as a person writes it down.
package struct DisputeDraft: Hashable, Sendable {
  /// What a person fills in.
  package enum Field: Hashable, Sendable, CaseIterable {
    /// The bank's or the provider's name for it.
    case reference
    /// Its day.
    case date
    /// What else there is to say.
    case note
  }

  /// The bank's or the provider's name for the dispute.
  package var reference: String
  /// Its day, `2026-04-22`.
  package var date: String
  /// What else there is to say; may be empty.
  package var note: String

  /// The most characters of a name.
  package static let referenceMax = 60
  /// The most characters of a note.
  package static let noteMax = 300

  /// Makes a draft.
  package init(reference: String, date: String, note: String = "") {
    self.reference = reference
    self.date = date
    self.note = note
  }

  /// What is wrong with a field, in one sentence; `nil` where nothing is.
  ///
  /// - Parameter today: The day on which it is written down.
  package func mistake(in field: Field, today: CivilTime) -> SafeText? {
    switch field {
    case .reference:
      if reference.isEmpty { return "Say which dispute: the bank's or the provider's reference." }
      return Self.mistake(in: reference, called: "reference", limit: Self.referenceMax)
        ?? (reference.contains { $0.isLetter || $0.isNumber } ? nil : "That is no reference.")
    case .date: return Self.mistake(inDate: date, today: today)
    case .note: return Self.mistake(inNote: note)
    }
  }

  /// What is wrong with a note on a dispute; `nil` where nothing is.
  package static func mistake(inNote note: String) -> SafeText? {
    mistake(in: note, called: "note", limit: noteMax)
  }

  private static func mistake(in text: String, called name: SafeText, limit: Int) -> SafeText? {
    if looksLikeCardNumber(text) { return ActionRefusal.cardNumber.sentence }
    // Marks can pile up on one character without end.
    guard text.count <= limit, text.unicodeScalars.count <= limit * 4 else {
      return "The \(name) is too long: at most \(limit) characters."
    }
    guard SafeText(sanitizing: text).text == text else {
      return "The \(name) has characters that cannot be shown; type it without them."
    }
    return nil
  }

  private static func mistake(inDate text: String, today: CivilTime) -> SafeText? {
    let form: SafeText = "Write the day as 2026-04-22: year, month, day."
    guard text.utf8.count == 10 else { return form }
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } })
    else { return form }
    let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard let day = CivilTime(year: numbers[0], month: numbers[1], day: numbers[2]) else {
      return "There is no day \(text)."
    }
    guard day.instant() <= today.instant() else {
      return "\(text) has not come yet: write the day of the dispute."
    }
    guard day.year >= 2000 else { return "\(text) is too long ago to be the day of a dispute." }
    return nil
  }
}
