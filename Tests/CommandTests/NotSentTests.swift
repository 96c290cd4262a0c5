import ProgramSupport
import Testing

/// A decision that was recorded and not sent ends with 6, and the way on is the one that works.
struct NotSentTests {
  @Test func `a last read that is refused is not sent, and a new token decides again`() throws {
    let sandbox = try Sandbox(faults: ["neropay.retrieve:429=1@3*1"])
    func refund(_ token: String) throws -> Program.Outcome {
      try Program.run([
        "refund", "uk-store/6636598", "--amount", "5", "--yes", "--decision", token, "--config",
        sandbox.configuration,
      ])
    }
    let outcome = try refund("R1")
    #expect(outcome.status == 6, "\(outcome.errors)")
    #expect(outcome.errors.contains("another --decision token"), "\(outcome.errors)")
    let same = try refund("R1")
    #expect(same.status == 6)
    #expect(same.output.contains("another --decision token"), "\(same.output)")
    #expect(try refund("R2").status == 0)
  }
}
