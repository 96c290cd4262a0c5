import Foundation
import ProgramSupport
import Testing

/// `tilldesk worker` as a service manager runs it.
struct WorkerTests {
  @Test(arguments: [SIGTERM, SIGINT, SIGHUP]) func `it ends in order when it is told to`(
    _ signal: Int32
  ) throws {
    let lost = try LostOutcome(.nectar, fault: "close-after")
    let worker = try lost.start("worker")
    try lost.settles("asked") { ($0?["looks"] as? Int ?? 0) > 0 }
    worker.send(signal)
    let ended = try worker.finish()
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.signal == nil)
    #expect(ended.errors.contains("Ending"))
  }

  @Test func `it settles what is lost while it sleeps, and says so in one line`() throws {
    let sandbox = try Sandbox(faults: ["neropay.refund:close-after*1"])
    let config = ["--config", sandbox.configuration]
    let worker = try Program.start(["worker"] + config)
    let lost = try Program.run(
      ["refund", "uk-store/6636598", "--amount", "5", "--yes"] + config)
    #expect(lost.status == 5)
    try isCalm(sandbox)
    worker.send(SIGTERM)
    let ended = try worker.finish()
    #expect(ended.status == 0)
    let lines = ended.output.split(separator: "\n")
    #expect(lines.count == 1, "\(ended.output)")
    #expect(lines.first?.contains("uk-store/6636598  Refunded 5.00 GBP") == true)
    #expect(try sandbox.effects(of: "6636598").count == 1)
  }

  @Test func `it notices a process that dies with a refund on the wire`() throws {
    let (lost, replayed) = ("neropay.refund:hang-after*1", "neropay.refund:slow=1ms@2*1")
    let sandbox = try Sandbox(faults: [lost, replayed])
    let config = ["--config", sandbox.configuration]
    let worker = try Program.start(["worker"] + config)
    let refund = try Program.start(
      ["refund", "uk-store/6636598", "--amount", "5", "--yes"] + config)
    try sandbox.struck(lost)
    refund.send(SIGKILL)
    #expect(try refund.finish().signal == SIGKILL)
    // No other command runs meanwhile: it would find the dead process too.
    try sandbox.struck(replayed)
    try isCalm(sandbox)
    worker.send(SIGTERM)
    let ended = try worker.finish()
    #expect(ended.status == 0)
    let lines = ended.output.split(separator: "\n")
    #expect(lines.count == 2, "\(ended.output)")
    #expect(lines.first?.contains("Outcome unknown") == true)
    #expect(lines.last?.contains("Refunded 5.00 GBP") == true)
    #expect(try sandbox.effects(of: "6636598").count == 1)
  }

  @Test func `two of them do each step once`() throws {
    let lost = try LostOutcome(.nectar, fault: "close-after")
    let gate = try Gate()
    let workers = try (0..<2).map { _ in try lost.start("worker", gate: gate) }
    try gate.open()
    try lost.settles("asked") { ($0?["looks"] as? Int ?? 0) > 0 }
    // Something else that both are told of, so that both have seen the look by its end.
    let other = try lost.run("refund", "uk-store/6636598", "--amount", "1", "--yes")
    #expect(other.status == 0, "\(other.errors)")
    for worker in workers { worker.send(SIGTERM) }
    for worker in workers { #expect(try worker.finish().status == 0) }
    let matter = try #require(try lost.matter())
    #expect(matter["looks"] as? Int == 1, "\(matter)")
    #expect(matter["attempts"] as? Int == 1)
  }

  // MARK: - Helpers

  /// Waits until nothing needs attention.
  private func isCalm(_ sandbox: Sandbox) throws {
    // Bounded by tries, not by a clock.
    for _ in 0..<240 {
      let outcome = try Program.run(["attention", "--json", "--config", sandbox.configuration])
      if try outcome.rows.isEmpty { return }
      poll(nil, 0, 250)
    }
    Issue.record("something always needs attention")
  }
}
