import Foundation
import Glibc
import ProgramSupport
import TerminalEmulator
import Testing

extension TerminalCheckTests {
  /// The desk as agents reach it: through a real OpenSSH server, which runs it whatever they ask for.
  @Suite(.enabled(if: LoopbackSSH.obstacle == nil, LoopbackSSH.obstacle ?? ""))
  struct SSHTests {
    @Test func `a login opens the desk, and what it asks for instead is never run`() throws {
      let sandbox = try Sandbox()
      let server = try LoopbackSSH(configuration: sandbox.configuration)
      let trace = sandbox.folder.path("trace")
      let desk = try server.login(asking: ["touch", trace, ";", "touch", trace])
      try desk.shows("Transactions")
      // There is no shell to go back to.
      try desk.press("C-z")
      try desk.find("np-order1001", id: "6636598")
      try desk.press("y")
      try desk.settles("gets the copied id") { _ in desk.emulator.clipboard == ["6636598"] }
      try currentRun().sheet.note(.copy, "over SSH, xterm-ghostty: 7 of 7 bytes arrived")
      try desk.beginRefund("5.00")
      try desk.confirm("5.00")
      try desk.shows("Enter closes")
      try desk.quit()
      #expect(try sandbox.effects(of: "6636598").map(\.amountMinor) == [500])
      #expect(!FileManager.default.fileExists(atPath: trace))
    }

    /// How a connection is lost.
    enum Loss: String, Sendable, CaseIterable {
      /// The agent's machine falls.
      case client = "the client killed"
      /// The server's end falls.
      case server = "the server's session killed"
      /// The agent closes the window.
      case window = "the window closed"
    }

    @Test(arguments: Loss.allCases)
    func
      `a connection lost in the middle of a refund: it ends, is recorded, and told at the next login`(
        _ loss: Loss
      ) throws
    {
      let fault = "neropay.refund:slow=2000ms*1"
      let sandbox = try Sandbox(faults: [fault])
      let server = try LoopbackSSH(configuration: sandbox.configuration)
      let desk = try server.login()
      try desk.find("np-order1001", id: "6636598")
      try desk.beginRefund("5.00")
      try desk.confirm("5.00")
      try sandbox.struck(fault)
      let number = try server.deskNumber()
      switch loss {
      case .client: try desk.send(SIGKILL)
      case .server: server.killSessions()
      case .window: desk.hangUp()
      }
      try desk.settles("is followed by the desk's end") { _ in Session.hasEnded(number) }
      #expect(try sandbox.effects(of: "6636598").map(\.amountMinor) == [500])

      let again = try server.login(columns: 160, rows: 50)
      try again.settles("tells what happened") { screen in
        screen.split(separator: "\n").contains {
          $0.contains("While you were away") && $0.contains("efunded 5.00")
        }
      }
      try again.quit()
      #expect(try sandbox.effects(of: "6636598").map(\.amountMinor) == [500])
      try currentRun().sheet.note(
        .hangUp,
        "over SSH, \(loss.rawValue) with a refund in flight: recorded, told at the next login")
    }
  }
}
