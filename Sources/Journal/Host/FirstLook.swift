import GRDB
import Glibc
import Host

extension StoreFile {
  /// The mark in the header by which a file is known as ours (SQLite's `application_id`).
  enum Mark: Int32 {
    /// `TDJL`
    case journal = 0x5444_4A4C
    /// `TDIX`
    case index = 0x5444_4958
  }
}

/// What a path holds, found out without writing anything.
///
/// A name in a configuration may be a mistake: the file may be somebody's notes, a key, or our other database.
struct FirstLook {
  private enum Finding {
    /// Nothing, or an empty file.
    case nothing
    /// A database with our mark.
    case ours
    /// A database without any mark: older versions set none.
    case unmarked
    /// Something else.
    case foreign
    /// It may not be read by this person.
    case barred
  }

  private static let headerLength = 100
  private static let magic = Array("SQLite format 3".utf8) + [0]
  private static let markOffset = 68
  /// The beginning of a rollback journal (SQLite's file format, section 3).
  private static let rollbackMagic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  private let path: String
  private let mark: StoreFile.Mark
  private let finding: Finding
  private let links: UInt

  /// Looks at a path.
  init(_ path: String, _ mark: StoreFile.Mark) {
    self.path = path
    self.mark = mark
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else {
      switch errno {
      case ENOENT: finding = .nothing
      case EACCES, EPERM: finding = .barred
      default: finding = .foreign
      }
      links = 1
      return
    }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      finding = .foreign
      links = 1
      return
    }
    links = UInt(status.st_nlink)
    finding = status.st_size == 0 ? .nothing : Self.read(file, mark)
  }

  private static func read(_ file: CInt, _ mark: StoreFile.Mark) -> Finding {
    var header = [UInt8](repeating: 0, count: headerLength)
    guard unsafe Glibc.read(file, &header, header.count) == header.count,
      header.starts(with: magic)
    else { return .foreign }
    let number = header[markOffset..<markOffset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    switch Int32(bitPattern: number) {
    case mark.rawValue: return .ours
    case 0: return .unmarked
    default: return .foreign
    }
  }

  /// Whether it is certainly a file of ours of this kind.
  var isOurs: Bool {
    switch finding {
    case .ours: true
    case .unmarked: holdsOurTables
    case .nothing, .foreign, .barred: false
    }
  }

  /// Throws unless the file is ours, or there is nothing yet.
  ///
  /// - Parameter witness: A file that is there only when this path was ours before: then it is damaged.
  func require(witness: String) throws(JournalError) {
    try requirePlainCompanions()
    switch finding {
    case .nothing: return try requireOwnCompanions()
    case .barred: throw barred
    case .ours: break
    case .unmarked, .foreign:
      if !wasCutOff, finding == .foreign || !(holdsOurTables || isBarelyBegun) {
        if mark == .journal, unsafe access(witness, F_OK) == 0 {
          throw .corrupt("it is no journal any more")
        }
        throw .notOurs(path)
      }
    }
    // SQLite's companion files carry the name: two names would have two logs.
    guard links <= 1 else { throw .hasOtherNames(path) }
  }

  /// SQLite opens what lies beside a file under these names, and would wait at a pipe for ever.
  private func requirePlainCompanions() throws(JournalError) {
    for kind in DatabaseFiles.Companion.allCases {
      let companion = kind.path(beside: path)
      var status = stat()
      guard unsafe lstat(companion, &status) == 0, status.st_mode & S_IFMT != S_IFREG else {
        continue
      }
      throw .notOurs(companion)
    }
  }

  /// SQLite takes what lies beside a new file under these names for its own, and removes it.
  private func requireOwnCompanions() throws(JournalError) {
    for kind in DatabaseFiles.Companion.allCases {
      let companion = kind.path(beside: path)
      var status = stat()
      guard unsafe lstat(companion, &status) == 0, status.st_size > 0 else { continue }
      let file = unsafe open(companion, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard file >= 0 else { throw .notOurs(companion) }
      defer { close(file) }
      var header = [UInt8](repeating: 0, count: 8)
      let count = unsafe Glibc.read(file, &header, header.count)
      guard
        Self.beginnings(of: kind).contains(where: { header.prefix(max(0, count)).starts(with: $0) })
      else {
        throw .notOurs(companion)
      }
    }
  }

  /// How the companions of a database begin (SQLite's file format, sections 3 and 4; the shared memory of a log that was
  /// never read is all zeros).
  private static func beginnings(of companion: DatabaseFiles.Companion) -> [[UInt8]] {
    switch companion {
    case .log: [[0x37, 0x7F, 0x06, 0x82], [0x37, 0x7F, 0x06, 0x83]]
    case .sharedMemory: [[0x18, 0xE2, 0x2D, 0x00], [0x00, 0x2D, 0xE2, 0x18], [0, 0, 0, 0]]
    case .rollback: [rollbackMagic, [0, 0, 0, 0, 0, 0, 0, 0]]
    }
  }

  /// Whose the file is that may not be read.
  private var barred: JournalError {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      return .notReadable(path, owner: "not known", mode: "not known")
    }
    let owner = HostUser(id: status.st_uid)
    return .notReadable(
      path, owner: owner.isKnown ? owner.name : String(status.st_uid),
      mode: String(status.st_mode & 0o7777, radix: 8))
  }

  /// Whether a database without a mark has the tables of older versions.
  private var holdsOurTables: Bool {
    tables.map { Self.areOurs($0, mark) } ?? false
  }

  /// Whether these are the tables of one of our databases.
  static func areOurs(_ tables: Set<String>, _ mark: StoreFile.Mark) -> Bool {
    let names: Set<String> =
      switch mark {
      case .journal: ["event", "event_text", "intent", "grdb_migrations"]
      case .index: ["entry", "annotation", "freshness"]
      }
    return names.isSubset(of: tables)
  }

  /// Whether it has nothing that could be lost: a program that was ended while it made the file leaves it so.
  private var isBarelyBegun: Bool {
    tables.map(Self.isBarelyBegun) ?? false
  }

  /// Whether a database of these tables has nothing of anybody's yet.
  static func isBarelyBegun(_ tables: Set<String>) -> Bool {
    tables.isSubset(of: ["grdb_migrations"])
  }

  /// Whether a change of the file was cut off: SQLite takes it back when it opens the file, and what it holds then is
  /// looked at before anything of ours is written.
  private var wasCutOff: Bool {
    let file = unsafe open(
      DatabaseFiles.Companion.rollback.path(beside: path),
      O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    var header = [UInt8](repeating: 0, count: Self.rollbackMagic.count)
    return unsafe Glibc.read(file, &header, header.count) == header.count
      && header == Self.rollbackMagic
  }

  /// The tables of a database, read without changing it; `nil` when it cannot be read.
  private var tables: Set<String>? {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(1)
    return try? DatabaseQueue(path: path, configuration: configuration).read(Self.tables)
  }

  /// The names of a database's tables.
  static func tables(_ db: Database) throws -> Set<String> {
    try Set(String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'"))
  }
}
