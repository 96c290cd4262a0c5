import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// A note as it stands beside other things: when, who, what.
struct NoteWords {
  let zone: ZoneOffsets
  let now: Instant

  /// The words in their looks.
  func paragraph(_ note: PaymentNote) -> Paragraph {
    var paragraph = Paragraph()
    paragraph.addWhole(TimeText.short(note.time, zone: zone, now: now), .muted)
    paragraph.add("  ")
    paragraph.addWhole(note.actor.safe.truncated(to: Self.actorWidth), .muted)
    paragraph.add("  ")
    paragraph.add(note.words)
    return paragraph
  }

  private static let actorWidth = 16
}
