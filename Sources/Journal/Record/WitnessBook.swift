import Foundation
import Glibc
import Host
import Synchronization

/// Where it is noted how far a journal was seen, outside of it.
package struct WitnessPlaces: Sendable {
  /// The state folder of this person; `nil` for none.
  ///
  /// It may lie on a network: it is never waited for long.
  package let userFolder: String?

  /// Makes places: beside the locks of the journal, and in a person's state folder.
  package init(userFolder: String?) { self.userFolder = userFolder }
}

/// What was witnessed, at one moment.
struct SeenWitnesses: Sendable {
  /// Beside the locks of the journal; `nil` for nothing.
  var beside: Witness?
  /// The journal of which only the beginning is noted there.
  var begun: String?
  /// In the person's folder.
  var elsewhere: [Witness] = []
  /// Whether a file is beside the locks that cannot be read as a witness.
  var isBesideSpoilt = false
  /// The names of files in the person's folder that cannot be read as one: each is the name of a journal.
  var spoilt: Set<String> = []

  /// Whether something was noted of a journal that cannot be read any more: where all see it, or all that this person has.
  ///
  /// One person's note may be older than what others did. A journal without an event may stand in the place of any other.
  func isUnreadable(journal: String, path: String, isEmpty: Bool) -> Bool {
    let isOwnSpoilt = spoilt.contains(journal) || isEmpty && !spoilt.isEmpty
    return isBesideSpoilt
      || isOwnSpoilt && concerning(journal: journal, path: path).isEmpty
  }

  /// Whether a journal is noted beside its locks, if only that it was begun.
  func isNotedBeside(_ journal: String) -> Bool { beside?.journal == journal || begun == journal }

  /// Where another LIVE journal is that this person works with.
  func other(than journal: String, at path: String) -> Witness? {
    elsewhere.filter { $0.isLive && $0.journal != journal && $0.path != path }
      .max { $0.sequence < $1.sequence }
  }

  /// Those that concern a journal: of its name, or of another at its place.
  func concerning(journal: String, path: String) -> [Witness] {
    (beside.map { [$0] } ?? [])
      + elsewhere.filter { $0.journal == journal || $0.path == path }
  }
}

/// Reads and writes the witnesses of one journal.
///
/// A file is synced and renamed into place: after a power cut it is the old one or the new one, which is never ahead of
/// what is durable. One that cannot be written stops nothing.
final class WitnessBook: Sendable {
  /// How long a state folder is waited for before it counts as slow, in milliseconds.
  private static let patience = 250
  /// The most files kept in a state folder for journals of tests that are gone.
  private static let filesMax = 64

  private let beside: String
  private let userFolder: String?
  private let process: String
  private let queue = DispatchQueue(label: "witness")
  private let isSlow = Mutex(false)

  /// Takes the folder of the journal's locks, a person's folder and the name of this process.
  init(locks: String, userFolder: String?, process: String) {
    beside = "\(locks)/witness"
    self.userFolder = userFolder.map { "\($0)/witness" }
    self.process = process
  }

  /// What was witnessed beside the journal, and of any journal in the person's folder.
  ///
  /// It must be read before the record is: others go on, and their witnesses with them.
  func read() -> SeenWitnesses {
    let folder = userFolder
    let elsewhere =
      soon {
        folder.map { folder in
          Self.names(in: folder).map { ($0, Self.look("\(folder)/\($0)")) }
        } ?? []
      } ?? []
    var seen = seenBeside()
    for (name, found) in elsewhere {
      switch found {
      case .nothing: break
      case .spoilt: seen.spoilt.insert(name)
      case .noted(let witness): seen.elsewhere.append(witness)
      }
    }
    return seen
  }

  /// What was witnessed beside the journal alone, where all see it.
  func seenBeside() -> SeenWitnesses {
    var seen = SeenWitnesses()
    switch Self.look(beside) {
    case .nothing: break
    case .spoilt: seen.isBesideSpoilt = true
    case .noted(let witness) where witness.sequence == 0: seen.begun = witness.journal
    case .noted(let witness): seen.beside = witness
    }
    return seen
  }

  /// Whether a journal at this path can be noted: a name that breaks the line would be read as another.
  static func canNote(_ path: String) -> Bool { !path.contains("\n") }

  /// Notes beside its locks that a journal was begun, before it has an event: never in the place of what was seen of it,
  /// or of a LIVE journal.
  func begin(_ journal: String, at path: String) {
    guard Self.canNote(path) else { return }
    Self.put(Witness(begun: journal, path: path), at: beside, process: process, isFirst: true) {
      !$0.isLive && $0.journal != journal
    }
  }

  /// Puts what only this person has noted where all see it.
  func publish(_ witness: Witness) {
    Self.put(witness, at: beside, process: process) { _ in true }
  }

