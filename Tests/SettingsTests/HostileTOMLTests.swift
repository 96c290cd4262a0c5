import SeededRandom
import Testing

@testable import Settings

/// Text that no person would write: whatever it holds, it is read, or refused in one line.
struct HostileTOMLTests {
  private func mistake(_ text: String) -> String? {
    mistake(Array(text.utf8))
  }

  private func mistake(_ bytes: [UInt8]) -> String? {
    switch TOMLDocument.read(bytes, file: "/c") {
    case .success: nil
    case .failure(let mistake): mistake.description
    }
  }

  @Test(arguments: [
    ("[.keys]", 1), ("a = 1\n\n[@x]", 3), ("[!]\n[!]", 1), ("x = '''\n[!]\n'''\n[!]", 4),
    ("[[.a]]", 1),
    ("[ .a]", 1), ("[\u{7F}]", 1), ("[é]", 1), ("a = 1\r\n[=]\r\n", 2), ("[[[a]]]", 1), ("[[", 1),
    ("[", 1), ("a = [!]", 1), ("a = {!}", 1), ("a = {.b = 1}", 1), ("!", 1), (".a = 1", 1),
  ])
  func `what the library takes for impossible is a mistake with its line`(text: String, line: Int) {
    let said = mistake(text)
    #expect(said?.hasPrefix("/c:\(line): ") == true, "\(said ?? "read")")
    #expect(said?.hasSuffix("the format is TOML (toml.io).") == true)
    #expect(said?.contains("\n") == false)
  }

  @Test(arguments: [
    "a = " + String(repeating: "[", count: 10_000), String(repeating: "[", count: 10_000),
    "a = " + String(repeating: "{b=", count: 10_000),
    "a = " + String(repeating: "[{b=", count: 10_000),
    "a" + String(repeating: ".a", count: 100_000) + " = 1",
    "[a" + String(repeating: ".a", count: 100_000) + "]",
    "[a" + String(repeating: ".\"a\"", count: 20) + "]",
    String(repeating: "\"", count: 100_000), String(repeating: "'", count: 99_999),
    "a = \"" + String(repeating: "\\", count: 99_999),
    "a = \"" + String(repeating: "x", count: 900_000),
    "a = " + String(repeating: "9", count: 100_000), "a = 0x" + String(repeating: "f", count: 100),
    "a = -9223372036854775809", "a = 9223372036854775808", "a = 1e999", "a = 1e", "a = 99999-99-99",
  ])
  func `what is too deep, too long or too large is a mistake of one line`(text: String) throws {
    let said = try #require(mistake(text))
    #expect(said.hasPrefix("/c:1: "))
    #expect(!said.contains("\n"))
    #expect(said.utf8.count < 400)
    #expect(!said.contains("TOML_"))
  }

  @Test func `numbers at their ends are read`() throws {
    let text = "a = -9223372036854775808\nb = 9223372036854775807\nc = 1e308\nd = -nan"
    let document = try TOMLDocument.read(Array(text.utf8), file: "/c").get()
    #expect(
      document.root == [
        "a": .integer(.min), "b": .integer(.max), "c": .fraction, "d": .fraction,
      ])
  }

  /// Places were once found by counting from the beginning of the line, which made this take a minute.
  @Test func `a line of 200,000 values is read at once`() throws {
    let text = "a = [" + String(repeating: "1, ", count: 200_000) + "2]\nb = 1"
    let document = try TOMLDocument.read(Array(text.utf8), file: "/c").get()
    let last = TOMLPath.root.key("a").index(200_000)
    #expect(document.position(of: last).column == 600_006)
    #expect(document.position(of: .root.key("b")).line == 2)
  }

  @Test func `many lines before a broken one do not hide it`() {
    let filler = String(repeating: "[[a]]\nb = 1\n", count: 2000)
    #expect(mistake(filler + "[!]\n" + filler)?.hasPrefix("/c:4001: ") == true)
    let long = String(repeating: filler, count: 50)
    #expect(mistake(long)?.contains("more than a mebibyte") == true)
  }

  @Test func `a byte order mark and lines that end in two characters are no mistake`() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("a = 1\r\nb = 'x'\r\n".utf8)
    let document = try TOMLDocument.read(bytes, file: "/c").get()
    #expect(document.root == ["a": .integer(1), "b": .string("x")])
    #expect(document.position(of: .root.key("a")).column == 1)
    #expect(document.position(of: .root.key("b")).line == 2)
    #expect(try TOMLDocument.read([0xEF, 0xBB, 0xBF], file: "/c").get().root.isEmpty)
    #expect(try TOMLDocument.read([], file: "/c").get().root.isEmpty)
  }

  @Test func `bytes that are no text are a mistake with their line`() {
    #expect(mistake([0x61, 0x3D, 0x31, 0x0A, 0x00])?.hasPrefix("/c:2: There is a zero") == true)
    #expect(mistake([0x0A, 0x0A, 0xC0, 0x80])?.hasPrefix("/c:3: The text is not UTF-8") == true)
    #expect(mistake([0xFF, 0xFE, 0x61, 0x00])?.hasPrefix("/c:1: There is a zero") == true)
    #expect(mistake("a = 'x\\u0000'") == nil, "no escape in a literal text")
    #expect(mistake("\"\\u0000\" = 1")?.hasPrefix("/c:1: A text holds an escaped zero") == true)
  }

  @Test func `no file of the shape of ours that was bitten ends the reader`() {
    var random = SeededRandom(seed: 11)
    let source = Array(Samples.manual.utf8)
    let marks = Array("[]{}=.,\"'#\\\n\r\t -_!@\u{0}é9aZ".utf8)
    for _ in 0..<3000 {
      var bytes = source
      for _ in 0...random.below(4) where !bytes.isEmpty {
        let at = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[at] = marks[random.below(marks.count)]
        case 1: bytes.insert(marks[random.below(marks.count)], at: at)
        case 2: bytes.removeSubrange(at..<min(bytes.count, at + random.below(9)))
        default: bytes.removeSubrange(at...)
        }
      }
      if let said = mistake(bytes) {
        #expect(said.hasPrefix("/c:"))
        #expect(said.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
      }
    }
  }
}
