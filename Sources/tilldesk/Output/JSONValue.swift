/// JSON as the command line prints it: keys in the order given, every scalar that a terminal could act on escaped.
indirect enum JSONValue: Hashable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  case integer(Int64)
  case boolean(Bool)
  case null

  /// One member of an object.
  struct Member: Hashable {
    let key: String
    let value: JSONValue
  }

  /// Makes an object from members in order.
  static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// A string, or null.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// The JSON text on one line.
  var text: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .object(let members):
      output += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { output += "," }
        Self.write(member.key, to: &output)
        output += ":"
        member.value.write(to: &output)
      }
      output += "}"
    case .array(let values):
      output += "["
      for (index, value) in values.enumerated() {
        if index > 0 { output += "," }
        value.write(to: &output)
      }
      output += "]"
    case .string(let string): Self.write(string, to: &output)
    case .integer(let integer): output += String(integer)
    case .boolean(let boolean): output += boolean ? "true" : "false"
    case .null: output += "null"
    }
  }

  private static func write(_ string: String, to output: inout String) {
    output += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      default:
        if isPlain(scalar) {
          output.unicodeScalars.append(scalar)
        } else {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            output += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
          }
        }
      }
    }
    output += "\""
  }

  /// Whether a scalar can stand in a terminal as it is: no control, no bidi or other format character, nothing private.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (0x20...0x7E).contains(scalar.value) }
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .unassigned, .surrogate, .lineSeparator,
      .paragraphSeparator:
      return false
    default: return true
    }
  }
}
