import ArgumentParser
import Foundation
import ProviderSandbox
import Settings
import TextSafety

/// `tilldesk demo`: the simulated providers and the desk on them, in one process; nothing else needed.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Open the desk on simulated providers: no real money, no network.",
    discussion: "The journal and the index live in a temporary folder that is removed at the end.")

  @OptionGroup var form: PlainOption
  @OptionGroup var world: SandboxOptions

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "tilldesk-demo-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let sandbox = try await LiveSandbox.start(world, port: 0, faults: [])
    let path = folder.appending(path: "config.toml").path
    try sandbox.writeConfiguration(to: path)
    do throws(CommandFailure) {
      var options = ConfigurationOptions()
      options.config = path
      var configuration = try LiveConfiguration.load(options)
      // It goes with the folder: nothing written there would be kept.
      configuration.ownFile = nil
      try await LiveDesk.run(
        configuration: configuration, isPlain: form.plain,
        memoryPath: folder.appending(path: "desk.json").path)
    } catch {
      await sandbox.stop()
      throw error
    }
    await sandbox.stop()
  }
}
