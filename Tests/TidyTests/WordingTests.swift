import Testing

/// Words that do not belong in the sources, each with what to write instead.
struct WordingTests {
  /// A word, the rooms in which it is banned (empty: all), and the replacement.
  struct Ban: Sendable, CustomTestStringConvertible {
    let word: String
    var rooms: Set<String> = []
    let instead: String

    var testDescription: String { word }
  }

  static let moneyRooms: Set = [
    "Payments", "ProviderClient", "Journal", "SupportDesk", "ViewModels",
  ]

  static let bans: [Ban] = [
    Ban(word: "Double", rooms: moneyRooms, instead: "Money, or a count of minor units"),
    Ban(word: "Float", rooms: moneyRooms, instead: "Money, or a count of minor units"),
    Ban(word: "NumberFormatter", instead: "Money.decimalText"),
    Ban(word: "Task.sleep", instead: "a condition, or an injected wait"),
    Ban(word: "usleep", instead: "a condition, or an injected wait"),
    Ban(word: "TODO", instead: "the thing itself"),
    Ban(word: "FIXME", instead: "the thing itself"),
    Ban(word: "try!", instead: "a typed error"),
    Ban(word: "fatalError", instead: "a precondition with a sentence, or an error"),
    Ban(word: "URLSession", instead: "HTTPTransport: URLSession sends writes again by itself"),
    Ban(word: "@preconcurrency", instead: "a C target with our own verbs"),
    Ban(word: "@MainActor", instead: "nothing: the main thread sleeps in poll"),
  ]

  @Test(arguments: bans) func `a banned word does not stand in the code`(_ ban: Ban) throws {
    for file in try SourceTree(below: "Sources").files {
      guard ban.rooms.isEmpty || ban.rooms.contains(file.room) else { continue }
      for (number, line) in file.lines.enumerated() where Self.code(line).containsWord(ban.word) {
        Issue.record("\(file.path):\(number + 1) says \(ban.word); write \(ban.instead)")
      }
    }
  }

  @Test func `every declaration that others see has a sentence`() throws {
    for file in try SourceTree(below: "Sources").files where file.room != "tilldesk" {
      for (number, line) in file.lines.enumerated() where Self.isSeen(line) {
        let above = file.lines[..<number].last {
          !$0.trimmed.hasPrefix("@") && !$0.trimmed.isEmpty
        }
        let isDocumented = above.map { $0.trimmed.hasPrefix("///") } ?? false
        #expect(isDocumented, "\(file.path):\(number + 1) has no documentation: \(line.trimmed)")
      }
    }
  }

  /// The line without its comment.
  private static func code(_ line: String) -> String {
    guard let comment = line.firstRange(of: "//") else { return line }
    return String(line[..<comment.lowerBound])
  }

  private static let declarations = [
    "struct ", "class ", "enum ", "protocol ", "actor ", "func ", "var ", "let ", "init", "case ",
    "static ", "final ", "mutating ", "convenience ", "subscript", "typealias ", "indirect ",
  ]

  private static func isSeen(_ line: String) -> Bool {
    let text = line.trimmed
    for access in ["public ", "package "] where text.hasPrefix(access) {
      let rest = text.dropFirst(access.count)
      if rest.hasPrefix("import ") || rest.hasPrefix("private(set) ") { return false }
      return declarations.contains { rest.hasPrefix($0) }
    }
    return false
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }

  /// Whether the word stands here by itself, not as a part of a longer one.
  fileprivate func containsWord(_ word: String) -> Bool {
    ranges(of: word).contains { range in
      let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? nil : self[range.upperBound]
      func isPart(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
      }
      return !isPart(before) && !isPart(after)
    }
  }
}
