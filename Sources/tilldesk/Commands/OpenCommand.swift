import ArgumentParser
import TextSafety

/// `tilldesk`: the desk.
struct OpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk", abstract: "Open the desk (this is what tilldesk alone does).")

  @OptionGroup var form: PlainOption
  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    try await LiveDesk.run(
      configuration: try LiveConfiguration.load(options), isPlain: form.plain,
      memoryPath: LiveDesk.memoryPath)
  }
}
