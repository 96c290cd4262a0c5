import JSON
import Testing
import TextSafety

/// The strict reader: numbers stay text, and nothing has two readings.
struct JSONReaderTests {
  private func read(_ text: String) throws(JSONFailure) -> JSONValue {
    try JSONReader.read(Array(text.utf8))
  }

  @Test(arguments: [
    "0", "-0", "1.00", "37.00", "0.1", "1e5", "1E+5", "-12.340e-07", "9007199254740993",
    "123456789012345678901234567890.000000000000000000001",
  ])
  func `a number is kept as it was written`(token: String) throws {
    #expect(try read(token) == .number(token))
    #expect(try read(" [\(token) ]\n") == .array([.number(token)]))
  }

  @Test(arguments: [
    "01", "-", "1.", ".5", "+1", "1e", "1e+", "0x1", "NaN", "Infinity", "1 2", "--1", "1_000",
  ])
  func `what is not quite a number is refused`(text: String) {
    #expect(throws: JSONFailure.self) { try read(text) }
  }

  @Test func `values of every kind are read`() throws {
    let value = try read(
      #" { "a" : [ true , false , null , "x" , 1.50 , { } , [ ] ] , "b" : { "c" : "" } } "#)
    #expect(
      value
        == .object([
          "a": .array([
            .boolean(true), .boolean(false), .null, .string("x"), .number("1.50"), .object([:]),
            .array([]),
          ]), "b": .object(["c": .string("")]),
        ]))
  }

  @Test(arguments: [
    (#""\" \\ \/ \b\f\n\r\t""#, "\" \\ / \u{8}\u{C}\n\r\t"),
    (#""T\u00e9""#, "Té"), (#""\uD83D\uDE00""#, "😀"), (#""😀 /""#, "😀 /"),
    (#""\ud83d!""#, "\u{FFFD}!"), (#""\ude00\ud83d\u0041""#, "\u{FFFD}\u{FFFD}A"),
    (#""\u0000""#, "\0"),
  ])
  func `escapes are resolved and half a pair is replaced`(text: String, expected: String) throws {
    let read = try read(text)
    #expect(read.text?.unicodeScalars.elementsEqual(expected.unicodeScalars) == true)
  }

  @Test(arguments: [
    "", " ", "{", "[1,", "[1,]", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\" 1}", "tru", "truex",
    "[1] x", "// remark\n1", "[1 /* remark */]", "\"open", "\"a\nb\"", #""\x""#, #""\u12g4""#,
    #""\u12"#, "\u{FEFF}1", "[1}", "nul",
  ])
  func `anything but one value is refused`(text: String) {
    #expect(throws: JSONFailure.self) { try read(text) }
  }

  @Test func `a name that occurs twice is refused with its place`() {
    #expect(throws: JSONFailure.duplicateName(at: 12)) {
      try read(#"{"amount":1,"amount":2}"#)
    }
    #expect(throws: JSONFailure.self) { try read(#"{"a":1,"\u0061":2}"#) }
  }

  @Test func `two spellings of one letter are two names, and one spelling twice is refused`() throws
  {
    let both = try read("{\"caf\u{E9}\":1,\"cafe\u{301}\":2}")
    #expect(both["caf\u{E9}"] == .number("1"))
    #expect(both["cafe\u{301}"] == .number("2"))
    #expect(try read("{\"cafe\u{301}\":2}")["caf\u{E9}"] == nil)
    #expect(throws: JSONFailure.duplicateName(at: 11)) {
      try read("{\"caf\u{E9}\":1,\"caf\\u00e9\":2}")
    }
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: JSONFailure.notUTF8) { try JSONReader.read([0x22, 0xE9, 0x22]) }
    #expect(throws: JSONFailure.notUTF8) { try JSONReader.read([0x22, 0xC0, 0x80, 0x22]) }
  }

  @Test func `depth is bounded`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try read(nested(JSONReader.depthLimit + 1))
    #expect(throws: JSONFailure.tooDeep(limit: JSONReader.depthLimit)) {
      try read(nested(JSONReader.depthLimit + 2))
    }
  }

  @Test func `size is bounded`() throws {
    let fits = [UInt8](repeating: 0x20, count: JSONReader.sizeLimit - 1) + [0x31]
    #expect(try JSONReader.read(fits) == .number("1"))
    #expect(throws: JSONFailure.tooLarge(limit: JSONReader.sizeLimit)) {
      try JSONReader.read([0x20] + fits)
    }
  }

  @Test func `null counts as absent and ids come as numbers or strings`() throws {
    let value = try read(#"{"id":6636598,"trx":null,"text":"7"}"#)
    #expect(value["trx"] == nil)
    #expect(value["id"]?.token == "6636598")
    #expect(value["text"]?.token == "7")
    #expect(value["text"]?.integer == nil)
    #expect(value.first(of: "trx", "text") == .string("7"))
    #expect(value["id"]?["x"] == nil)
  }
  @Test func `half a pair is refused where nobody may send one`() throws {
    for text in [#""\ud83d!""#, #""\ude00""#, #""\ud83d\u0041""#] {
      #expect(throws: JSONFailure.unexpected(at: 7)) {
        try JSONReader.read(Array(text.utf8), halfPair: .refused)
      }
    }
    #expect(
      try JSONReader.read(Array(#""\ud83d\ude00""#.utf8), halfPair: .refused) == .string("😀"))
  }

  @Test func `a caller may bound the depth more tightly`() throws {
    #expect(throws: JSONFailure.tooDeep(limit: 1)) {
      try JSONReader.read(Array("[[[]]]".utf8), depthLimit: 1)
    }
    _ = try JSONReader.read(Array("[[]]".utf8), depthLimit: 1)
  }

  @Test func `members keep their order and know the bytes of their values`() throws {
    let text = #"{ "b" : 1.0 , "a" : {"c": "é", "d":[ ]} ,"e":"x" }"#
    guard case .object(let object) = try read(text) else {
      Issue.record("no object")
      return
    }
    let bytes = Array(text.utf8)
    #expect(object.members.map(\.name) == ["b", "a", "e"])
    #expect(
      object.members.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        == ["1.0", #"{"c": "é", "d":[ ]}"#, #""x""#])
    guard case .object(let inner)? = object["a"] else {
      Issue.record("no object within")
      return
    }
    #expect(
      inner.members.map { String(decoding: bytes[$0.range], as: UTF8.self) } == [#""é""#, "[ ]"])
  }

  @Test func `two objects are the same in any order`() throws {
    #expect(try read(#"{"a":1,"b":2}"#) == read(#"{ "b" : 2 , "a" : 1 }"#))
    #expect(try read(#"{"a":1,"b":2}"#).hashValue == read(#"{"b":2,"a":1}"#).hashValue)
    #expect(try read(#"{"a":1}"#) != read(#"{"a":1,"b":2}"#))
    #expect(try read(#"{"a":1}"#) != read(#"{"a":1.0}"#))
  }
}
