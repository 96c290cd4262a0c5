import Glibc
import Payments
import ProgramSupport
import Testing

/// The same decision token again while the first program still has it, and after (I16): never sent twice, never called
/// "not sent" while it may be.
struct RepeatedTests {
  /// Requests that do not live long, so that nobody waits long for one that does not end.
  private static let settings = "timeouts = { connect = 1, first_byte = 3, total = 3 }\n"
  private static let token = ["--decision", "ticket-4711"]

  @Test func `while the first is on its way the repeat waits, and tells what came of it`() throws {
    let fault = "neropay.refund:slow=1500ms*1"
    let scene = try Scene(.nero, faults: [fault])
    let first = try scene.start(scene.decision.arguments + Self.token)
    try scene.sandbox.struck(fault)
    let again = try scene.run(scene.decision.arguments + Self.token)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try again.json["state"] as? String == "succeeded")
    #expect(try again.json["repeat"] as? Bool == true)
    #expect(again.errors.contains("waiting"), "\(again.errors)")
    let told = try first.finish()
    #expect(told.status == 0)
    #expect(try told.json["repeat"] as? Bool == false)
    #expect(try scene.movements() == [500])
  }

  @Test func `one that stands still while it sends is called sending, and is in attention`() throws
  {
    let fault = "neropay.refund:hang-before*1"
    let scene = try Scene(.nero, faults: [fault], settings: Self.settings)
    let first = try scene.start(scene.decision.arguments + Self.token)
    try scene.sandbox.struck(fault)
    first.send(SIGSTOP)
    try first.stands()
    let again = try scene.run(scene.decision.arguments + Self.token)
    #expect(again.status == 5, "\(again.errors)")
    #expect(try again.json["state"] as? String == "sending")
    #expect(!again.errors.contains("ot sent"), "\(again.errors)")
    let matter = try #require(try scene.run(["attention", "--json"]).rows.first)
    #expect(matter["matter"] as? String == "stuck")
    #expect(matter["state"] as? String == "sending")
    let words = try scene.run(["attention"]).output
    #expect(words.contains("let it go on, or end it"), "\(words)")
    // Its process ends: then somebody finds out.
    first.send(SIGKILL)
    _ = try first.finish()
    let rest = try scene.run(["attention", "--json"]).rows
    #expect(rest.map { $0["state"] as? String } == ["unknown"])
  }

  @Test func `one that is prepared in another living program is called prepared`() throws {
    // The last read before sending: by now the decision is on record, and nothing else is held.
    let fault = "neropay.retrieve:hang-before@3*1"
    let scene = try Scene(.nero, faults: [fault], settings: Self.settings)
    let first = try scene.start(scene.decision.arguments + Self.token)
    try scene.sandbox.struck(fault)
    first.send(SIGSTOP)
    let again = try scene.run(scene.decision.arguments + Self.token)
    #expect(again.status == 5, "\(again.errors)")
    #expect(try again.json["state"] as? String == "prepared")
    first.send(SIGCONT)
    let told = try first.finish()
    #expect([1, 2, 6].contains(told.status), "\(told.errors)")
    #expect(try scene.movements().isEmpty)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends the waiting, not the decision`(_ signal: Int32) throws {
    let fault = "neropay.refund:slow=3s*1"
    let scene = try Scene(.nero, faults: [fault])
    let first = try scene.start(scene.decision.arguments + Self.token)
    try scene.sandbox.struck(fault)
    let again = try scene.start(scene.decision.arguments + Self.token)
    try again.says("waiting")
    again.send(signal)
    let told = try again.finish()
    #expect(told.status == 5, "\(told.errors)")
    #expect(try told.json["state"] as? String == "sending")
    #expect(try first.finish().status == 0)
    #expect(try scene.movements() == [500])
  }

  @Test func `a repeat of a finished one says who did it when`() throws {
    let scene = try Scene(.nero)
    let plain = scene.decision.arguments.filter { $0 != "--json" } + Self.token
    #expect(try scene.run(plain).status == 0)
    let again = try scene.run(plain)
    #expect(again.status == 0, "\(again.errors)")
    let words = #/^Already done \d\d:\d\d by .+; nothing was sent\. Refunded 5\.00/#
    #expect(again.output.firstMatch(of: words) != nil, "\(again.output)")
    #expect(try scene.movements() == [500])
  }

  @Test func `a repeat of one that was not sent says how to try again`() throws {
    let scene = try Scene(.nero, faults: ["neropay.retrieve:slow=900ms"])
    let plain = scene.decision.arguments.filter { $0 != "--json" } + Self.token
    let first = try scene.start(plain)
    // Taken back while the payment is read for the last time.
    for _ in 0..<3000 where first.isRunning {
      if (try? scene.state()) == .prepared { break }
      poll(nil, 0, 10)
    }
    first.send(SIGTERM)
    #expect(try first.finish().status == 6)
    let again = try scene.run(plain)
    #expect(again.status == 6, "\(again.errors)")
    #expect(again.output.hasPrefix("Already decided"), "\(again.output)")
    #expect(again.output.contains("give another --decision token"), "\(again.output)")
    #expect(try scene.movements().isEmpty)
  }

  @Test func `ten programs with one token at once send once, and all of them know`() throws {
    let scene = try Scene(.nero)
    let gate = try Gate()
    let all = try (0..<10).map { _ in
      try Program.start(
        scene.decision.arguments + Self.token + ["--config", scene.sandbox.configuration],
        gate: gate)
    }
    try gate.open()
    let outcomes = try all.map { try $0.finish() }
    for outcome in outcomes { #expect(outcome.status == 0, "\(outcome.errors)") }
    let repeats = try outcomes.map { try $0.json["repeat"] as? Bool }
    #expect(repeats.count { $0 == false } == 1)
    #expect(repeats.count { $0 == true } == 9)
    #expect(try scene.movements() == [500])
  }
}
