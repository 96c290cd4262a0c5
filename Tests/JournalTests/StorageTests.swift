import Foundation
import GRDB
import Host
import Journal
import Payments
import Testing
import TilldeskCrypto

struct StorageTests {
  @Test func `the connection that writes keeps a write-ahead log and syncs it fully`() throws {
    let fixture = try JournalFixture()
    let journal = try fixture.journal()
    let settings = try journal.storageSettings()
    #expect(settings.journalMode == "wal")
    #expect(settings.synchronous == 2)
    #expect(settings.foreignKeys)
    _ = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    #expect(try journal.storageSettings() == settings)
  }

  @Test func `a journal in memory works too`() throws {
    let fixture = try JournalFixture()
    let journal = try Journal(
      path: ":memory:", owner: fixture.owner(), random: fixture.random)
    _ = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    #expect(try journal.unfinished().filter(\.isOpen).count == 1)
  }

  @Test func `a new journal is for its owner only`() throws {
    let fixture = try JournalFixture()
    let journal = try fixture.journal()
    try journal.note("seen", on: Sample.key, actor: Sample.amina, at: Sample.start)
    for suffix in ["", "-wal", "-shm"] {
      #expect(try mode(fixture.path + suffix) == 0o600)
    }
    #expect(try mode("\(fixture.path)-owners/\(journal.owner.name)") == 0o600)
  }

