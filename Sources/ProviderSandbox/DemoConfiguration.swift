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
    let head = [
      "journal = \(quoted("\(stateDirectory)/journal.sqlite"))",
      "index = \(quoted("\(stateDirectory)/index.sqlite"))",
    ]
    let blocks = providers.all.flatMap { provider in
      [
        "", "[[account]]", "name = \(quoted(provider.demo.label))",
        "provider = \(quoted(provider.name.rawValue))", "mode = \"test\"",
        "base_url = \(quoted(baseURL(of: provider.name)))",
        "secret = { file = \(quoted("\(stateDirectory)/\(provider.demo.secretFile)")) }",
      ] + provider.demo.lines
    }
    return (head + blocks).joined(separator: "\n") + "\n"
  }

  /// The files that ``demoConfigurationTOML(stateDirectory:)`` names, with what must be in them.
  package func demoSecrets(stateDirectory: String) -> [DemoSecret] {
    providers.all.map(\.demo).map { demo in
      DemoSecret(path: "\(stateDirectory)/\(demo.secretFile)", text: demo.secret)
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
