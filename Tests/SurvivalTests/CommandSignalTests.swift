import Glibc
import Payments
import ProgramSupport
import Testing

/// Commands that decide, and signals: before sending nothing goes out, in flight the answer is recorded first.
struct CommandSignalTests {
  static let signals = [SIGHUP, SIGTERM, SIGINT]

  @Test(arguments: DecisionCase.all, signals)
  func `in flight the answer is waited for and recorded, then the command ends by itself`(
    _ decision: DecisionCase, _ signal: Int32
  ) throws {
    let fault = "any.write:slow=600ms*1"
    let scene = try Scene(decision, faults: [fault])
    let command = try scene.start(decision.arguments)
    try scene.sandbox.struck(fault)
    command.send(signal)
    let outcome = try command.finish()
    #expect([0, 3].contains(outcome.status), "\(outcome.errors)")
    #expect(try scene.movements() == [decision.amountMinor])
    #expect([.succeeded, .pending].contains(try scene.state()))
    let shown = try scene.show()
    if decision.kind == .refund { #expect(shown.takenMinor == decision.amountMinor) }
  }

  @Test(arguments: signals)
  func `while the payment is read nothing is decided`(_ signal: Int32) throws {
    let fault = "neropay.retrieve:slow=1000ms*1"
    let scene = try Scene(.nero, faults: [fault])
    let command = try scene.start(scene.decision.arguments)
    try scene.sandbox.struck(fault)
    command.send(signal)
    let outcome = try command.finish()
    #expect(outcome.status != 0)
    #expect(try scene.movements().isEmpty)
    #expect([nil, .discarded].contains(try scene.state()))
    #expect(try scene.show().leftMinor == 1599)
  }

  @Test(arguments: signals)
  func `between the decision and its request nothing is sent, and that is on record`(
    _ signal: Int32
  ) throws {
    let fault = "neropay.retrieve:slow=600ms"
    let scene = try Scene(.nero, faults: [fault])
    let command = try scene.start(scene.decision.arguments)
    // The decision is on record while the payment is read for the last time.
    for _ in 0..<1500 where command.isRunning {
      // A copy of a journal that is just being written may not hold together.
      if (try? scene.state()) == .prepared { break }
      poll(nil, 0, 10)
    }
    command.send(signal)
    let outcome = try command.finish()
    #expect(outcome.signal == nil)
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("othing was sent") || outcome.errors.contains("Not sent"))
    #expect(try scene.movements().isEmpty)
    #expect(try scene.state() == .discarded)
    #expect(try scene.show().leftMinor == 1599)
  }
}
