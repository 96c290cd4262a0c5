import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// The evidence of a matter as lines: what is known first, then everything that was sent and came back.
struct EvidenceLines {
  let item: AttentionItem
  /// `nil` while it is being read.
  let dossier: Dossier?
  let words: MatterWords
  /// The provider as people write it.
  let provider: SafeText
  let zone: ZoneOffsets
  let now: Instant
  /// The columns there are.
  let width: Int

  private static let labelWidth = 10
  private static let timeWidth = 14
  private static let actorWidth = 12

  /// All lines, from the first.
  var lines: [Line] {
    var lines = sentence.lines(columns: width)
    if let suggestion = item.suggestion { lines += labelled("Suggests", suggestion) }
    lines += labelled("Next", words.sentence(provider: provider), words.next.role)
    if let matches = dossier?.matches, !matches.isEmpty { lines += possible(matches) }
    lines += sent
    if let dossier {
      if !dossier.request.isEmpty { lines += labelled("Request", dossier.request, .muted) }
      if !dossier.entries.isEmpty { lines.append(.blank) }
      lines += dossier.entries.flatMap(entry)
    }
    return lines
  }

  /// What is the matter; of what nobody knows the first words are loud, for a loud line is hard to read.
  private var sentence: Paragraph {
    // By scalars: a space before a Thai vowel sign is one `Character` with it, and would end nothing.
    let scalars = item.sentence.text.unicodeScalars
    let ends = [":", "."].compactMap { (mark: Unicode.Scalar) in
      scalars.firstRange(of: [mark, " "])?.upperBound
    }
    guard item.matter.role == .unknown, let end = ends.min() else {
      return Paragraph(item.sentence, item.matter.role)
    }
    var paragraph = Paragraph(SafeText(sanitizing: String(scalars[..<end])), item.matter.role)
    paragraph.add(SafeText(sanitizing: String(scalars[end...])), .warning)
    return paragraph
  }

  private func labelled(
    _ label: SafeText, _ text: SafeText, _ role: ThemeRole = .text
  ) -> [Line] {
    Paragraph(text, role).lines(columns: width - Self.labelWidth).enumerated().map { index, line in
      var whole = index == 0 ? Line(label, .muted) : Line()
      whole.add(line, at: Self.labelWidth)
      return whole
    }
  }

  private var sent: [Line] {
    guard let intent = item.intent else { return [] }
    let what: SafeText =
      intent.kind == .refund ? "refund of \(intent.amount.text)" : "cancel"
    let when = TimeText.recent(intent.created, zone: zone, now: now)
    let times: SafeText =
      item.attempts == 0
      ? "" : ", sent \(Self.times(item.attempts)), \(asked)"
    return labelled("Decided", "\(what) by \(intent.actor.safe.truncated(to: 24)) \(when)\(times)")
  }

  private var asked: SafeText {
    item.looks == 0 ? "not asked again yet" : "asked again \(Self.times(item.looks))"
  }

  private static func times(_ count: Int) -> SafeText {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(count) times"
    }
  }

  private func possible(_ matches: [ReportedRefund]) -> [Line] {
    matches.enumerated().flatMap { index, match in
      labelled(index == 0 ? "Possible" : "", MatchText(match, zone: zone, now: now).text)
    }
  }

  // MARK: - What was sent and came back

  /// Time, who and what in one line; the words beside it where they fit, else below; the raw answer below all.
  private func entry(_ entry: Dossier.Entry) -> [Line] {
    var head = Line(TimeText.recent(entry.time, zone: zone, now: now), .muted)
    head.put(entry.actor.safe.truncated(to: Self.actorWidth - 1), .muted, at: Self.timeWidth)
    let start = Self.timeWidth + Self.actorWidth
    head.put(entry.title, .text, at: start)
    let below = Paragraph(entry.words, .text)
    var lines = [head]
    if !entry.words.isEmpty {
      if head.end + 3 + entry.words.width <= width {
        lines[0].add(entry.words, .muted, gap: 3)
      } else {
        lines += below.lines(columns: width - Self.timeWidth).map { $0.moved(by: Self.timeWidth) }
      }
    }
    if !entry.raw.isEmpty {
      lines += Paragraph(entry.raw, .muted).lines(columns: width - Self.timeWidth)
        .map { $0.moved(by: Self.timeWidth) }
    }
    return lines
  }
}

/// One of the provider's refunds in a line: id, amount, time, the provider's word for its state.
struct MatchText {
  /// The words.
  let text: SafeText

  /// Makes the line.
  init(_ match: ReportedRefund, zone: ZoneOffsets, now: Instant) {
    text = match.words(zone: zone, now: now).joined(separator: "  ")
  }
}
