import DeskApp
import Foundation
import Glibc
import Payments
import ProgramSupport
import SupportDesk
import Testing
import TextSafety
import ViewModels

@testable import tilldesk

/// The file of what the desk remembers: private, whole, shared, and never in the way.
struct MemoryFileTests {
  private static let now = Instant(seconds: 1_776_866_400)

  private static func file(_ path: String) -> MemoryFile {
    MemoryFile(path: path, now: { now })
  }

  private static func draft(_ id: String, saved: Instant = now) -> RefundDraft {
    let account = AccountIdentity(
      provider: ProviderName(rawValue: "neropay"), origin: "https://a.example", merchant: "m")
    return RefundDraft(
      key: PaymentKey(account: account, id: TransactionID(id)), reference: "NP-\"1\"\u{1B}[2J",
      amount: "5.00", reason: "duplicate", ticket: "5512", note: "parcel\u{202E} lost", saved: saved
    )
  }

  private static var intent: IntentID {
    get throws { try #require(IntentID(String(repeating: "a1", count: 16))) }
  }

  private static func ruling(
    _ item: AttentionItem.ID, _ verdict: RulingFormModel.Verdict
  ) -> RulingDraft {
    RulingDraft(
      id: RulingFormModel.ID(item: item, verdict: verdict), reference: "NP-1",
      evidence: "dashboard \"row 7\"\u{1B}[2J", saved: now)
  }

  private static func sentence(_ step: () throws(MemoryFailure) -> Void) -> String? {
    do throws(MemoryFailure) { try step() } catch { return error.sentence.text }
    return nil
  }

  private static func mode(_ path: String) -> mode_t {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test func `everything comes back as it was kept`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let file = Self.file(folder.path("state/desk.json"))
    #expect(try file.read() == DeskMemory())
    var memory = DeskMemory()
    let intent = try Self.intent
    let changes: [MemoryChange] = [
      .searched("~50 gbp “tue”\\"), .searched("two"), .commanded("theme nord"),
      .saved(SavedSearch(name: "big", text: "amount:>=1000")),
      .columns(ColumnChoice(order: [.amount, .customer], hidden: [.remaining])),
      .drafted(Self.draft("1")), .drafted(Self.draft("2")), .draftDone(Self.draft("2").key),
      .ruling(Self.ruling(.intent(intent), .didNotHappen)),
      .ruling(Self.ruling(.payment(Self.draft("3").key), .release)),
      .ruling(Self.ruling(.intent(intent), .happened)),
      .rulingDone(RulingFormModel.ID(item: .intent(intent), verdict: .happened)), .welcomed,
    ]
    for change in changes {
      memory.apply(change)
      #expect(try file.keep(change) == memory)
      #expect(try Self.file(folder.path("state/desk.json")).read() == memory)
    }
  }

  @Test func `a file of a desk that kept no rulings is read`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let path = folder.path("desk.json")
    _ = try Self.file(path).keep(.searched("one"))
    let text = try folder.text("desk.json")
    let older = text.replacing(/,\s*"rulings" : \[\s*\]/, with: "")
    #expect(older != text)
    try Data(older.utf8).write(to: URL(filePath: path))
    #expect(try Self.file(path).read().searches == ["one"])
  }

