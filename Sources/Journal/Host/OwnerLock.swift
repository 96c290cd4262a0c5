import Glibc
import Synchronization
package import TilldeskCrypto

/// A kernel lock by which other processes know that this one lives (I10).
///
/// It is held on a file of its own for as long as the process lives: the kernel gives it up when
/// the process ends, however it ends. The name of the file stands in the journal as the owner of
/// what is being sent.
package final class OwnerLock: Sendable {
  /// The name of this process in the journal: its number and random digits, so that none is ever
  /// used twice.
  package let name: String
  /// Where the lock files are.
  package let directory: String
  /// The open file that holds the lock; `nil` once released.
  private let descriptor: Mutex<CInt?>

  /// Takes a lock in a directory, which is made when missing.
  ///
  /// - Parameters:
  ///   - directory: On the same local disk as the journal.
  ///   - process: The number of this process.
  ///   - random: Gives the digits that make the name unique.
  package init(directory: String, process: Int32, random: RandomSource) throws(JournalError) {
    name = "\(process)-\(random.hex32())"
    self.directory = directory
    try JournalFiles.refuseLink(directory)
    try JournalFiles.makeDirectory(directory)
    descriptor = Mutex(try JournalFiles.makeLocked("\(directory)/\(name)"))
    sweep()
  }

  /// Removes the lock files that processes left behind long ago.
  ///
  /// A file is locked a moment after it is made; what is free and a day old belongs to nobody.
  private func sweep() {
    for old in JournalFiles.names(in: directory, untouchedForSeconds: 86_400)
    where Self.isName(old) && old.contains("-") {
      forget(old)
    }
  }

  /// Takes a lock in the directory beside a journal.
  package convenience init(
    besideJournal path: String, process: Int32, random: RandomSource
  ) throws(JournalError) {
    try self.init(directory: "\(path)-owners", process: process, random: random)
  }

  deinit { release() }

  /// Whether the process of that name is gone.
  ///
  /// What cannot be told counts as alive.
  package func isFree(_ name: String) -> Bool {
    guard Self.isName(name) else { return false }
    return JournalFiles.isUnlocked("\(directory)/\(name)")
  }

  /// Gives the lock up; a second time does nothing.
  package func release() {
    descriptor.withLock { descriptor in
      guard let held = descriptor else { return }
      // First the name, so that nobody finds the file unlocked and takes it for a dead owner's.
      unsafe unlink("\(directory)/\(name)")
      close(held)
      descriptor = nil
    }
  }

  /// Removes the lock file of a process that was found gone.
  func forget(_ name: String) {
    guard name != self.name, isFree(name) else { return }
    unsafe unlink("\(directory)/\(name)")
  }

  /// The number of the process that has a name; `nil` where none can have it.
  static func number(in name: String) -> Int32? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, isName(name), parts[1].utf8.count == 32 else { return nil }
    return Int32(parts[0])
  }

  /// Names come from the journal, which others can write: they must not lead out of the directory.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte) || byte == UInt8(ascii: "-")
      }
  }
}
