import FoundationEssentials
import Glibc
import Journal
import Sodium

/// The folder of one world, with the journal's file in it.
final class Disk {
  private let folder: String
  private var generation = 0

  /// Makes a folder with an empty journal and an empty index, copied from the template's.
  init(template: String, folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: "\(template)/journal.sqlite", toPath: journalPath)
    try FileManager.default.copyItem(atPath: "\(template)/index.sqlite", toPath: indexPath)
  }

  /// Where the journal is now; another file after each power loss.
  var journalPath: String { "\(folder)/journal-\(generation).sqlite" }

  /// Where the index is; a cache, which a power loss leaves as it is.
  var indexPath: String { "\(folder)/index.sqlite" }

  /// Where the lock files of the processes are; they outlive a power loss, their locks do not.
  var lockDirectory: String { "\(folder)/owners" }

  /// A connection for the checks.
  func observer() throws -> Journal {
    try Journal(
      path: journalPath,
      owner: OwnerLock(
        directory: "\(folder)/observers", process: Int32(generation), random: .seeded(1)),
      random: .seeded(1), fileSystem: FileSystemCheck { _ in nil })
  }

  /// The power fails: what the file system holds of the journal now is copied to a new file, its log cut to so many bytes.
  func losePower(keeping length: Int) throws {
    let old = journalPath
    generation += 1
    // The log first: the connection of a process that was killed may only now be closed, which moves the log into the
    // record and takes it away.
    let log = FileManager.default.contents(atPath: "\(old)-wal")
    guard let record = FileManager.default.contents(atPath: old),
      FileManager.default.createFile(atPath: journalPath, contents: record)
    else { throw CocoaError(.fileReadUnknown) }
    guard let log else { return }
    guard
      FileManager.default.createFile(
        atPath: "\(journalPath)-wal", contents: log.prefix(length))
    else { throw CocoaError(.fileWriteUnknown) }
  }

  /// The write-ahead log as it stands.
  func log() throws -> WriteAheadLog {
    guard let data = FileManager.default.contents(atPath: "\(journalPath)-wal") else {
      return WriteAheadLog([])
    }
    return WriteAheadLog([UInt8](data))
  }

  /// Removes the lock files of processes, as somebody who tidies up would; their locks stay, and nobody finds them.
  func removeLockFiles() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: lockDirectory) {
      try FileManager.default.removeItem(atPath: "\(lockDirectory)/\(name)")
    }
  }
}

/// SQLite's log of commits (its file format, section 4.1): a header and frames of one page each.
struct WriteAheadLog {
  /// The lengths of the file at which a commit is complete, oldest first; 0 is before the first.
  let commitEnds: [Int]

  init(_ bytes: [UInt8]) {
    func number(at place: Int) -> Int {
      bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    var ends = [0]
    if bytes.count >= 32 {
      let pageSize = number(at: 8)
      let salts = Array(bytes[16..<24])
      var start = 32
      while start + 24 + pageSize <= bytes.count, bytes[(start + 8)..<(start + 16)] == salts[...] {
        start += 24 + pageSize
        // The size of the database after a commit stands in its last frame, else 0.
        if number(at: start - 24 - pageSize + 4) != 0 { ends.append(start) }
      }
    }
    commitEnds = ends
  }
}
