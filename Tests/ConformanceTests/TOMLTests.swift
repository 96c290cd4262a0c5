import Foundation
import Testing

@testable import Settings

/// Configurations that nobody of ours wrote (toml-test).
@Suite(.enabled(if: ConformanceData.folder != nil, ConformanceData.needed))
struct TOMLTests {
  /// What a document says, as the suite writes it: a table, a list, or the type and the text of a value.
  private indirect enum Expected: Decodable {
    case table([String: Expected])
    case list([Expected])
    case value(type: String, text: String)

    private struct Tagged: Decodable {
      let type: String
      let value: String
    }

    init(from decoder: any Decoder) throws {
      if let tagged = try? Tagged(from: decoder) {
        self = .value(type: tagged.type, text: tagged.value)
      } else if let list = try? [Expected](from: decoder) {
        self = .list(list)
      } else {
        self = .table(try [String: Expected](from: decoder))
      }
    }

    /// What is other in a node; `nil` when it says the same.
    func difference(from node: TOMLNode) -> String? {
      switch (self, node) {
      case (.table(let members), .table(let nodes)):
        guard members.count == nodes.count else { return "\(nodes.count) keys" }
        for (key, member) in members {
          guard let node = nodes[key] else { return "\(key) is missing" }
          if let difference = member.difference(from: node) { return "\(key): \(difference)" }
        }
        return nil
      case (.list(let elements), .array(let nodes)):
        guard elements.count == nodes.count else { return "\(nodes.count) elements" }
        return zip(elements, nodes).lazy.compactMap { $0.difference(from: $1) }.first
      case (.value("string", let text), .string(let read)):
        return text.unicodeScalars.elementsEqual(read.unicodeScalars) ? nil : "another text"
      case (.value("integer", let text), .integer(let read)):
        return text == String(read) ? nil : "\(read)"
      case (.value("bool", let text), .boolean(let read)):
        return text == "\(read)" ? nil : "\(read)"
      case (.value("float", _), .fraction): return nil
      case (.value("datetime", _), .time), (.value("datetime-local", _), .time),
        (.value("date-local", _), .time), (.value("time-local", _), .time):
        return nil
      default: return "it is \(node.kind)"
      }
    }
  }

  @Test func `valid documents are read, invalid ones are refused with their line`() throws {
    var tally = Tally("toml-test 1.0", deviations: Deviations.toml)
    for name in try ConformanceData.lines("toml-test/files-toml-1.0.0")
    where name.hasSuffix(".toml") {
      let name = String(name)
      let bytes = try ConformanceData.bytes("toml-test/\(name)")
      switch TOMLDocument.read(bytes, file: "f") {
      case .success(let document):
        if name.hasPrefix("invalid/") {
          tally.count(name, isRight: false, "it is read")
        } else {
          let expected: Expected = try ConformanceData.json(
            "toml-test/\(name.dropLast("toml".count))json")
          tally.count(name, problem: expected.difference(from: .table(document.root)))
        }
      case .failure(let mistake):
        let words = mistake.description
        let hasLine = words.firstMatch(of: #/^f:[1-9][0-9]*: /#) != nil
        let isOneLine = !words.unicodeScalars.contains { $0.value < 0x20 }
        tally.count(
          name, isRight: name.hasPrefix("invalid/") && hasLine && isOneLine, words)
      }
    }
    try tally.finish()
  }
}
