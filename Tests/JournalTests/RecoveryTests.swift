import Foundation
import Journal
import Payments
import Testing

struct RecoveryTests {
  private let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  @Test func `what a dead process left is settled: not sent, or unknown (I10)`() throws {
    let (prepared, sending) = try leftBehind()
    let journal = try fixture.journal()
    let recovered = try journal.recoverOrphans(at: Sample.at(60))
    #expect(recovered.map(\.id) == [prepared.id, sending.id])
    #expect(recovered.map(\.state) == [.discarded, .unknown])
    #expect(recovered.map(\.message).first == "Not sent; your draft is kept.")
    #expect(try journal.intent(sending.id)?.isOpen == true)
    #expect(try journal.unfinished().filter(\.isOpen).map(\.id) == [sending.id])
    #expect(try journal.recoverOrphans(at: Sample.at(61)).isEmpty)
    #expect(try journal.verifyChain() == 5)
    let events = try journal.timeline(for: sending.key)
    #expect(events.last?.actor == Journal.desk)
  }

  @Test func `lock files of processes long gone are swept, young and held ones stay`() throws {
    let held = try fixture.owner()
    let folder = held.directory
    func leave(_ name: String, ageSeconds: TimeInterval) throws {
      let path = "\(folder)/\(name)"
      #expect(FileManager.default.createFile(atPath: path, contents: nil))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -ageSeconds)], ofItemAtPath: path)
    }
    try leave("12-0a", ageSeconds: 90_000)
    try leave("13-0b", ageSeconds: 3_600)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -90_000)],
      ofItemAtPath: "\(folder)/\(held.name)")
    let next = try fixture.owner()
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    #expect(names.isSuperset(of: ["13-0b", held.name, next.name]))
    #expect(!names.contains("12-0a"))
  }

  @Test func `a frozen payment is not sent to, not even what was prepared before (I9)`() throws {
    let journal = try fixture.journal()
    let intent = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    try journal.correction("It failed.", on: intent.key, actor: Journal.desk, at: Sample.at(1))
    #expect(throws: JournalError.frozen(intent.key)) {
      try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(2))
    }
    #expect(try journal.intent(intent.id)?.state == .prepared)
  }

  @Test func `what a living process works on is not touched (I10)`() throws {
    let living = try fixture.journal()
    let prepared = try living.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    try living.send(fixture.intent(of: Sample.key("b")), fixture.write())
    let other = try fixture.journal()
    #expect(try other.recoverOrphans(at: Sample.at(60)).isEmpty)
    #expect(try living.recoverOrphans(at: Sample.at(60)).isEmpty)
    #expect(try living.beginAttempt(prepared.id, sealed: Sample.attempt(), at: Sample.at(61)) == 1)
  }

  @Test func `settled and pending decisions of a dead process are left alone (I5)`() throws {
    let owner = try fixture.owner()
    let journal = try fixture.journal(owner: owner)
    let events: [IntentEvent] = [.succeeded, .accepted, .rejected, .outcomeLost]
    let intents = try events.enumerated().map { index, event in
      try journal.settle(fixture.intent(of: Sample.key("p\(index)")), fixture.write(), as: event)
    }
    owner.release()
    let next = try fixture.journal()
    #expect(try next.recoverOrphans(at: Sample.at(60)).isEmpty)
    #expect(try intents.map { try next.intent($0.id) } == intents)
  }

  @Test func `a process that was taken for dead sends nothing, and its answer still counts`() throws
  {
    let owner = try fixture.owner()
    let paused = try fixture.journal(owner: owner)
    let unsent = try paused.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    let sent = try paused.send(fixture.intent(of: Sample.key("b")), fixture.write())
    owner.release()
    let other = try fixture.journal()
    #expect(try other.recoverOrphans(at: Sample.at(60)).count == 2)
    #expect(throws: JournalError.impossible(.attemptStarted, .discarded)) {
      try paused.beginAttempt(unsent.id, sealed: Sample.attempt(), at: Sample.at(61))
    }
    let settled = try paused.record(
      Sample.answer(200), attempt: 1, of: sent.id, event: .succeeded,
      settlement: Settlement(message: "Done."), at: Sample.at(62))
    #expect(settled.state == .succeeded)
    #expect(try other.verifyChain() == 6)
  }

  @Test func `a replay that a dead process left can be taken over`() throws {
    let owner = try fixture.owner()
    let journal = try fixture.journal(owner: owner)
    let lost = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    _ = try journal.beginAttempt(lost.id, sealed: Sample.attempt(), at: Sample.at(20))
    owner.release()
    let next = try fixture.journal()
    #expect(try next.recoverOrphans(at: Sample.at(30)).isEmpty)
    #expect(try next.intent(lost.id)?.state == .unknown)
    #expect(try next.beginAttempt(lost.id, sealed: Sample.attempt(), at: Sample.at(31)) == 3)
    _ = try next.verifyChain()
  }

  @Test func `the kernel frees the lock of a process that was killed`() throws {
    let watcher = try fixture.owner()
    let name = "4712-00ff"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    process.arguments = ["\(watcher.directory)/\(name)", "sh", "-c", "echo held; exec sleep 600"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "held\n")
    #expect(!watcher.isFree(name))
    // `flock` keeps the lock in both processes: the child holds the file open too.
    let children = try Self.children(of: process.processIdentifier)
    for child in children + [process.processIdentifier] { kill(child, SIGKILL) }
    process.waitUntilExit()
    // The pipe ends when the last process that held it is gone.
    #expect(output.fileHandleForReading.readDataToEndOfFile().isEmpty)
    #expect(watcher.isFree(name))
  }

  @Test func `a lock is held until it is released, by its name only`() throws {
    let first = try fixture.owner()
    let second = try fixture.owner()
    #expect(first.name != second.name)
    #expect(!second.isFree(first.name))
    #expect(!first.isFree(first.name))
    first.release()
    first.release()
    #expect(second.isFree(first.name))
    #expect(!FileManager.default.fileExists(atPath: "\(first.directory)/\(first.name)"))
  }

  @Test(arguments: ["", "../journal.sqlite", "/etc/passwd", "a b", "4711-XYZ"])
  func `a name that is none is never taken for a dead owner`(name: String) throws {
    #expect(try !fixture.owner().isFree(name))
  }

  // MARK: - Helpers

  private func leftBehind() throws -> (prepared: Intent, sending: Intent) {
    let owner = try fixture.owner()
    let journal = try fixture.journal(owner: owner)
    let prepared = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    let sending = try journal.send(
      fixture.intent(of: Sample.key("b")), fixture.write(), at: Sample.at(1))
    owner.release()
    return (prepared, sending)
  }

  private static func children(of parent: Int32) throws -> [Int32] {
    let text = try String(
      contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)
    return text.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
  }
}
