import Host
import Payments
import ProviderClient
import Settings

/// A made-up host: its files, its environment, and what the system says about them.
struct Scenario {
  var files: [String: String] = [:]
  var environment: [String: String] = ["HOME": "/home/amina", "NECTAR_PRIVATE_KEY": "n-key"]
  var statuses: [String: FileStatus] = [
    "/etc/tilldesk/uk-store.key": .init(permissions: 0o600, owner: 0),
    "/etc/tilldesk/nz.ed25519": .init(permissions: 0o400, owner: 1000),
  ]
  var unreadable: Set<String> = []
  var dangling: Set<String> = []
  var links: [String: String] = [:]
  var fileSystemType = "ext4"
  var userID: UInt32 = 1000

  var world: SettingsWorld {
    let scenario = self
    return SettingsWorld(
      environment: { scenario.environment[$0] },
      readFile: { path in
        if scenario.unreadable.contains(path) { return .unreadable("Permission denied") }
        if scenario.dangling.contains(path) { return .dangling }
        return scenario.files[path].map { .bytes(Array($0.utf8)) } ?? .absent
      },
      fileStatus: { path in
        if let status = scenario.statuses[path] { return status }
        return scenario.files[path].map { _ in .init(permissions: 0o644, owner: 0) }
      },
      listFolder: { folder in
        scenario.files.keys.filter { $0.hasPrefix(folder + "/") }
          .map { String($0.dropFirst(folder.count + 1)) }.filter { !$0.contains("/") }
      },
      fileSystemType: { _ in scenario.fileSystemType },
      userID: userID, resolvedPath: { scenario.links[$0] ?? $0 })
  }

  func load(explicitPath: String? = nil) -> ConfigurationLoader.Outcome {
    ConfigurationLoader.load(
      explicitPath: explicitPath, providers: Self.providers, world: world)
  }

  static let providers = ProviderCatalogue.standard.facts
}

extension ConfigurationLoader.Outcome {
  /// The mistakes as they are printed.
  var lines: [String] {
    switch self {
    case .loaded: []
    case .mistaken(let mistakes): mistakes.map(\.description)
    case .absent: ["absent"]
    }
  }

  var configuration: Configuration? {
    if case .loaded(let configuration) = self { configuration } else { nil }
  }
}
