/// What outlasts the session, and how far it is read and written.
package struct MemoryModel: Hashable, Sendable {
  /// What is remembered from one session to the next.
  package var remembered = DeskMemory()
  /// Whether what earlier sessions remembered has been read.
  package var isRead = false
  /// What was to be remembered before that was read.
  var earlyChanges: [MemoryChange] = []
  /// Whether what is remembered now is also written; drafts are lost with the desk while it is not.
  package var isWritten = false

  /// Remembers a change, here at once and on the disk when it comes to that.
  mutating func remember(_ change: MemoryChange) -> [DeskEffect] {
    remembered.apply(change)
    if !isRead { earlyChanges.append(change) }
    return [.remember(change)]
  }
}
