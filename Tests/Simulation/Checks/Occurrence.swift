/// Things whose simulation is worth something only if they happen; counted, so that a test can tell that they do.
package enum Occurrence: String, Sendable, CaseIterable {
  // What goes wrong.
  case killed, powerLost, paused, diskFull, clockSet, refundedElsewhere, executedLate
  case pendingFailed, failedLate, ruledFalsely, keyRotated, restored, journalLost, rowEdited

  // What the program does about it.
  case sent, replayed, recovered, repeatedToken, refused, corrected, withheld
  case merchantConfirmed, aliasRefused, recordAccepted

  // How decisions stand at the end.
  case succeeded, cancelled, rejected, failed, notSent, discarded, pending, unknown, needsHuman
  case ruledDone, ruledNotDone

  /// The state of a decision at the end, where it is worth counting.
  init?(_ state: String) {
    switch state {
    case "prepared", "sending", "awaitingApproval", "declined", "expired", "withdrawn": return nil
    default: self.init(rawValue: state)
    }
  }
}
