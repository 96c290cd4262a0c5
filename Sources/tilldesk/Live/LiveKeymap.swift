import Settings
import TextSafety
import ViewModels

/// The keys in force: the table with what the configuration changed.
enum LiveKeymap {
  /// The keymap of a configuration; every line of `[keys]` that cannot be applied is told with its place.
  static func make(_ configuration: Configuration) throws(CommandFailure) -> Keymap {
    let overrides = Dictionary(
      configuration.keys.map { ($0.action, $0.key) }, uniquingKeysWith: { first, _ in first })
    let keymap = Keymap(overrides: overrides)
    let sentences = configuration.keys.flatMap { binding in
      keymap.mistakes.filter { $0.id == binding.action }.map { mistake -> SafeText in
        "\(binding.position.file):\(binding.position.line ?? 0): \(mistake.sentence)"
      }
    }
    guard sentences.isEmpty else { throw CommandFailure(.configuration, lines: sentences) }
    return keymap
  }

  /// The keymap as the command line names its configuration; without one, the keys as they come.
  static func load(_ options: ConfigurationOptions) throws(CommandFailure) -> Keymap {
    guard let configuration = try LiveConfiguration.loadIfPresent(options) else { return .standard }
    return try make(configuration)
  }
}