  @Test func `a new journal in a setgid directory is for its group too`() throws {
    let fixture = try JournalFixture()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o2770], ofItemAtPath: fixture.directory)
    let journal = try fixture.journal()
    try journal.note("seen", on: Sample.key, actor: Sample.amina, at: Sample.start)
    for suffix in ["", "-wal", "-shm"] {
      #expect(try mode(fixture.path + suffix) == 0o660)
    }
    #expect(try mode("\(fixture.path)-owners/\(journal.owner.name)") == 0o660)
  }

  @Test func `missing directories are made for their owner only`() throws {
    let fixture = try JournalFixture()
    let path = "\(fixture.directory)/state/tilldesk/journal.sqlite"
    let owner = try OwnerLock(besideJournal: path, process: 1, random: fixture.random)
    _ = try Journal(path: path, owner: owner, random: fixture.random)
    #expect(try mode("\(fixture.directory)/state") == 0o700)
    #expect(try mode("\(fixture.directory)/state/tilldesk") == 0o700)
  }

  @Test(arguments: ["nfs", "nfs4", "smb3", "cifs", "fuse", "fuse.sshfs", "9p"])
  func `a network file system is refused by name`(type: String) throws {
    let fixture = try JournalFixture()
    let owner = try fixture.owner()
    #expect(throws: JournalError.networkFileSystem(type, path: fixture.path)) {
      try Journal(
        path: fixture.path, owner: owner, random: fixture.random,
        fileSystem: FileSystemCheck { _ in type })
    }
    #expect(!FileManager.default.fileExists(atPath: fixture.path))
  }

  @Test(arguments: ["ext4", "xfs", "btrfs", "tmpfs", nil])
  func `a local file system is accepted`(type: String?) throws {
    let fixture = try JournalFixture()
    _ = try Journal(
      path: fixture.path, owner: fixture.owner(), random: fixture.random,
      fileSystem: FileSystemCheck { _ in type })
  }

  @Test(arguments: ["tmpfs", "ramfs"])
  func `a LIVE journal is not kept in memory`(type: String) throws {
    let fixture = try JournalFixture()
    let owner = try fixture.owner()
    #expect(throws: JournalError.inMemoryFileSystem(type, path: fixture.path)) {
      try Journal(
        path: fixture.path, owner: owner, random: fixture.random,
        fileSystem: FileSystemCheck { _ in type }, isLive: true)
    }
    #expect(!FileManager.default.fileExists(atPath: fixture.path))
  }

  @Test func `a journal with another name too is refused`() throws {
    let fixture = try JournalFixture()
    try { _ = try fixture.journal() }()
    try FileManager.default.linkItem(
      atPath: fixture.path, toPath: "\(fixture.directory)/other.sqlite")
    #expect(throws: JournalError.hasOtherNames(fixture.path)) { try fixture.journal() }
  }

  @Test func `a journal that is mounted by itself is refused`() throws {
    let fixture = try JournalFixture()
    let owner = try fixture.owner()
    #expect(throws: JournalError.mounted(fixture.path)) {
      try Journal(
        path: fixture.path, owner: owner, random: fixture.random,
        fileSystem: FileSystemCheck(isMounted: { _ in true }, { _ in "ext4" }))
    }
  }

  @Test func `a folder of locks that is a link is refused`() throws {
    let fixture = try JournalFixture()
    let other = "\(fixture.directory)/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(fixture.path)-owners", withDestinationPath: other)
    #expect(throws: JournalError.self) { try fixture.journal() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: other).isEmpty)
  }

  @Test(arguments: ["-wal", "-shm", "-journal"])
  func `what lies beside a new journal under a name of SQLite's stays as it is`(
    _ ending: String
  ) throws {
    let fixture = try JournalFixture()
    let owner = try fixture.owner()
    let companion = "\(fixture.path)\(ending)"
    let content = Data("call Ada\n".utf8)
    try content.write(to: URL(fileURLWithPath: companion))
    #expect(throws: JournalError.notOurs(companion)) { try fixture.journal(owner: owner) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: companion)) == content)
    try FileManager.default.removeItem(atPath: companion)
    try FileManager.default.createSymbolicLink(
      atPath: companion, withDestinationPath: "\(fixture.directory)/away")
    #expect(throws: JournalError.notOurs(companion)) { try fixture.journal(owner: owner) }
    try FileManager.default.removeItem(atPath: companion)
    try { _ = try fixture.journal(owner: owner) }()
    #expect(throws: JournalError.self) {
      try fixture.journal(owner: owner).copy(to: "\(fixture.directory)/copy.sqlite\(ending)")
    }
  }

  @Test func `a lock that another holds at opening is waited for, and not for ever`() throws {
    let fixture = try JournalFixture()
    let owner = try fixture.owner()
    try { _ = try fixture.journal(owner: owner) }()
    let held = unsafe open("\(fixture.path)-owners/opening", O_RDONLY)
    defer { close(held) }
    #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
    #expect(throws: JournalError.openingHeld("\(fixture.path)-owners/opening", seconds: 0)) {
      try Journal(
        path: fixture.path, owner: owner, random: fixture.random, patienceSeconds: 0)
    }
  }

  @Test func `reopening keeps everything`() throws {
    let fixture = try JournalFixture()
    let intent = fixture.intent(token: "t-1")
    let write = fixture.write()
    let owner = try fixture.owner()
    let kept = try {
      let journal = try fixture.journal(owner: owner)
      try journal.note("called back", on: Sample.key, actor: Sample.amina, at: Sample.start)
      return try journal.settle(intent, write, as: .accepted)
    }()
    let journal = try fixture.journal(owner: owner)
    #expect(try journal.intent(intent.id) == kept)
    #expect(try journal.write(of: intent.id) == write)
    #expect(try journal.attempts(of: intent.id).count == 1)
    #expect(try journal.timeline(for: Sample.key).count == 4)
    #expect(try journal.verifyChain() == 4)
  }

  @Test func `a file that is no journal is reported and left as it is`() throws {
    let fixture = try JournalFixture()
    let content = Data(repeating: 0x41, count: 8192)
    try content.write(to: URL(fileURLWithPath: fixture.path))
    let owner = try fixture.owner()
    #expect(throws: JournalError.notOurs(fixture.path)) { try fixture.journal(owner: owner) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == content)
  }

  @Test func `a journal of a newer version is refused`() throws {
    let fixture = try JournalFixture()
    let owner = try fixture.owner()
    _ = try fixture.journal(owner: owner)
    try fixture.raw().write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 later')")
    }
    #expect(throws: JournalError.newerSchema(fixture.path)) { try fixture.journal(owner: owner) }
  }

  @Test func `a locked journal is reported as busy`() throws {
    let fixture = try JournalFixture()
    let journal = try Journal(
      path: fixture.path, owner: fixture.owner(), random: fixture.random, patienceSeconds: 0)
    let intent = fixture.intent()
    try fixture.raw().inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      #expect(throws: JournalError.busy) {
        try journal.prepare(intent, write: fixture.write(), at: Sample.start)
      }
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try journal.intent(intent.id) == nil)
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? NSNumber).intValue & 0o777
  }
}
