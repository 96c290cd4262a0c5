import Testing

@testable import Settings

/// The lines and columns of paths, as the reader of the document gives them.
struct TOMLPositionTests {
  private func place(_ path: TOMLPath, in text: String) throws -> String? {
    try TOMLText(Array(text.utf8)).places[path].map { "\($0.line):\($0.column)" }
  }

  private static let root = TOMLPath.root

  @Test(arguments: [
    ("a = 1\nb = 2", root.key("b"), "2:1"),
    ("  a = 1", root.key("a"), "1:3"),
    ("# b = 1\nb = 2", root.key("b"), "2:1"),
    ("a = 1 # b = 1\nb = 2", root.key("b"), "2:1"),
    ("a = \"# no comment\"\nb = 2", root.key("b"), "2:1"),
    ("a = \"x \\\" y = 1\"\nb = 2", root.key("b"), "2:1"),
    ("a = 'C:\\'\nb = 2", root.key("b"), "2:1"),
    ("a = \"\"\"\nb = 1\n\"\"\"\nb = 2", root.key("b"), "4:1"),
    ("a = \"\"\"x\"\"\"\"\"\nb = 2", root.key("b"), "2:1"),
    ("a = \"\"\"\\\"\"\"\"\nb = 2", root.key("b"), "2:1"),
    ("a = '''\nb = 1\n'''\nb = 2", root.key("b"), "4:1"),
    ("a = \"\"\nb = ''\nc = 1", root.key("c"), "3:1"),
    ("a.b.c = 1", root.key("a").key("b").key("c"), "1:5"),
    ("a . \"b c\" = 1", root.key("a").key("b c"), "1:5"),
    ("\"a\\u00e9\" = 1", root.key("aé"), "1:1"),
    ("'a.b' = 1", root.key("a.b"), "1:1"),
    ("é = 1".replacingKey("\"é\""), root.key("é"), "1:1"),
    ("[t]\na = 1", root.key("t").key("a"), "2:1"),
    ("[t]\na = 1", root.key("t"), "1:1"),
    ("\n[ t . \"u\" ]\na = 1", root.key("t").key("u").key("a"), "3:1"),
    ("[t.u]\n[t]\na = 1", root.key("t").key("a"), "3:1"),
    ("t = { a = 1, b = 2 }", root.key("t").key("b"), "1:14"),
    ("t = { a = { b = 1 }, c.d = 2 }", root.key("t").key("c").key("d"), "1:24"),
    ("t = { a = \"}\", b = 2 }", root.key("t").key("b"), "1:16"),
    ("a = [1, 2,\n  3]\nb = 1", root.key("a").index(2), "2:3"),
    ("a = [ # ]\n 1, ]\nb = 1", root.key("b"), "3:1"),
    ("a = [[1], [2, 3]]\n", root.key("a").index(1).index(1), "1:15"),
    ("a = [{ b = 1 }, { b = 2 }]", root.key("a").index(1).key("b"), "1:19"),
    ("a = 2026-04-22T02:37:11Z\nb = 1", root.key("b"), "2:1"),
    ("a = 1\r\nb = 2\r\n", root.key("b"), "2:1"),
    ("\u{FEFF}a = 1", root.key("a"), "1:1"),
    ("a = true", root.key("missing"), nil),
  ])
  func `each key is found where it begins`(text: String, path: TOMLPath, expected: String?) throws {
    #expect(try place(path, in: text) == expected)
  }

  @Test func `each block of an array of tables has its own line`() throws {
    let text = """
      [[account]]
      name = "a"

      [[account]]
      name = "b"
      [account.exponents]
      JPY = 0
      [[account.part]]
      x = 1
      [[account.part]]
      x = 2
      [[account]]
      name = "c"
      """
    let account = Self.root.key("account")
    #expect(try place(account, in: text) == "1:1")
    #expect(try place(account.index(0).key("name"), in: text) == "2:1")
    #expect(try place(account.index(1), in: text) == "4:1")
    #expect(try place(account.index(1).key("name"), in: text) == "5:1")
    #expect(try place(account.index(1).key("exponents").key("JPY"), in: text) == "7:1")
    #expect(try place(account.index(1).key("part").index(1).key("x"), in: text) == "11:1")
    #expect(try place(account.index(2).key("name"), in: text) == "13:1")
  }

  @Test func `every key of a parsed document has a place`() throws {
    let text = """
      theme = "midnight"
      timeouts.connect = 5
      timeouts."first_byte" = 30
      list = [ { a = 1 }, { a = [2] } ]
      [[account]]
      secret = { file = "/x" }
      [keys]
      'ctrl.x' = "R"
      """
    let document = try TOMLDocument.read(Array(text.utf8), file: "f").get()
    let places = try TOMLText(Array(text.utf8)).places
    var missing: [TOMLPath] = []
    func visit(_ node: TOMLNode, _ path: TOMLPath) {
      if path != .root, places[path] == nil { missing.append(path) }
      switch node {
      case .table(let nodes): for (key, value) in nodes { visit(value, path.key(key)) }
      case .array(let nodes): for (i, value) in nodes.enumerated() { visit(value, path.index(i)) }
      case .string, .integer, .boolean, .fraction, .time: break
      }
    }
    visit(.table(document.root), .root)
    #expect(missing.isEmpty)
  }
}

extension String {
  /// The same line with another key.
  fileprivate func replacingKey(_ key: String) -> String { key + drop { $0 != " " } }
}
