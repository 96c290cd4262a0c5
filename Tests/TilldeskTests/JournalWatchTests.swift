import Foundation
import ProgramSupport
import Synchronization
import Testing

@testable import tilldesk

/// The watch on the journal's files: what other processes do, told once and without polling.
struct JournalWatchTests {
  @Test(arguments: ["journal.sqlite", "journal.sqlite-wal"])
  func `what another process writes is noticed`(_ name: String) throws {
    let place = try Place()
    defer { place.remove() }
    let told = Told()
    let watch = try JournalWatch(path: place.journal) { told.add() }
    defer { watch.stop() }
    try place.shell("echo x >> \(name)")
    #expect(told.reaches(1))
    try place.shell("echo x >> \(name)")
    #expect(told.reaches(2))
  }

  @Test func `a burst is told a few times, and its last change is not missed`() throws {
    let place = try Place()
    defer { place.remove() }
    let told = Told()
    let seen = Mutex(0)
    let watch = try JournalWatch(path: place.journal) {
      let text = try? place.folder.text("journal.sqlite")
      seen.withLock { $0 = text?.count ?? 0 }
      told.add()
    }
    defer { watch.stop() }
    try place.shell("for n in $(seq 300); do printf x >> journal.sqlite; done")
    for _ in 0..<3000 where seen.withLock({ $0 }) < 300 { poll(nil, 0, 20) }
    #expect(seen.withLock { $0 } == 300)
    #expect(told.count < 100)
  }

  @Test func `a process that dies with its lock file in place is noticed`() throws {
    let place = try Place()
    defer { place.remove() }
    let told = Told()
    let watch = try JournalWatch(path: place.journal) { told.add() }
    defer { watch.stop() }
    try place.shell("exec 3> journal.sqlite-owners/77-ab; kill -9 $$")
    #expect(told.reaches(1))
  }

  @Test func `files beside the journal are nobody's business`() throws {
    let place = try Place()
    defer { place.remove() }
    let (told, other) = (Told(), Told())
    let watch = try JournalWatch(path: place.journal) { told.add() }
    let beside = try JournalWatch(path: place.folder.path("index.sqlite")) { other.add() }
    defer {
      watch.stop()
      beside.stop()
    }
    try place.shell("echo x > index.sqlite; echo x > journal.sqlite-shm")
    #expect(other.reaches(1))
    // A process that ends in order: its lock file is gone before it is closed.
    try place.shell(
      "echo x >> index.sqlite; cd journal.sqlite-owners; exec 3> 77-ab; rm 77-ab; exec 3>&-")
    #expect(other.reaches(2))
    #expect(told.count == 0)
  }

  @Test func `a stopped watch tells nothing more`() throws {
    let place = try Place()
    defer { place.remove() }
    let (told, other) = (Told(), Told())
    let watch = try JournalWatch(path: place.journal) { told.add() }
    let going = try JournalWatch(path: place.journal) { other.add() }
    defer { going.stop() }
    watch.stop()
    try place.shell("echo x > journal.sqlite")
    #expect(other.reaches(1))
    try place.shell("echo x > journal.sqlite")
    #expect(other.reaches(2))
    #expect(told.count == 0)
  }

  @Test func `a folder that is not there is said so`() {
    #expect(throws: CommandFailure.self) {
      _ = try JournalWatch(path: "/nowhere/at/all/journal.sqlite") {}
    }
  }
}

/// A folder with the files of a journal.
private struct Place {
  let folder: ScratchFolder
  var journal: String { folder.path("journal.sqlite") }

  init() throws {
    folder = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: "\(journal)-owners", withIntermediateDirectories: false)
  }

  /// Lets another process do something in it.
  func shell(_ command: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder.url
    try process.run()
    process.waitUntilExit()
  }

  func remove() { folder.remove() }
}

/// How often something was told.
private final class Told: Sendable {
  private let value = Mutex(0)

  var count: Int { value.withLock { $0 } }

  func add() { value.withLock { $0 += 1 } }

  /// Waits until it was told so often.
  func reaches(_ number: Int) -> Bool {
    for _ in 0..<3000 where count < number { poll(nil, 0, 20) }
    return count >= number
  }
}
