import Foundation
import GRDB
import ProgramSupport
import Testing

/// What the record is worth to the real program: edited, removed, set back, copied, and named in place of other files.
struct RecordTests {
  private let payment = "ng-store/Fa5JliRhi6vblnEHY"

  @Test func `a row that was set to rejected frees nothing`() throws {
    let sandbox = try Sandbox(faults: ["nectar.refund:500-after*1"])
    #expect(try refund(sandbox, payment, "5.00").status == 5)
    try change(sandbox, "UPDATE intent SET state = 'rejected' WHERE state = 'unknown'")
    for _ in 0..<2 {
      #expect(try refund(sandbox, payment, "5.00", "--another").status == 2)
    }
    #expect(try sandbox.effects(of: "Fa5JliRhi6vblnEHY").count == 1)
    let attention = try run(sandbox, "attention")
    #expect(attention.output.contains("changed from outside"), "\(attention.output)")
    #expect(attention.output.contains("outcome unknown"), "\(attention.output)")
  }

  @Test func `a record that is set back sends nothing, until it is accepted`() throws {
    let sandbox = try live()
    let uk = "uk-store/6636598"
    _ = try run(sandbox, "search", "np")
    try copyRecord(sandbox, to: "old")
    #expect(try refund(sandbox, uk, "5.00", "--decision", "ticket-1").status == 0)
    try restoreRecord(sandbox, from: "old")
    for _ in 0..<2 {
      let again = try refund(sandbox, uk, "5.00", "--decision", "ticket-1")
      #expect(again.status == 2, "\(again.errors)")
      #expect(again.errors.contains("journal accept --evidence"), "\(again.errors)")
    }
    #expect(try run(sandbox, "journal").status == 1)
    #expect(try run(sandbox, "search", "np").status == 0)
    let attention = try run(sandbox, "attention")
    #expect(attention.output.contains("record in doubt"), "\(attention.output)")
    #expect(attention.output.contains("tilldesk journal accept --evidence"))
    let matter = try #require(try matters(sandbox).first)
    #expect(matter["matter"] as? String == "record")
    #expect(matter["id"] is NSNull && matter["account"] is NSNull && matter["since"] is NSNull)
    #expect((matter["sentence"] as? String)?.contains("older than it was") == true)
    // It can still be read, with a refund at the provider that the record does not know.
    #expect(try run(sandbox, "show", uk).status == 0)
    #expect(try sandbox.effects(of: "6636598").count == 1)
    #expect(try run(sandbox, "journal", "accept", "--evidence", "disk died").status == 0)
    #expect(try run(sandbox, "journal").status == 0)
    #expect(try run(sandbox, "journal", "accept", "--evidence", "again").status == 2)
    // Decisions may be missing now: what remains is a bound, and the next refund asks.
    let shown = try run(sandbox, "show", uk, "--json")
    let remaining = try #require(try shown.json["remaining"] as? [String: Any])
    #expect(["atMost", "unknown"].contains(remaining["source"] as? String))
    let asked = try refund(sandbox, uk, "5.00")
    #expect(asked.status == 2)
    #expect(asked.errors.contains("--another"), "\(asked.errors)")
    #expect(try sandbox.effects(of: "6636598").count == 1)
  }

  @Test func `a record of tests that was set back is told by the tags of its refunds`() throws {
    let sandbox = try Sandbox()
    let nz = "nz-store/txn_abc123"
    _ = try run(sandbox, "search", "txn")
    try copyRecord(sandbox, to: "old")
    let code = try #require(try run(sandbox, "journal", "--json").json["tagCode"] as? String)
    #expect(try refund(sandbox, nz, "5.00").status == 3)
    try restoreRecord(sandbox, from: "old")
    #expect(try run(sandbox, "attention").output == "Nothing needs attention.\n")
    #expect(try run(sandbox, "show", nz).status == 0)
    let attention = try run(sandbox, "attention")
    #expect(attention.output.hasPrefix("record behind"), "\(attention.output)")
    #expect(attention.output.contains("-\(code)"), "\(attention.output)")
    #expect(attention.output.contains("tilldesk journal accept --evidence"))
    #expect(try matters(sandbox).map { $0["matter"] as? String } == ["recordBehind"])
    let asked = try refund(sandbox, nz, "3.00")
    #expect(asked.status == 2)
    #expect(asked.errors.contains("no decision here has it"), "\(asked.errors)")
    #expect(asked.errors.contains("--another"), "\(asked.errors)")
    #expect(try sandbox.effects(of: "txn_abc123").count == 1)
    let accepted = try run(sandbox, "journal", "accept", "--evidence", "the old one is gone")
    #expect(accepted.status == 0)
    #expect(accepted.output.contains("Accepted: The record is behind"), "\(accepted.output)")
    #expect(try run(sandbox, "attention").output == "Nothing needs attention.\n")
    #expect(try run(sandbox, "journal", "--json").json["tagCode"] as? String == code)
  }

