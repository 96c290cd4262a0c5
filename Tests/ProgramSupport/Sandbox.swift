import ChildProcesses
import Foundation
import FoundationNetworking
package import Testing

/// `tilldesk sandbox` as a child process, with a configuration for it; what it moved can be asked.
package final class Sandbox {
  /// One movement of money as the provider's own ledger has it.
  package struct Effect: Decodable, Sendable {
    /// The provider's word for itself.
    package let provider: String
    /// The provider's id of the payment.
    package let paymentID: String
    /// `refund` or `cancel`.
    package let kind: String
    /// Minor units.
    package let amountMinor: Int64
  }

  /// Where its configuration, and the journal of those who use it, are.
  package let folder: ScratchFolder
  private let process: ChildProcess
  private let base: String

  /// The configuration written for it.
  package var configuration: String { folder.path("config.toml") }

  /// Starts it on a free port and waits until it says its addresses.
  ///
  /// - Parameter settings: Lines that go before those of the configuration written for it.
  package init(
    transactions: Int = 60, faults: [String] = [], settings: String = ""
  ) throws {
    let folder = try ScratchFolder()
    process = try ChildProcess(
      [
        Program.path, "sandbox", "--transactions", String(transactions), "--write-config",
        folder.path("config.toml"),
      ]
        + faults.flatMap { ["--fault", $0] },
      environment: ProcessInfo.processInfo.environment, output: folder.path("said"),
      errors: folder.path("said"))
    self.folder = folder
    base = try Self.address(saidBy: process, in: folder)
    if !settings.isEmpty {
      let written = try folder.text("config.toml")
      try "\(settings)\n\(written)".write(
        toFile: configuration, atomically: false, encoding: .utf8)
    }
  }

  /// Waits until it says that it is ready, and where.
  private static func address(
    saidBy process: ChildProcess, in folder: ScratchFolder
  ) throws -> String {
    var said = ""
    // Bounded by tries, not by a clock: 5 ms apart, half a minute on an idle machine.
    for _ in 0..<6000 {
      said = try folder.text("said")
      if said.contains("configuration:") || !process.isRunning { break }
      poll(nil, 0, 5)
    }
    try #require(said.contains("configuration:"), "the sandbox did not start: \(said)")
    return String(said[try #require(said.firstRange(of: #/http://127\.0\.0\.1:\d+/#))])
  }

  /// Ends it, as if the line to the providers were cut.
  package func stop() {
    process.send(SIGTERM)
    if process.waits(hundredths: 1000) == nil { process.send(SIGKILL) }
  }

  // MARK: - What it did

  /// What really moved on one payment.
  package func effects(of payment: String) throws -> [Effect] {
    try effects().filter { $0.paymentID == payment }
  }

  /// Everything that moved.
  package func effects() throws -> [Effect] {
    struct List: Decodable { let effects: [Effect] }
    return try get("effects", as: List.self).effects
  }

  /// Whether anything was ever refunded of a payment, here or elsewhere.
  package func hasRefunds(_ payment: String) throws -> Bool {
    struct Truth: Decodable { let refundedMinor: Int64 }
    for provider in ["neropay", "nectar", "aiic"] {
      // The others do not know it, which is not an answer to read.
      guard let truth = try? get("payments/\(provider)/\(payment)", as: Truth.self) else {
        continue
      }
      return truth.refundedMinor > 0
    }
    return false
  }

  /// Changes a payment as if it had happened elsewhere: `{"refundMinor":500}`, `{"status":"…"}`.
  package func change(_ provider: String, _ payment: String, _ body: String) throws {
    let url = try #require(URL(string: "\(base)/_sandbox/payments/\(provider)/\(payment)"))
    let path = folder.path("change")
    let post = try ChildProcess(
      [
        "curl", "-s", "-o", path, "-w", "%{http_code}", "-X", "POST", "-d", body,
        url.absoluteString,
      ],
      environment: ProcessInfo.processInfo.environment, output: folder.path("code"),
      errors: folder.path("code"))
    try #require(post.waits(hundredths: 3000) == .exited(0))
    let code = try folder.text("code")
    try #require(code.hasSuffix("200"), "\(code)")
  }

  /// How often a fault has struck.
  package func strikes(of fault: String) throws -> Int {
    struct Entry: Decodable {
      let fault: String
      let struck: Int
    }
    struct List: Decodable { let faults: [Entry] }
    return try get("faults", as: List.self).faults.first { $0.fault == fault }?.struck ?? 0
  }

  /// Waits until a fault has struck: from then on the request that it strikes is at the provider.
  ///
  /// - Parameters:
  ///   - fault: As it was given.
  ///   - count: How often it had struck before.
  package func struck(
    _ fault: String, moreThan count: Int = 0, _ location: SourceLocation = #_sourceLocation
  ) throws {
    // Bounded by tries, not by a clock: 20 ms apart, half a minute on an idle machine.
    for _ in 0..<1500 {
      if try strikes(of: fault) > count { return }
      poll(nil, 0, 20)
    }
    Issue.record("\(fault) never struck", sourceLocation: location)
    throw NeverStruck()
  }

  private func get<List: Decodable>(_ name: String, as type: List.Type) throws -> List {
    let url = try #require(URL(string: "\(base)/_sandbox/\(name)"))
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }

  deinit {
    stop()
    folder.remove()
  }
}

/// A fault did not strike; the issue recorded says which.
struct NeverStruck: Error {}
