import JSON
import Testing
import TextSafety

@testable import ProviderClient
@testable import ProviderSandbox

/// JSON as it should be and as it should not (JSONTestSuite, RFC 8785), read by both sides and written.
@Suite(.enabled(if: ConformanceData.folder != nil, ConformanceData.needed))
struct JSONTests {
  private static func clientReads(_ bytes: [UInt8]) -> Bool {
    do throws(JSONFailure) {
      _ = try JSONReader.read(bytes)
      return true
    } catch {
      return false
    }
  }

  private static func sandboxReads(_ bytes: [UInt8]) -> Bool {
    do throws(WireJSONFault) {
      _ = try WireJSONReader.read(bytes)
      return true
    } catch {
      return false
    }
  }

  @Test(arguments: ["client", "sandbox"])
  func `what is JSON is read and what is none is refused`(side: String) throws {
    var tally = Tally("JSONTestSuite, \(side)", deviations: Deviations.json)
    let reads = side == "client" ? Self.clientReads : Self.sandboxReads
    for name in try ConformanceData.names(in: "json-test-suite/test_parsing") {
      let isRead = reads(try ConformanceData.bytes("json-test-suite/test_parsing/\(name)"))
      switch name.prefix(2) {
      case "y_": tally.count(name, isRight: isRead, "it is refused")
      case "n_": tally.count(name, isRight: !isRead, "it is read")
      default: tally.count(name, isRight: true)  // Either is right, as long as the reader stands.
      }
    }
    for name in try ConformanceData.names(in: "json-test-suite/test_transform") {
      _ = reads(try ConformanceData.bytes("json-test-suite/test_transform/\(name)"))
      tally.count(name, isRight: true)
    }
    try tally.finish()
  }

  @Test func `numbers are kept digit by digit`() throws {
    var tally = Tally("JSONTestSuite, digits kept")
    for name in try ConformanceData.names(in: "json-test-suite/test_transform")
    where name.hasPrefix("number_") {
      let value = try JSONReader.read(
        ConformanceData.bytes("json-test-suite/test_transform/\(name)"))
      guard case .array(let elements) = value, case .number(let token)? = elements.first else {
        tally.count(name, isRight: false, "it is no list of a number")
        continue
      }
      let digits = name.dropFirst("number_".count).dropLast(".json".count)
      tally.count(name, isRight: token.lowercased() == digits, "it became \(token)")
    }
    try tally.finish()
  }

  @Test func `what is written is canonical, byte for byte`() throws {
    var tally = Tally("RFC 8785", deviations: Deviations.canonicalJSON)
    for name in try ConformanceData.names(in: "json-canonicalization/input") {
      let input = try JSONReader.read(ConformanceData.bytes("json-canonicalization/input/\(name)"))
      let output = try ConformanceData.bytes("json-canonicalization/output/\(name)")
      let written = Self.canonical(input)
      tally.count(name, isRight: written == output, String(decoding: written, as: UTF8.self))
    }
    try tally.finish()
  }

  private static func canonical(_ value: JSONValue) -> [UInt8] {
    switch value {
    case .null: Array("null".utf8)
    case .boolean(let isTrue): Array("\(isTrue)".utf8)
    case .number(let token): Array(token.utf8)
    case .string(let text): CanonicalJSON.string(text)
    case .array(let elements):
      [UInt8(ascii: "[")] + elements.map(canonical).joined(separator: [UInt8(ascii: ",")])
        + [UInt8(ascii: "]")]
    case .object(let object):
      CanonicalJSON.object(
        Dictionary(
          object.members.map { ($0.name.raw, .written(canonical($0.value))) },
          uniquingKeysWith: { first, _ in first }))
    }
  }
}
