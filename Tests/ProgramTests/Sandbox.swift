import Foundation
import FoundationNetworking
import Testing

/// `tilldesk sandbox` as a child process, with a configuration for it; what it moved can be asked.
final class Sandbox {
  /// One movement of money as the provider's own ledger has it.
  struct Effect: Decodable {
    let provider: String
    let paymentID: String
    let kind: String
    let amountMinor: Int64
  }

  let folder: ScratchFolder
  private let process = Process()
  private let pipe = Pipe()
  private(set) var base = ""

  /// The configuration written for it.
  var configuration: String { folder.path("config.toml") }

  /// Starts it on a free port and waits until it says its addresses.
  init(transactions: Int = 60, faults: [String] = []) throws {
    folder = try ScratchFolder()
    process.executableURL = URL(filePath: Program.path)
    process.arguments =
      [
        "sandbox", "--transactions", String(transactions), "--write-config",
        folder.path("config.toml"),
      ]
      + faults.flatMap { ["--fault", $0] }
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var text = ""
    while !text.contains("configuration:") {
      let data = pipe.fileHandleForReading.availableData
      try #require(!data.isEmpty, "the sandbox ended early: \(text)")
      text += String(decoding: data, as: UTF8.self)
    }
    let address = try #require(text.firstRange(of: #/http://127\.0\.0\.1:\d+/#))
    base = String(text[address])
  }

  /// Ends it, as if the line to the providers were cut.
  func stop() {
    guard process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
  }

  /// What really moved on one payment.
  func effects(of payment: String) throws -> [Effect] {
    try effects().filter { $0.paymentID == payment }
  }

  /// Everything that moved.
  func effects() throws -> [Effect] {
    struct List: Decodable { let effects: [Effect] }
    let url = try #require(URL(string: "\(base)/_sandbox/effects"))
    return try JSONDecoder().decode(List.self, from: Data(contentsOf: url)).effects
  }

  deinit {
    stop()
    folder.remove()
  }
}
