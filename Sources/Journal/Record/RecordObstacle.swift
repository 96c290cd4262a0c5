package import TextSafety

/// Why nothing may be decided on a record: it can be read, until a person accepts it as it is.
package enum RecordObstacle: Hashable, Sendable {
  /// An event is not as it was written, or one is missing.
  case damaged(event: Int64, String)
  /// It ends before what was seen of it.
  case behind(found: Int64, witnessed: Int64)
  /// It was as long, and another.
  case rewritten(event: Int64)
  /// Another journal was at its place; this one was begun anew.
  case begunAnew(witnessed: Int64)
  /// How far it was seen was noted, and no note of it can be read.
  case witnessUnreadable
  /// It has events, and no note of how far it was seen is beside it.
  case witnessMissing
  /// It is empty, and this person works with another journal, which lies there.
  case begunBeside(String)
  /// It is a copy that nobody has taken for the record.
  case copy
  /// Its file is another than the one that was left, as when a copy was put back.
  case restored
  /// Rules of the database are missing, added or changed.
  case rulesChanged(String)
  /// The file was moved, removed or replaced while it was open.
  case replaced

  /// What is the matter and what to do, in two sentences.
  package var sentence: SafeText { "\(matter) Nothing is sent meanwhile: \(remedy)" }

  /// What is the matter.
  package var matter: SafeText {
    switch self {
    case .damaged(let event, let words):
      "The record was changed from outside, or the disk damaged it: event \(event), \(SafeText(sanitizing: words))."
    case .behind(let found, let witnessed):
      "The record is older than it was: it ends at event \(found), and \(witnessed) was seen."
    case .rewritten(let event):
      "The record is not the one that was left: event \(event) is another."
    case .begunAnew(let witnessed):
      "The record was removed and begun anew: the one before had \(witnessed) event\(witnessed == 1 ? "" : "s")."
    case .witnessUnreadable:
      "The note of how far the record was seen cannot be read, so it may be older than it was."
    case .witnessMissing:
      "The note of how far the record was seen is not beside it, so it may be older than it was, or a copy that came alone."
    case .begunBeside(let path):
      "This record is new and empty, and you work with another: \(SafeText(sanitizing: path))."
    case .copy: "This is a copy of a record, and others may have gone on with the original."
    case .restored:
      "The record's file is another than the one that was left: this may be a restored copy."
    case .rulesChanged(let name):
      "Rules of the record's database were changed from outside: \(SafeText(sanitizing: name))."
    case .replaced: "The record's file was replaced or removed while it was open."
    }
  }

  private var remedy: SafeText {
    switch self {
    case .replaced: "put the file back, or end Tilldesk and start it again."
    case .begunBeside:
      "correct the journal's path in the configuration; where a second record is meant, tilldesk journal accept --evidence \"why\" begins it."
    case .witnessUnreadable, .witnessMissing:
      "compare its last decisions with the providers, then tilldesk journal accept --evidence \"what you found\" goes on from here."
    case .damaged, .behind, .rewritten, .begunAnew, .copy, .restored, .rulesChanged:
      "put the right file back; where there is none, compare with the providers, then tilldesk journal accept --evidence \"what you found\" goes on from here."
    }
  }

  /// Whether a journal that no LIVE account ever used goes on with a warning.
  ///
  /// Files of tests are restored and removed all day; a broken chain or broken rules are a fault all the same.
  var isHarmlessInTests: Bool {
    switch self {
    case .behind, .rewritten, .begunAnew, .witnessUnreadable, .witnessMissing, .begunBeside,
      .restored:
      true
    case .damaged, .rulesChanged, .replaced, .copy: false
    }
  }

  /// Whether what stands in the record may not be what was written.
  var isDamage: Bool {
    switch self {
    case .damaged: true
    // A rule that is missing changes no event.
    case .rulesChanged, .behind, .rewritten, .begunAnew, .witnessUnreadable, .witnessMissing,
      .begunBeside, .copy, .restored, .replaced:
      false
    }
  }
}