  @Test func `only its owner can read it, and nothing is left beside it`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let path = folder.path("state/desk.json")
    _ = try Self.file(path).keep(.searched("one"))
    #expect(Self.mode(path) == 0o600)
    #expect(Self.mode(folder.path("state")) == 0o700)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("state")) == ["desk.json"])
  }

  @Test func `two desks lose nothing of each other`() async throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let path = folder.path("desk.json")
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<10 {
            let search = SavedSearch(name: "s\(writer)-\(number)", text: "order \(number)")
            _ = try? Self.file(path).keep(.saved(search))
          }
        }
      }
    }
    #expect(try Self.file(path).read().saved.count == 40)
  }

  @Test func `the last writer of an entry wins`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let (one, two) = (Self.file(folder.path("desk.json")), Self.file(folder.path("desk.json")))
    _ = try one.keep(.saved(SavedSearch(name: "a", text: "1")))
    _ = try two.keep(.saved(SavedSearch(name: "b", text: "2")))
    let kept = try one.keep(.saved(SavedSearch(name: "a", text: "3")))
    #expect(kept.saved == [SavedSearch(name: "a", text: "3"), SavedSearch(name: "b", text: "2")])
  }

  @Test func `old drafts go with the next change`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let file = Self.file(folder.path("desk.json"))
    let old = Self.draft("1", saved: Self.now.adding(seconds: -86_400))
    let kept = try file.keep(.drafted(old))
    #expect(kept.drafts.isEmpty)
  }

  @Test(arguments: [
    ("", "damaged"), ("{\"version\": 1", "damaged"), ("[1, 2]", "damaged"),
    ("{\"version\": 1, \"searches\": 7}", "damaged"),
    ("{\"version\": 2, \"searches\": {}}", "another Tilldesk (version 2)"),
    (String(repeating: " ", count: 1 << 20) + "{}", "too long"),
  ])
  func `a file that is not understood is said, and stays as it is`(
    text: String, word: String
  ) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let path = folder.path("desk.json")
    try Data(text.utf8).write(to: URL(filePath: path))
    let file = Self.file(path)
    let sentence = try #require(Self.sentence { () throws(MemoryFailure) in _ = try file.read() })
    #expect(sentence.contains(word), "\(sentence)")
    #expect(
      Self.sentence { () throws(MemoryFailure) in _ = try file.keep(.searched("one")) } != nil)
    #expect(try folder.text("desk.json") == text)
  }

  @Test func `a file of before there was a history of commands is read as it is`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let file = Self.file(folder.path("desk.json"))
    _ = try file.keep(.searched("one"))
    let text = try folder.text("desk.json").replacing("  \"commands\" : [\n\n  ],\n", with: "")
    #expect(!text.contains("commands"))
    try Data(text.utf8).write(to: URL(filePath: folder.path("desk.json")))
    #expect(try file.read().searches == ["one"])
    #expect(try file.keep(.commanded("zoom")).commands == ["zoom"])
  }

  @Test func `a link and a folder are not used`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let manager = FileManager.default
    try Data("kept".utf8).write(to: URL(filePath: folder.path("other")))
    try manager.createSymbolicLink(
      atPath: folder.path("desk.json"), withDestinationPath: folder.path("other"))
    let file = Self.file(folder.path("desk.json"))
    let sentence = Self.sentence { () throws(MemoryFailure) in _ = try file.keep(.welcomed) }
    #expect(sentence?.contains("link") == true)
    #expect(try folder.text("other") == "kept")
    try manager.removeItem(atPath: folder.path("desk.json"))
    try manager.createDirectory(
      atPath: folder.path("desk.json"), withIntermediateDirectories: false)
    #expect(Self.sentence { () throws(MemoryFailure) in _ = try file.read() } != nil)
  }

  @Test(arguments: [0o620, 0o602, 0o666] as [mode_t])
  func `a file that others can change is not used`(mode: mode_t) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let file = Self.file(folder.path("desk.json"))
    _ = try file.keep(.searched("one"))
    #expect(unsafe chmod(folder.path("desk.json"), mode) == 0)
    let sentence = Self.sentence { () throws(MemoryFailure) in _ = try file.read() }
    #expect(sentence?.contains("chmod 600") == true)
  }

  @Test func `where nothing can be written it is said, and what is there stays`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    // Nobody can make a folder below a file, not even root.
    try Data("x".utf8).write(to: URL(filePath: folder.path("plain")))
    let file = Self.file(folder.path("plain/desk.json"))
    let sentence = Self.sentence { () throws(MemoryFailure) in _ = try file.keep(.welcomed) }
    #expect(sentence?.contains("cannot be written") == true)
    #expect(sentence?.hasPrefix("Searches, columns and drafts are not kept: ") == true)
    let nowhere = MemoryFile(path: nil, now: { Self.now })
    #expect(
      Self.sentence { () throws(MemoryFailure) in _ = try nowhere.read() }?.contains("HOME")
        == true)
  }

  @Test func `what a killed desk left half written is replaced`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try Data("{\"vers".utf8).write(to: URL(filePath: folder.path("desk.json.new")))
    let kept = try Self.file(folder.path("desk.json")).keep(.searched("one"))
    #expect(kept.searches == ["one"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")) == ["desk.json"])
  }
}
