import Foundation
import Host
import Journal
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
      for text in faults {
        configuration.faults.append(try FaultSpec(text, for: configuration.providers))
      }
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
    sandbox.providers.names.map { provider in
      "\(SafeText(sanitizing: provider.rawValue).padded(to: 8)) \(SafeText(sanitizing: sandbox.baseURL(of: provider)))"
    } + ["effects  \(SafeText(sanitizing: "http://127.0.0.1:\(sandbox.port)/_sandbox/effects"))"]
  }

  /// The line by which a configuration is known to be one of a sandbox, and may be written anew.
  private static let mark = "# Written by tilldesk sandbox: simulated providers, no real money."

  /// Writes a configuration, and beside it the secrets, readable by their owner only; makes their folder where it is missing.
  ///
  /// Only what a sandbox has written is replaced: a merchant's own configuration or key never is.
  func writeConfiguration(to path: String) throws(CommandFailure) {
    let folder = URL(filePath: path).deletingLastPathComponent().standardizedFileURL.path
    let secrets = sandbox.demoSecrets(stateDirectory: folder)
    let isOurs = try Self.isOurs(path)
    for secret in secrets where !isOurs { try Self.refuseOther(secret.path, than: secret.text) }
    do throws(JournalError) { try LiveHost.makeFolder(of: path) } catch {
      throw CommandFailure(.outputLost, "\(path) cannot be written: \(error.sentence)")
    }
    for secret in secrets { try Self.write(secret.text, to: secret.path) }
    let configuration = sandbox.demoConfigurationTOML(stateDirectory: folder)
    try Self.write("\(Self.mark)\n\(configuration)", to: path)
  }

  /// Whether a sandbox wrote the configuration that is there; one that it did not write is a failure.
  private static func isOurs(_ path: String) throws(CommandFailure) -> Bool {
    guard let text = try plainText(path) else { return false }
    guard text.split(separator: "\n").contains(where: { $0 == mark }) else { throw refusal(path) }
    return true
  }

  private static func refuseOther(_ path: String, than text: String) throws(CommandFailure) {
    guard let found = try plainText(path), found != text else { return }
    throw refusal(path)
  }

  /// The text of a file; `nil` where there is none.
  private static func plainText(_ path: String) throws(CommandFailure) -> String? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CommandFailure(
        .outputLost, "\(path) cannot be written: \(FileFailure.notAFile.words). Name another place."
      )
    }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw refusal(path) }
    return text
  }

  private static func refusal(_ path: String) -> CommandFailure {
    CommandFailure(
      .refused, "\(path) is there, and no sandbox wrote it. It stays as it is: name another folder."
    )
  }

  /// Waits until the sandbox ends by itself or by a signal.
  func wait() async throws { try await sandbox.wait() }

  /// Ends the sandbox.
  func stop() async { await sandbox.stop() }

  private static func write(_ text: String, to path: String) throws(CommandFailure) {
    do throws(FileFailure) {
      try PrivateFile.replace(path, holding: Array(text.utf8), isSynced: false)
    } catch {
      throw CommandFailure(
        .outputLost, "\(path) cannot be written: \(error.words). Name another place.")
    }
  }
}
