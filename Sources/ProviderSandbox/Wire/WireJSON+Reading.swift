import JSON
import TextSafety

/// Why a body is not the JSON that a provider accepts.
struct WireJSONFault: Error, Equatable {
  let sentence: String
}

extension WireJSONFault {
  fileprivate init(_ failure: JSONFailure) {
    sentence =
      switch failure {
      case .tooLarge: "too long"
      case .tooDeep: "nested too deeply"
      case .notUTF8: "not UTF-8"
      case .unfinished: "ends too early"
      case .unexpected(let offset): "unexpected byte at \(offset)"
      case .duplicateName(let offset): "duplicate name at \(offset)"
      }
  }
}

/// Reads what a client sent, with the place of each member of its outermost object: AIIC Pay signs the bytes of one
/// member as they were sent.
enum WireJSONReader {
  /// A value that was read, with the place of each member of its outermost object.
  struct Document {
    let root: WireJSON
    let memberRanges: [String: Range<Int>]
  }

  /// Deep nesting is refused: nothing a provider takes is deeper than three.
  private static let depthLimit = 31

  /// Reads a whole body.
  static func read(_ bytes: [UInt8]) throws(WireJSONFault) -> Document {
    let value: JSONValue
    do throws(JSONFailure) {
      value = try JSONReader.read(bytes, depthLimit: depthLimit, halfPair: .refused)
    } catch {
      throw WireJSONFault(error)
    }
    var ranges: [String: Range<Int>] = [:]
    if case .object(let object) = value {
      for member in object.members { ranges[member.name.raw] = member.range }
    }
    return Document(root: WireJSON(value), memberRanges: ranges)
  }
}

extension WireJSON {
  fileprivate init(_ value: JSONValue) {
    self =
      switch value {
      case .null: .null
      case .boolean(let flag): .bool(flag)
      case .number(let token): .number(token)
      case .string(let text): .string(text)
      case .array(let elements): .array(elements.map { WireJSON($0) })
      case .object(let object):
        .object(object.members.map { Member($0.name.raw, WireJSON($0.value)) })
      }
  }
}