  /// Notes how far the journal was seen.
  ///
  /// - Parameters:
  ///   - given: What a person gave up: it may be replaced by less.
  ///   - isForced: In place of whatever was noted, because a person accepted the record as it is.
  func write(_ witness: Witness, _ given: GivenUp, isForced: Bool = false) {
    guard Self.canNote(witness.path) else { return }
    let mayReplace: @Sendable (Witness) -> Bool = {
      isForced || witness.mayReplace($0, given)
    }
    Self.put(witness, at: beside, process: process, mayReplace)
    guard let folder = userFolder else { return }
    let process = process
    _ = soon {
      let path = "\(folder)/\(witness.journal)"
      if unsafe access(path, F_OK) != 0 { Self.tidy(folder) }
      Self.put(witness, at: path, process: process, mayReplace)
      // Those of other journals at this place are accepted too.
      guard isForced else { return }
      for name in Self.names(in: folder) where name != witness.journal {
        switch Self.look("\(folder)/\(name)") {
        case .noted(let other) where other.path != witness.path: break
        case .nothing: break
        case .noted: unsafe unlink("\(folder)/\(name)")
        case .spoilt: Self.putAside("\(folder)/\(name)")
        }
      }
    }
  }

  /// Takes away what was seen by test accounts of a journal, or of others at its place.
  func forgetTests(journal: String, path: String) {
    if let known = Self.witness(beside), !known.isLive { unsafe unlink(beside) }
    guard let folder = userFolder else { return }
    _ = soon {
      for name in Self.names(in: folder) {
        guard let known = Self.witness("\(folder)/\(name)"), !known.isLive,
          known.journal == journal || known.path == path
        else { continue }
        unsafe unlink("\(folder)/\(name)")
      }
    }
  }

  /// Does something with the person's folder, and waits for it only as long as the folder was never slow.
  private func soon<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value? {
    guard userFolder != nil else { return nil }
    let result = Result<Value>()
    let done = DispatchSemaphore(value: 0)
    queue.async {
      let value = work()
      result.value.withLock { $0 = value }
      done.signal()
    }
    if isSlow.withLock({ $0 }) { return nil }
    guard done.wait(timeout: .now() + .milliseconds(Self.patience)) == .success else {
      isSlow.withLock { $0 = true }
      return nil
    }
    return result.value.withLock { $0 }
  }

  private final class Result<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }

  // MARK: - Files

  /// What a path holds.
  private enum Note: Sendable {
    case nothing
    /// Something that cannot be read, or is no witness of this version.
    case spoilt
    case noted(Witness)
  }

  private static func witness(_ path: String) -> Witness? {
    guard case .noted(let witness) = look(path) else { return nil }
    return witness
  }

  private static func look(_ path: String) -> Note {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    // Too many open files, or a disk that fails, spoil nothing.
    guard file >= 0 else { return [EACCES, ELOOP, ENXIO].contains(errno) ? .spoilt : .nothing }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= Witness.sizeMax
    else { return .spoilt }
    var bytes = [UInt8](repeating: 0, count: Witness.sizeMax)
    let count = unsafe Glibc.read(file, &bytes, bytes.count)
    guard count > 0, let text = String(validating: bytes.prefix(count), as: UTF8.self),
      let witness = Witness(text)
    else { return .spoilt }
    return .noted(witness)
  }

  /// - Parameter isFirst: Whether what another process put there meanwhile stays.
  private static func put(
    _ witness: Witness, at path: String, process: String, isFirst: Bool = false,
    _ mayReplace: (Witness) -> Bool
  ) {
    let known = look(path)
    if case .noted(let other) = known, !mayReplace(other) { return }
    let draft = "\(path).\(process)"
    guard (try? FolderSharing.makeFolder(HostPath.directory(of: path))) != nil else { return }
    unsafe unlink(draft)
    let mode = FolderSharing.fileMode(at: path)
    let bytes = Array(witness.text.utf8)
    guard (try? PrivateFile.create(draft, holding: bytes, mode: mode, isSynced: true)) != nil
    else { return }
    if case .spoilt = known { putAside(path) }
    if isFirst, case .nothing = known {
      unsafe link(draft, path)
      unsafe unlink(draft)
      return
    }
    if unsafe rename(draft, path) != 0 { unsafe unlink(draft) }
  }

  /// Makes room where a folder stands in the place of a file; anything else is replaced.
  private static func putAside(_ path: String) {
    if unsafe rmdir(path) == 0 { return }
    if errno == ENOTDIR { unsafe unlink(path) } else { unsafe rename(path, "\(path).spoilt") }
  }

  private static func names(in folder: String) -> [String] {
    HostFile.entries(in: folder).filter { $0.utf8.count == 32 }
  }

  /// Takes away the witnesses of test journals that are gone, where there are many.
  private static func tidy(_ folder: String) {
    let names = names(in: folder)
    guard names.count >= filesMax else { return }
    for name in names {
      guard let witness = witness("\(folder)/\(name)"), !witness.isLive,
        unsafe access(witness.path, F_OK) != 0
      else { continue }
      unsafe unlink("\(folder)/\(name)")
    }
  }
}
