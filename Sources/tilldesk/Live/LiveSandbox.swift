import Foundation
import Payments
import ProviderSandbox
import TextSafety

/// The simulated providers in this process, with a configuration for them.
struct LiveSandbox {
  private let sandbox: Sandbox

  /// Starts them; a fault that is not one is a mistake of the command line.
  static func start(
    _ options: SandboxOptions, port: Int, faults: [String]
  )
    async throws(CommandFailure) -> LiveSandbox
  {
    var configuration = SandboxConfiguration(clock: { LiveClock.now().milliseconds })
    configuration.port = port
    configuration.seed = options.seed
    configuration.transactions = options.transactions
    do throws(FaultSpecError) {
      for text in faults { configuration.faults.append(try FaultSpec(text)) }
    } catch {
      throw CommandFailure(.usage, SafeText(sanitizing: error.description))
    }
    do {
      return LiveSandbox(sandbox: try await Sandbox.start(configuration: configuration))
    } catch {
      throw CommandFailure(
        .failed,
        "The sandbox could not listen on port \(port): \(SafeText(sanitizing: String(describing: error))). Choose another with --port, or 0."
      )
    }
  }

  /// The addresses, one a line.
  var addressLines: [SafeText] {
    SandboxProvider.allCases.map { provider in
      "\(SafeText(sanitizing: provider.rawValue).padded(to: 8)) \(SafeText(sanitizing: sandbox.baseURL(of: provider)))"
    } + ["effects  \(SafeText(sanitizing: "http://127.0.0.1:\(sandbox.port)/_sandbox/effects"))"]
  }

  /// Writes a configuration, and beside it the secrets, readable by their owner only.
  func writeConfiguration(to path: String) throws(CommandFailure) {
    let folder = URL(filePath: path).deletingLastPathComponent().standardizedFileURL.path
    for secret in Sandbox.demoSecrets(stateDirectory: folder) {
      try Self.write(secret.text, to: secret.path)
    }
    try Self.write(sandbox.demoConfigurationTOML(stateDirectory: folder), to: path)
  }

  /// Waits until the sandbox ends by itself or by a signal.
  func wait() async throws { try await sandbox.wait() }

  /// Ends the sandbox.
  func stop() async { await sandbox.stop() }

  private static func write(_ text: String, to path: String) throws(CommandFailure) {
    let isWritten = FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    guard isWritten else {
      throw CommandFailure(.failed, "\(path) cannot be written; choose another place.")
    }
  }
}
