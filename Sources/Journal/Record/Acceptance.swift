package import Payments

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
  }

  /// What had been witnessed.
  var marks: [Mark]
  /// Whether the events before it are taken as they stand, whatever their hashes are.
  var takesDamage: Bool
  /// How many events are missing among those before it.
  var gap: Int64
  /// When the last event before it was recorded: from then on decisions may be missing.
  var from: Instant
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
}
