/// A secret of the demo configuration and the file that it belongs in.
package struct DemoSecret: Sendable, Equatable {
  /// The file's path; it must be readable by its owner alone.
  package let path: String
  /// The whole content of the file.
  package let text: String
}

extension Sandbox {
  /// The configuration of a desk with one account at each of this sandbox's providers.
  ///
  /// - Parameter stateDirectory: Where the journal, the index and the secrets' files are.
  package func demoConfigurationTOML(stateDirectory: String) -> String {
    """
    journal = \(quoted("\(stateDirectory)/journal.sqlite"))
    index = \(quoted("\(stateDirectory)/index.sqlite"))

    [[account]]
    name = "uk-store"
    provider = "neropay"
    mode = "test"
    base_url = "\(baseURL(of: .neropay))"
    secret = { file = \(quoted(Self.secretPath(.neropay, in: stateDirectory))) }

    [[account]]
    name = "ng-store"
    provider = "nectar"
    mode = "test"
    base_url = "\(baseURL(of: .nectar))"
    secret = { file = \(quoted(Self.secretPath(.nectar, in: stateDirectory))) }
    merchant = "ng-demo"
    authorization = "raw"
    time_zone = "Africa/Lagos"

    [[account]]
    name = "nz-store"
    provider = "aiic"
    mode = "test"
    base_url = "\(baseURL(of: .aiic))"
    secret = { file = \(quoted(Self.secretPath(.aiic, in: stateDirectory))) }
    amount_unit = "minor"

    """
  }

  /// The files that ``demoConfigurationTOML(stateDirectory:)`` names, with what must be in them.
  package static func demoSecrets(
    stateDirectory: String, credentials: SandboxCredentials = .demo
  ) -> [DemoSecret] {
    [
      DemoSecret(
        path: secretPath(.neropay, in: stateDirectory), text: credentials.neropaySecret),
      DemoSecret(
        path: secretPath(.nectar, in: stateDirectory), text: credentials.nectarPrivateKey),
      DemoSecret(path: secretPath(.aiic, in: stateDirectory), text: credentials.aiicSeedBase64),
    ]
  }

  private static func secretPath(_ provider: SandboxProvider, in directory: String) -> String {
    switch provider {
    case .neropay: "\(directory)/uk-store.key"
    case .nectar: "\(directory)/ng-store.key"
    case .aiic: "\(directory)/nz-store.ed25519"
    }
  }
}

/// A TOML basic string.
private func quoted(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    default:
      if scalar.value < 0x20 || scalar.value == 0x7F {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
  }
  return out + "\""
}
