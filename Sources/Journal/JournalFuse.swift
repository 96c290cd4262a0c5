/// Fails the journal's changes on purpose: a full disk, a process that ends between two steps.
///
/// The program runs with ``none``. A simulation uses it to end a process at any step of the record.
package struct JournalFuse: Sendable {
  /// Called before a change begins; when it throws, nothing is written.
  package let before: @Sendable () throws(JournalError) -> Void
  /// Called when a change is durable; when it throws, the caller never learns of it.
  package let after: @Sendable () throws(JournalError) -> Void

  /// Makes a fuse.
  package init(
    before: @escaping @Sendable () throws(JournalError) -> Void,
    after: @escaping @Sendable () throws(JournalError) -> Void
  ) {
    self.before = before
    self.after = after
  }

  /// Never fails.
  package static let none = JournalFuse(
    before: { () throws(JournalError) in }, after: { () throws(JournalError) in })
}
