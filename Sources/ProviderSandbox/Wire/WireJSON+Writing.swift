/// How strings are written; JSON allows several spellings of one text.
package enum WireJSONSpelling: Sendable {
  /// Only what must be escaped is: RFC 8785.
  case plain
  /// `/` and everything beyond ASCII are escaped, as PHP's encoder does unless told otherwise.
  case escaping
}

extension WireJSON {
  /// The compact text, members in the order they stand.
  func bytes(_ spelling: WireJSONSpelling = .plain) -> [UInt8] {
    var out: [UInt8] = []
    write(to: &out, spelling)
    return out
  }

  /// The same value with the members of every object in ascending code-unit order: RFC 8785.
  func sorted() -> WireJSON {
    switch self {
    case .object(let members):
      .object(
        members
          .map { Member($0.name, $0.value.sorted()) }
          .sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) })
    case .array(let elements): .array(elements.map { $0.sorted() })
    case .string, .number, .bool, .null: self
    }
  }

  private func write(to out: inout [UInt8], _ spelling: WireJSONSpelling) {
    switch self {
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        writeString(member.name, to: &out, spelling)
        out.append(UInt8(ascii: ":"))
        member.value.write(to: &out, spelling)
      }
      out.append(UInt8(ascii: "}"))
    case .array(let elements):
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        element.write(to: &out, spelling)
      }
      out.append(UInt8(ascii: "]"))
    case .string(let text): writeString(text, to: &out, spelling)
    case .number(let token): out.append(contentsOf: token.utf8)
    case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .null: out.append(contentsOf: "null".utf8)
    }
  }
}

private func writeString(
  _ text: String, to out: inout [UInt8], _ spelling: WireJSONSpelling
) {
  out.append(UInt8(ascii: "\""))
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x22: out.append(contentsOf: #"\""#.utf8)
    case 0x5C: out.append(contentsOf: #"\\"#.utf8)
    case 0x08: out.append(contentsOf: #"\b"#.utf8)
    case 0x09: out.append(contentsOf: #"\t"#.utf8)
    case 0x0A: out.append(contentsOf: #"\n"#.utf8)
    case 0x0C: out.append(contentsOf: #"\f"#.utf8)
    case 0x0D: out.append(contentsOf: #"\r"#.utf8)
    case 0..<0x20: writeEscape(UInt16(scalar.value), to: &out)
    case 0x2F where spelling == .escaping: out.append(contentsOf: #"\/"#.utf8)
    case 0x80... where spelling == .escaping:
      for unit in String(scalar).utf16 { writeEscape(unit, to: &out) }
    default: out.append(contentsOf: String(scalar).utf8)
    }
  }
  out.append(UInt8(ascii: "\""))
}

private func writeEscape(_ unit: UInt16, to out: inout [UInt8]) {
  let hex = String(unit, radix: 16)
  out.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".utf8)
}
