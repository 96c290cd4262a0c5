/// A JSON text as a tree whose members keep their order and may repeat, and whose leaves are any text: what a liar
/// writes.
indirect enum Shape: Sendable {
  case object([(name: String, value: Shape)])
  case array([Shape])
  /// A leaf as it stands in the text, quotation marks included.
  case leaf(String)

  static func text(_ text: String) -> Shape { .leaf("\"\(text)\"") }

  /// The text.
  var rendered: String {
    switch self {
    case .object(let members):
      "{" + members.map { "\"\($0.name)\":\($0.value.rendered)" }.joined(separator: ",") + "}"
    case .array(let elements): "[" + elements.map(\.rendered).joined(separator: ",") + "]"
    case .leaf(let text): text
    }
  }

  /// The paths to all members of objects that are not inside arrays.
  var paths: [[String]] {
    guard case .object(let members) = self else { return [] }
    return members.flatMap { member in
      [[member.name]] + member.value.paths.map { [member.name] + $0 }
    }
  }

  /// The tree with the member at a path made anew: `nil` takes it away, several stand beside each other.
  func changing(
    _ path: ArraySlice<String>, _ change: (Shape) -> [(name: String?, value: Shape)]
  )
    -> Shape
  {
    guard case .object(let members) = self, let first = path.first else { return self }
    return .object(
      members.flatMap { member -> [(name: String, value: Shape)] in
        guard member.name == first else { return [member] }
        guard path.count == 1 else {
          return [(member.name, member.value.changing(path.dropFirst(), change))]
        }
        return change(member.value).map { ($0.name ?? member.name, $0.value) }
      })
  }
}
