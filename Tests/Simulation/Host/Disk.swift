import FoundationEssentials
import Glibc
import Host
import Journal
import TilldeskCrypto

/// The folder of one world, with the journal's file in it.
///
/// A journal that takes the place of another is another file: connections of processes that were killed may still be
/// closed, and would take the log away from under it. The locks and the witness beside it stay.
final class Disk {
  /// A journal's file and its log as they were at one moment.
  struct Snapshot {
    fileprivate let record: Data
    fileprivate let log: Data?
  }

  private let folder: String
  private var generation = 0
  private var observerCount = 0

  /// Makes a folder with an empty journal and an empty index, copied from the template's.
  init(template: String, folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: "\(template)/journal.sqlite", toPath: journalPath)
    try FileManager.default.copyItem(atPath: "\(template)/index.sqlite", toPath: indexPath)
  }

  /// Where the journal is now.
  var journalPath: String { "\(folder)/journal-\(generation).sqlite" }

  /// Where the index is; a cache, which a power loss leaves as it is.
  var indexPath: String { "\(folder)/index.sqlite" }

  /// Where the lock files of the processes are; they outlive a power loss, their locks do not.
  var lockDirectory: String { "\(folder)/owners" }

  /// A connection for the checks; it makes a journal where there is none.
  func observer() throws -> Journal {
    observerCount += 1
    let random = RandomSource.seeded(UInt64(generation))
    return try Journal(
      path: journalPath,
      owner: OwnerLock(
        directory: "\(folder)/observers", process: Int32(observerCount), random: random),
      random: random, fileSystem: FileSystemCheck { _ in nil })
  }

  /// The power fails: what the file system holds of the journal now is copied to a new file, its log cut to so many bytes.
  func losePower(keeping length: Int) throws {
    let now = try snapshot()
    let before = journalPath
    try put(Snapshot(record: now.record, log: now.log?.prefix(length)))
    // After a power loss there are no two files: it is the same one.
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: before + ending)
    }
  }

  /// Sets the witness back to the one from before the first event: it was not synced since.
  func loseWitness() throws {
    let path = "\(lockDirectory)/witness"
    guard let data = FileManager.default.contents(atPath: path) else { return }
    let first = [
      "sequence": "0", "head": String(repeating: "0", count: 64), "acceptance": "0", "live": "0",
    ]
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map { line in
      let name = String(line.prefix { $0 != " " })
      return first[name].map { "\(name) \($0)\n" } ?? "\(line)\n"
    }
    try Data(lines.joined().utf8).write(to: URL(filePath: path))
  }

  /// Copies the journal with its log.
  func snapshot() throws -> Snapshot {
    // The log first: the connection of a process that was killed may only now be closed, which moves the log into the
    // record and takes it away.
    let log = FileManager.default.contents(atPath: "\(journalPath)-wal")
    guard let record = FileManager.default.contents(atPath: journalPath) else {
      throw CocoaError(.fileReadUnknown)
    }
    return Snapshot(record: record, log: log)
  }

  /// Puts a copy in the journal's place.
  func put(_ snapshot: Snapshot) throws {
    generation += 1
    try write(snapshot.record, to: journalPath)
    if let log = snapshot.log { try write(log, to: "\(journalPath)-wal") }
  }

  /// Takes the journal away.
  func loseJournal() { generation += 1 }

  private func write(_ data: Data, to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: data) else {
      throw CocoaError(.fileWriteUnknown)
    }
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
    for name in try FileManager.default.contentsOfDirectory(atPath: lockDirectory)
    where name.contains("-") {
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
