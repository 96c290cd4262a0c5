import Foundation
import Glibc
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
  /// In the person's folder.
  var elsewhere: [Witness] = []

  /// Those that concern a journal: of its name, or of another at its place.
  func concerning(journal: String, path: String) -> [Witness] {
    (beside.map { [$0] } ?? [])
      + elsewhere.filter { $0.journal == journal || $0.path == path }
  }
}

/// Reads and writes the witnesses of one journal.
///
/// A file is renamed into place and not synced: a witness may be behind what is durable, never ahead of it. None that
/// cannot be read or written stops anything.
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
          Self.names(in: folder).compactMap { Self.witness("\(folder)/\($0)") }
        } ?? []
      } ?? []
    return SeenWitnesses(beside: Self.witness(beside), elsewhere: elsewhere)
  }

  /// Notes how far the journal was seen.
  ///
  /// - Parameter isForced: In place of whatever was noted, because a person accepted the record as it is.
  func write(_ witness: Witness, isForced: Bool = false) {
    // A name that breaks the line would be read as another.
    guard !witness.path.contains("\n") else { return }
    Self.put(witness, at: beside, process: process, isForced: isForced)
    guard let folder = userFolder else { return }
    let process = process
    _ = soon {
      let path = "\(folder)/\(witness.journal)"
      if unsafe access(path, F_OK) != 0 { Self.tidy(folder) }
      Self.put(witness, at: path, process: process, isForced: isForced)
      // Those of other journals at this place are accepted too.
      guard isForced else { return }
      for name in Self.names(in: folder) where name != witness.journal {
        if Self.witness("\(folder)/\(name)")?.path == witness.path {
          unsafe unlink("\(folder)/\(name)")
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

  private static func witness(_ path: String) -> Witness? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= Witness.sizeMax
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Witness.sizeMax)
    let count = unsafe Glibc.read(file, &bytes, bytes.count)
    return count > 0 ? Witness(String(decoding: bytes.prefix(count), as: UTF8.self)) : nil
  }

  private static func put(
    _ witness: Witness, at path: String, process: String, isForced: Bool
  ) {
    if !isForced, let known = Self.witness(path), !witness.mayReplace(known) { return }
    let draft = "\(path).\(process)"
    let folder = HostFiles.directory(of: path)
    guard (try? HostFiles.makeDirectory(folder)) != nil else { return }
    unsafe unlink(draft)
    let mode = HostFiles.fileMode(in: folder)
    let file = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { return }
    fchmod(file, mode)
    let bytes = Array(witness.text.utf8)
    let written = unsafe Glibc.write(file, bytes, bytes.count)
    close(file)
    guard written == bytes.count, unsafe rename(draft, path) == 0 else {
      unsafe unlink(draft)
      return
    }
  }

  private static func names(in folder: String) -> [String] {
    HostFiles.names(in: folder, untouchedForSeconds: -1).filter { $0.utf8.count == 32 }
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
