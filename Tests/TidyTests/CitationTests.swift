import Foundation
import Testing

/// What a comment cites is in the repository: whoever reads it can look it up.
struct CitationTests {
  /// The documents beside the code, by their names.
  private static let documents: [String: String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    var documents: [String: String] = [:]
    let walker = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    while let url = walker?.nextObject() as? URL {
      guard url.pathExtension == "md" else { continue }
      documents[url.lastPathComponent] = try? String(contentsOf: url, encoding: .utf8)
    }
    return documents
  }()

  @Test func `every cited section is there`() throws {
    var count = 0
    for file in try SourceTree(below: "Sources").files {
      for (number, line) in file.lines.enumerated() {
        // A list of sections may follow the first: `MoneySafety.md` §5, §6.
        for match in line.matches(of: #/`(\w+\.md)`((?:,? §[0-9.]*[0-9])+)/#) {
          let text = try #require(
            Self.documents[String(match.1)], "\(file.path):\(number + 1) cites \(match.1)")
          for section in match.2.matches(of: #/§([0-9.]*[0-9])/#).map({ String($0.1) }) {
            count += 1
            let isThere = text.split(separator: "\n").contains {
              $0.hasPrefix("## \(section) ") || $0.hasPrefix("### \(section) ")
            }
            #expect(isThere, "\(file.path):\(number + 1) cites \(match.1) §\(section)")
          }
        }
        #expect(
          !line.contains(#/`[a-z-]+` §/#), "\(file.path):\(number + 1) cites what is not here")
      }
    }
    #expect(count > 30)
  }

  @Test func `every rule that a comment names is in the list`() throws {
    let list = try #require(Self.documents["MoneySafety.md"])
    for file in try SourceTree(below: "Sources").files {
      for line in file.lines {
        for match in line.matches(of: #/\((I[0-9]+(?:, I[0-9]+)*)\)/#) {
          for rule in match.1.split(separator: ", ") {
            #expect(list.contains("| \(rule) |"), "\(file.path) names \(rule)")
          }
        }
      }
    }
  }
}