  @Test func `a removed record sends nothing in LIVE`() throws {
    let sandbox = try live()
    #expect(
      try refund(sandbox, "uk-store/6636598", "5.00", "--decision", "ticket-1").status == 0)
    try removeRecord(sandbox)
    let again = try refund(sandbox, "uk-store/6636598", "5.00", "--decision", "ticket-1")
    #expect(again.status == 2)
    #expect(again.errors.contains("removed and begun anew"), "\(again.errors)")
    #expect(try sandbox.effects(of: "6636598").count == 1)
  }

  @Test func `the record is proved, taken out and copied`() throws {
    let sandbox = try Sandbox()
    #expect(try refund(sandbox, "nz-store/txn_abc123", "5.00").status == 3)
    let whole = try run(sandbox, "audit", "verify", "--json")
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(try whole.json["whole"] as? Bool == true)
    let events = try #require(try whole.json["events"] as? Int)
    let exported = try run(sandbox, "audit", "export", "--text")
    #expect(exported.output.split(separator: "\n").count == events)
    #expect(!exported.output.contains("signature\\\""))
    let copy = sandbox.folder.path("copy.sqlite")
    #expect(try run(sandbox, "backup", copy).status == 0)
    #expect(try run(sandbox, "backup", copy).status == 1)
    try change(
      sandbox, "UPDATE event SET actor = 'nobody' WHERE sequence = 2", behindTheRules: true)
    let broken = try run(sandbox, "audit", "verify", "--json")
    #expect(broken.status == 1)
    #expect(try broken.json["event"] as? Int == 2)
    #expect(broken.errors.contains("event 2"), "\(broken.errors)")
  }

  @Test func `nothing that lies at rest holds a signature (I26)`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let sandbox = try Sandbox(settings: "log = \"\(folder.path("desk.log"))\"")
    for (payment, amount) in [
      ("uk-store/6636598", "1.00"), ("nz-store/txn_abc123", "5.00"), (self.payment, "2.00"),
    ] {
      _ = try refund(sandbox, payment, amount)
    }
    _ = try run(sandbox, "backup", sandbox.folder.path("copy.sqlite"))
    for path in [
      sandbox.folder.path("journal.sqlite"), sandbox.folder.path("journal.sqlite-wal"),
      sandbox.folder.path("index.sqlite"), sandbox.folder.path("index.sqlite-wal"),
      sandbox.folder.path("copy.sqlite"), folder.path("desk.log"),
    ] {
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      #expect(data.range(of: Data("\"signature\"".utf8)) == nil, "\(path)")
      #expect(data.range(of: Data("X-Signature".utf8)) == nil, "\(path)")
    }
  }

  @Test(arguments: ["notes.txt", "link.txt", "hard.txt", "uk-store.key", "./journal.sqlite"])
  func `a file that is named by mistake stays as it is`(index: String) throws {
    let sandbox = try Sandbox()
    let notes = sandbox.folder.path("notes.txt")
    try Data("call Ada\n".utf8).write(to: URL(filePath: notes))
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.folder.path("link.txt"), withDestinationPath: notes)
    try FileManager.default.linkItem(atPath: notes, toPath: sandbox.folder.path("hard.txt"))
    _ = try run(sandbox, "search", "np")
    try change(sandbox) {
      $0.replacing(
        #/index = .*\n/#, with: "index = \"\(sandbox.folder.url.path)/\(index)\"\n")
    }
    let before = try Data(contentsOf: URL(filePath: sandbox.folder.path(index)))
    let outcome = try run(sandbox, "search", "np")
    #expect([1, 78].contains(outcome.status), "\(outcome.errors)")
    #expect(outcome.errors.contains("name another file"), "\(outcome.errors)")
    #expect(try Data(contentsOf: URL(filePath: sandbox.folder.path(index))) == before)
  }

  @Test(arguments: ["uk-store.key", "notes.txt", "journal.sqlite", "config.toml"])
  func `a log is never written into another file`(log: String) throws {
    let sandbox = try Sandbox()
    try Data("call Ada\n".utf8).write(to: URL(filePath: sandbox.folder.path("notes.txt")))
    _ = try run(sandbox, "search", "np")
    try change(sandbox) { "log = \"\(sandbox.folder.path(log))\"\n" + $0 }
    let before = try Data(contentsOf: URL(filePath: sandbox.folder.path(log)))
    #expect(try run(sandbox, "search", "np").status == 78)
    #expect(try Data(contentsOf: URL(filePath: sandbox.folder.path(log))) == before)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/shm")))
  func `a LIVE record is not kept in memory`() throws {
    let folder = "/dev/shm/tilldesk-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sandbox = try live()
    try change(sandbox) {
      $0.replacing(#/journal = .*\n/#, with: "journal = \"\(folder)/journal.sqlite\"\n")
    }
    let outcome = try run(sandbox, "search", "np")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("memory"), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/journal.sqlite"))
  }

  // MARK: - Helpers

  /// What needs attention, as other programs read it.
  private func matters(_ sandbox: Sandbox) throws -> [[String: Any]] {
    let output = try run(sandbox, "attention", "--json").output
    return try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
  }

  /// A sandbox whose accounts are LIVE to the program.
  private func live() throws -> Sandbox {
    let sandbox = try Sandbox()
    try change(sandbox) {
      $0.replacing("mode = \"test\"", with: "mode = \"live\"")
        .replacing("provider = \"nectar\"", with: "provider = \"nectar\"")
    }
    return sandbox
  }

  private func run(_ sandbox: Sandbox, _ arguments: String...) throws -> Program.Outcome {
    try Program.run(
      arguments + ["--config", sandbox.configuration],
      environment: ["XDG_STATE_HOME": sandbox.folder.path("state")])
  }

  private func refund(
    _ sandbox: Sandbox, _ payment: String, _ amount: String, _ more: String...
  ) throws -> Program.Outcome {
    try Program.run(
      ["refund", payment, "--amount", amount, "--yes", "--config", sandbox.configuration] + more,
      environment: ["XDG_STATE_HOME": sandbox.folder.path("state")])
  }

  private func change(_ sandbox: Sandbox, _ edit: (String) -> String) throws {
    let text = try sandbox.folder.text("config.toml")
    try edit(text).write(
      to: URL(filePath: sandbox.configuration), atomically: false, encoding: .utf8)
  }

  private func change(
    _ sandbox: Sandbox, _ sql: String, behindTheRules: Bool = false
  ) throws {
    try DatabaseQueue(path: sandbox.folder.path("journal.sqlite")).write { db in
      let rules = try Row.fetchAll(
        db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
      if behindTheRules {
        for rule in rules { try db.execute(sql: "DROP TRIGGER \(rule["name"] as String)") }
      }
      try db.execute(sql: sql)
      if behindTheRules { for rule in rules { try db.execute(sql: rule["sql"] as String) } }
    }
  }

  private func copyRecord(_ sandbox: Sandbox, to name: String) throws {
    try DatabaseQueue(path: sandbox.folder.path("journal.sqlite")).writeWithoutTransaction { db in
      _ = try db.checkpoint(.truncate)
    }
    try FileManager.default.copyItem(
      atPath: sandbox.folder.path("journal.sqlite"), toPath: sandbox.folder.path(name))
  }

  private func restoreRecord(_ sandbox: Sandbox, from name: String) throws {
    try removeRecord(sandbox)
    try FileManager.default.copyItem(
      atPath: sandbox.folder.path(name), toPath: sandbox.folder.path("journal.sqlite"))
  }

  private func removeRecord(_ sandbox: Sandbox) throws {
    for suffix in ["", "-wal", "-shm"] {
      let path = sandbox.folder.path("journal.sqlite\(suffix)")
      if FileManager.default.fileExists(atPath: path) {
        try FileManager.default.removeItem(atPath: path)
      }
    }
  }
}
