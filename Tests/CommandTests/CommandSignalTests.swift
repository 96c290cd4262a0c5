import Foundation
import ProgramSupport
import Testing

/// Ctrl-C and the like in a command that decides: before anything is recorded, before sending, after it.
struct CommandSignalTests {
  /// A signal, and the exit code of a command that it stopped before sending.
  static let stops: [(signal: Int32, status: Int32)] = [
    (SIGINT, 130), (SIGTERM, 6), (SIGHUP, 6),
  ]

  @Test(arguments: stops) func `while the payment is read it ends at once, with nothing recorded`(
    _ stop: (signal: Int32, status: Int32)
  ) throws {
    let fault = "neropay.retrieve:hang-before*1"
    let (sandbox, refund) = try started(fault)
    refund.send(stop.signal)
    let ended = try refund.finish()
    #expect(ended.status == stop.status, "\(ended.errors)")
    #expect(ended.signal == nil)
    #expect(ended.errors.contains("Not sent"), "\(ended.errors)")
    #expect(try ended.json["error"] as? String == (stop.status == 130 ? "interrupted" : "notSent"))
    #expect(try refunds(sandbox).isEmpty)
    #expect(try sandbox.effects().isEmpty)
  }

  @Test(arguments: stops) func `before it is sent the recorded decision is taken back`(
    _ stop: (signal: Int32, status: Int32)
  ) throws {
    // The last read is the one immediately before sending.
    let fault = "neropay.retrieve:slow=2s@3*1"
    let (sandbox, refund) = try started(fault)
    refund.send(stop.signal)
    let ended = try refund.finish()
    #expect(ended.status == stop.status, "\(ended.errors)")
    #expect(ended.errors.contains("Not sent"), "\(ended.errors)")
    #expect(try ended.json["state"] as? String == "notSent")
    #expect(try sandbox.effects().isEmpty)
    let next = try Program.run([
      "refund", "uk-store/6636598", "--amount", "5", "--yes", "--config", sandbox.configuration,
    ])
    #expect(next.status == 0, "\(next.errors)")
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `once it is sent the answer is waited for, recorded and told`(_ signal: Int32) throws {
    let fault = "neropay.refund:slow=2s*1"
    let (sandbox, refund) = try started(fault)
    refund.send(signal)
    refund.send(signal)
    let ended = try refund.finish()
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try ended.json["state"] as? String == "succeeded")
    #expect(ended.errors.contains("Already sent"), "\(ended.errors)")
    #expect(try sandbox.effects(of: "6636598").count == 1)
  }

  // The refund reads three times; then come the first look, and the one right before it would be sent again.
  @Test(arguments: [4, 5])
  func `a reconcile that is interrupted sends nothing more and tells what it knows`(
    _ read: Int
  ) throws {
    // Longer than a busy machine takes to bring the signal; the read is given up at once.
    let slow = "neropay.retrieve:slow=5s@\(read)*1"
    let lost = try LostOutcome(.neropay, fault: "close-after", also: [slow])
    let reconcile = try lost.start("reconcile")
    try lost.sandbox.struck(slow)
    reconcile.send(SIGINT)
    let ended = try reconcile.finish()
    #expect(ended.status == 130, "\(ended.errors)")
    #expect(ended.output.contains("Do not repeat it"), "\(ended.output)")
    #expect(try lost.matter()?["attempts"] as? Int == 1)
  }

  // MARK: - Helpers

  /// A refund that has come to where a fault holds it.
  private func started(_ fault: String) throws -> (Sandbox, RunningProgram) {
    let sandbox = try Sandbox(faults: [fault])
    let refund = try Program.start([
      "refund", "uk-store/6636598", "--amount", "5", "--yes", "--json", "--config",
      sandbox.configuration,
    ])
    try sandbox.struck(fault)
    return (sandbox, refund)
  }

  private func refunds(_ sandbox: Sandbox) throws -> [Any] {
    let shown = try Program.run([
      "show", "uk-store/6636598", "--json", "--config", sandbox.configuration,
    ])
    return try shown.json["refunds"] as? [Any] ?? []
  }
}
