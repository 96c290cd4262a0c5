import Foundation

/// The sources of the package as text, found from the place of this file.
struct SourceTree {
  /// One file: its path below the package, and its lines.
  struct File {
    let path: String
    let lines: [String]

    /// The room it is in: the folder below `Sources`.
    var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// The modules that it imports.
    var imports: [String] {
      lines.compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        guard let place = words.firstIndex(of: "import"), place <= 2,
          words[..<place].allSatisfy({ Self.importPrefixes.contains($0) })
        else { return nil }
        let named = words[(place + 1)...].drop { Self.importKinds.contains($0) }
        return named.first.map { String($0.split(separator: ".")[0]) }
      }
    }

    private static let importPrefixes: Set = [
      "public", "package", "internal", "private", "@testable", "@_exported",
    ]
    private static let importKinds: Set = [
      "struct", "class", "enum", "func", "protocol", "typealias", "var", "let",
    ]
  }

  let files: [File]

  /// Reads every Swift file below a folder of the package.
  init(below folder: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let base = root.appending(path: folder)
    var files: [File] = []
    let walker = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    while let url = walker?.nextObject() as? URL {
      guard url.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: url, encoding: .utf8)
      let path = url.standardizedFileURL.path.replacing(
        root.standardizedFileURL.path + "/", with: "", maxReplacements: 1)
      files.append(File(path: path, lines: text.components(separatedBy: "\n")))
    }
    self.files = files.sorted { $0.path < $1.path }
  }
}
