/// A sequence that begins with CSI.
struct ControlSequence: Hashable, CustomStringConvertible {
  /// The private marker and the intermediate characters.
  let prefix: String
  /// The parameters, each with its parts between colons; an empty part is 0.
  let parameters: [[Int]]
  /// The letter that says what to do.
  let final: Character

  /// The first part of a parameter; `nil` where there is none or nothing in it.
  func number(_ index: Int) -> Int? {
    guard parameters.indices.contains(index), let first = parameters[index].first, first > 0 else {
      return nil
    }
    return first
  }

  /// The first parts of all parameters.
  var numbers: [Int] { parameters.compactMap(\.first) }

  var description: String {
    let text = parameters.map { $0.map(String.init).joined(separator: ":") }
    return "CSI \(prefix)\(text.joined(separator: ";"))\(final)"
  }
}
