import Host
import Payments
import TextSafety

/// The themes that can be found, and the one that is always there.
package struct ThemeLibrary: Sendable {
  /// A theme that was found.
  package struct Entry: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// The path of its file; `nil` for the built-in one.
    package let file: String?
  }

  /// The folders in the order in which they are looked at.
  package let folders: [String]

  private let world: SettingsWorld

  /// Makes a library of folders, the first that has a name winning.
  package init(folders: [String], world: SettingsWorld) {
    self.folders = folders
    self.world = world
  }

  /// The library of an installed or freshly built program.
  ///
  /// First the user's own folder, then `share/tilldesk/themes` beside the folder of the program,
  /// then the `themes` of the checkout that the program was built in.
  ///
  /// - Parameter programPath: the absolute path of the running program.
  package init(programPath: String, world: SettingsWorld) {
    var folders = world.configurationFolder.map { [$0 + "/themes"] } ?? []
    let parents = HostPath.folders(above: programPath).filter { $0 != "/" }
    if parents.count > 1 { folders.append(parents[1] + "/share/tilldesk/themes") }
    let checkout = parents.first { world.fileStatus($0 + "/Package.swift") != nil }
    if let checkout { folders.append(checkout + "/themes") }
    self.init(folders: folders, world: world)
  }

  /// Whether a text can be the name of a theme: it becomes part of a path.
  package static func isName(_ text: String) -> Bool {
    (1...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// All themes by name, each from the first folder that has it.
  package func entries() -> [Entry] {
    var found: [String: Entry] = [:]
    for folder in folders {
      for file in world.listFolder(folder) where file.hasSuffix(".toml") {
        let name = String(file.dropLast(".toml".count))
        guard Self.isName(name), found[name] == nil else { continue }
        found[name] = Entry(name: name, file: "\(folder)/\(file)")
      }
    }
    let builtIn = Theme.midnight.name
    if found[builtIn] == nil { found[builtIn] = Entry(name: builtIn, file: nil) }
    return found.values.sorted { $0.name < $1.name }
  }

  /// The theme of a name; one that is missing or broken gives the built-in one and says why.
  ///
  /// - Parameter position: where the name was chosen, for the mistake that there is no such theme.
  package func theme(
    named name: String, chosenAt position: SourcePosition
  ) -> (theme: Theme, mistakes: [ConfigurationMistake]) {
    for folder in folders where Self.isName(name) {
      let file = "\(folder)/\(name).toml"
      switch world.readFile(file) {
      case .absent: continue
      case .dangling:
        let mistake = ConfigurationMistake(
          at: SourcePosition(file: file, line: nil, column: nil),
          message: "The theme is a link to a file that does not exist.",
          remedy: "Correct the link, or remove it.")
        return (.midnight, [mistake])
      case .unreadable(let words):
        let mistake = ConfigurationMistake(
          at: SourcePosition(file: file, line: nil, column: nil),
          message: "The theme cannot be read: \(words).", remedy: "Correct its permissions.")
        return (.midnight, [mistake])
      case .bytes(let bytes):
        if let mistake = FileTrust(world: world).mistake(inTheme: file) {
          return (.midnight, [mistake])
        }
        switch ThemeReader.read(bytes, name: name, file: file) {
        case .theme(let theme): return (theme, [])
        case .mistaken(let mistakes): return (.midnight, mistakes)
        }
      }
    }
    if name == Theme.midnight.name { return (.midnight, []) }
    return (.midnight, [missing(name, position)])
  }

  private func missing(_ name: String, _ position: SourcePosition) -> ConfigurationMistake {
    let near = Nearest.word(to: name, among: entries().map(\.name), within: .third)
    return ConfigurationMistake(
      at: position, message: "There is no theme \(quoted(name)).",
      remedy: near.map { "Did you mean \($0)?" } ?? "tilldesk themes lists those that there are.")
  }
}
