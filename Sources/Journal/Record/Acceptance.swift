package import Payments
package import TextSafety

/// What a person accepted when they took a record that was not as it was left.
struct Acceptance: Codable, Equatable {
  /// A place in a record up to which what was witnessed is given up.
  struct Mark: Codable, Equatable {
    /// The journal that was witnessed.
    var journal: String
    /// Its highest witnessed sequence number.
    var sequence: Int64
    /// The hash that the event of that number had, in hexadecimal.
    var head: String
    /// The last event by which a person had accepted it then; earlier versions noted none.
    var acceptance: Int64?
  }

  /// What had been witnessed.
  var marks: [Mark]
  /// Whether the events before it are taken as they stand, whatever their hashes are.
  var takesDamage: Bool
  /// How many events are missing among those before it.
  var gap: Int64
  /// When the last event before it was recorded: from then on decisions may be missing.
  var from: Instant
  /// Whether only tags of providers' rows were accepted, and the record itself was as it was left; earlier versions
  /// knew none.
  var takesTagsOnly: Bool?

  /// The events before it that were not as they were written, of those that it takes; `nil` where nobody listed them.
  var bad: [Int64]?

  /// The most events that are listed; where there are more, all before it are taken as they stand.
  static let badMax = 2000

  /// Whether decisions may be missing anywhere in the record.
  var isWhole: Bool { takesTagsOnly != true }
}

/// What a person accepted, in sentences.
package struct AcceptedRecord: Hashable, Sendable {
  /// What was the matter with the record itself; `nil` when it was as it was left.
  package let obstacle: RecordObstacle?
  /// What tags of providers' rows said.
  package let tags: [TagMatter]

  /// Whether the record itself goes on as it was: it is none of those of which whole parts may be missing.
  var isOfTagsOnly: Bool {
    obstacle == nil && !tags.contains { $0.isOurs && $0.tags.count >= StrayTag.oursMax }
  }

  /// What was the matter, one sentence each.
  package var matters: [SafeText] { (obstacle.map { [$0.matter] } ?? []) + tags.map(\.matter) }
}

/// An accepted record, as decisions have to heed it.
package struct RecordedAcceptance: Hashable, Sendable {
  /// Its place in the chain.
  package let sequence: Int64
  /// When the last event before it was recorded.
  package let from: Instant
  /// When it was accepted; between the two, decisions may be missing.
  package let to: Instant
  /// Who accepted.
  package let actor: Actor
  /// Whether decisions may be missing anywhere in the record; else only where its tags say so.
  package let isWhole: Bool
}
