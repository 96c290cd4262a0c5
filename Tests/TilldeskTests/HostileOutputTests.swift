import Foundation
import HostileInput
import HostileScreens
import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety

@testable import tilldesk

/// What commands print, export and log holds nothing that a terminal would act on, whatever the providers said, and no
/// line begins with what they said; `make fuzz` tries many more.
struct HostileOutputTests {
  /// So many texts at once are enough for every output.
  private static let textsPerRound = 64

  // MARK: - Lines

  @Test(arguments: HostileLines.allCases)
  func `lines hold no control and begin with words of ours`(lines: HostileLines) throws {
    try rounds("lines of \(lines)") { texts, round in
      var feed = TextFeed(texts, asShapes: false)
      var shapes = TextFeed(texts, asShapes: true)
      let leak = LineLeak.find(in: lines.make(&feed), expected: lines.make(&shapes))
      #expect(leak == nil, "round \(round)")
      return leak == nil ? feed.used : nil
    }
  }

  // MARK: - Tables

  @Test(arguments: HostileTable.allCases)
  func `comma-separated values hold no control, and no text leaves its cell`(
    table: HostileTable
  ) throws {
    try rounds("table of \(table)") { texts, round in
      var feed = TextFeed(texts, asShapes: false)
      let leak = Self.leak(in: table.make(&feed), columns: table.columns)
      #expect(leak == nil, "round \(round)")
      return leak == nil ? feed.used : nil
    }
  }

  private static func leak(in table: CSV, columns: Int) -> String? {
    let lines = table.text.utf8.split(separator: 0x0A)
    guard lines.count == HostileTable.rows + 1 else { return "\(lines.count) lines" }
    for line in lines {
      guard line.last == 0x0D else { return "no end" }
      if let leak = OutputLeak.find(in: line.dropLast(), allowing: []) { return leak }
      let cells = cells(of: String(decoding: line.dropLast(), as: UTF8.self))
      guard cells.count == columns else { return "\(cells.count) cells in \(cells)" }
      if let formula = cells.first(where: isFormula) {
        return "a formula: " + formula.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
      }
    }
    return nil
  }

  /// The cells of a line as a spreadsheet reads them: between quotation marks, two of them are one.
  private static func cells(of line: String) -> [String] {
    var cells = [String.UnicodeScalarView()]
    var isQuoted = false
    var rest = Substring.UnicodeScalarView(line.unicodeScalars)
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"":
        rest.removeFirst()
        cells[cells.count - 1].append(scalar)
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append(String.UnicodeScalarView())
      default: cells[cells.count - 1].append(scalar)
      }
    }
    return cells.map { String($0) }
  }

  private static func isFormula(_ cell: String) -> Bool {
    // A dash alone stands for nothing at all.
    guard cell != "-", let first = cell.unicodeScalars.first(where: { $0 != " " }) else {
      return false
    }
    return "=+-@＝＋－＠".unicodeScalars.contains(first)
  }

  // MARK: - The log

  @Test func `a line of the log holds no control, and no value passes for a fact`() throws {
    try rounds("log of requests") { texts, _ in
      for text in texts {
        let value = SafeText(sanitizing: text)
        let line = LogEntry(
          time: World.start, level: "warning", message: "GET",
          facts: [("failure", value), ("status", "503")]
        ).text
        #expect(OutputLeak.find(in: line.text.utf8, allowing: []) == nil)
        #expect(Self.facts(in: line.text) == ["failure": value.text, "status": "503"])
      }
      return texts.count
    }
  }

  /// The facts after the message as another program reads them.
  private static func facts(in line: String) -> [String: String] {
    var facts: [String: String] = [:]
    var rest = line.unicodeScalars.drop { $0 != "=" }
    var name = "failure"
    while rest.popFirst() != nil {
      var value = String.UnicodeScalarView()
      let isQuoted = rest.first == "\""
      if isQuoted { rest.removeFirst() }
      while let scalar = rest.first, scalar != (isQuoted ? "\"" : " ") {
        rest.removeFirst()
        value.append(scalar == "\\" ? rest.removeFirst() : scalar)
      }
      facts[name] = String(value)
      if isQuoted { rest.removeFirst() }
      name = String(String.UnicodeScalarView(rest.dropFirst().prefix { $0 != "=" }))
      rest = rest.drop { $0 != "=" }
    }
    return facts
  }

  // MARK: - JSON

  @Test func `JSON holds no control and gives every text back as it came`() throws {
    try rounds("JSON of texts") { texts, _ in
      let json = JSONValue.array(texts.map(JSONValue.string)).text
      #expect(OutputLeak.find(in: json.utf8, allowing: []) == nil)
      let read = try JSONDecoder().decode([String].self, from: Data(json.utf8))
      #expect(read.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
      return texts.count
    }
  }

  @Test(arguments: HostileObject.allCases)
  func `objects are whole and hold no control`(object: HostileObject) throws {
    try rounds("JSON of \(object)") { texts, _ in
      var feed = TextFeed(texts, asShapes: false)
      let json = object.make(&feed).text
      #expect(OutputLeak.find(in: json.utf8, allowing: []) == nil)
      let read = try JSONSerialization.jsonObject(with: Data(json.utf8))
      #expect((read as? [String: Any])?.isEmpty == false)
      return feed.used
    }
  }

  // MARK: - How much

  /// Goes on until enough strings were tried; a round that tells no number ends it.
  private func rounds(_ name: String, _ round: ([String], Int) throws -> Int?) throws {
    var source = HostileText(seed: UInt64(name.utf8.count))
    var (strings, count) = (0, 0)
    while strings < FuzzPlan.strings {
      let texts = source.next(Self.textsPerRound)
      guard let used = try round(texts, count) else { return }
      strings += min(used, texts.count)
      count += 1
    }
    try FuzzPlan.note("\(name): \(strings) strings, \(count) rounds")
  }
}
