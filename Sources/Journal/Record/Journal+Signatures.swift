import GRDB
import Synchronization

// What lies at rest gives nobody the power to move money (I26): signatures that older versions kept are erased.

extension Journal {
  /// Erases the signed envelopes that older versions kept, and what is left of them in the file and its log.
  ///
  /// Only once for a journal; afterwards ``erasedSignatures`` says so until the process ends, so that a person can be
  /// told of old copies.
  func eraseSignatures() throws(JournalError) {
    guard path != ":memory:", obstacle == nil else { return }
    let state = try read { db in
      (
        isSwept: try Bool.fetchOne(db, sql: "SELECT swept FROM record") ?? true,
        count: try Int64.fetchOne(
          db,
          sql: "SELECT count(*) FROM event_text WHERE field = 'envelope' AND content IS NOT NULL")
          ?? 0
      )
    }
    guard !state.isSwept || state.count > 0 else { return }
    if state.count > 0 {
      try change { db in
        // Opening knows no clock: it is dated like what was recorded last.
        let last = try EventLog(db: db).event(EventLog(db: db).tip().sequence)
        var draft = EventDraft(kind: .signaturesErased, actor: Self.desk, time: last.time)
        draft.cause = "\(state.count) signed envelopes of older versions"
        try append(draft, db)
        try db.execute(
          sql: """
            UPDATE event_text SET salt = NULL, content = NULL
            WHERE field = 'envelope' AND content IS NOT NULL
            """)
      }
      standing.withLock { $0.erasedSignatures = true }
    }
    sweep()
  }

  /// Whether this process found signatures of older versions and erased them.
  package var erasedSignatures: Bool { standing.withLock(\.erasedSignatures) }

  /// Leaves nothing of what was erased in free pages or in the log beside the file.
  private func sweep() {
    do {
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM")
        let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        guard row?[0] == 0 else { return }
        try db.execute(sql: "UPDATE record SET swept = 1")
      }
    } catch {
      // Others read it just now, or the disk is full: the next start does it.
    }
  }
}
