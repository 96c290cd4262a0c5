// Answers whose members lie.

extension Forge {
  private static let values = [
    "null", "true", "false", "\"\"", "[]", "{}", "-1", "0", "1e400", "99999999999999999999",
    "-9223372036854775808", "\"\\u0000\"", "\"x\"", "[null]", "5.000000000000000001", "\"٥.٠٠\"",
    "\"\\ud800\"",
  ]

  /// Each member taken away, and each with values that it should not have.
  var members: [HostileAnswer] {
    genuine.yes.paths.flatMap { path in
      let label = path.joined(separator: ".")
      let belief: HostileAnswer.Belief = genuine.essential.contains(path) ? .nothing : .yes
      let without = HostileAnswer(
        "without \(label)", genuine.isLoose(path) ? .yes : belief, status: genuine.yesStatus,
        body: genuine.yes.changing(path[...]) { _ in [] }.rendered)
      return [without]
        + Self.values.compactMap { value in
          let lie = genuine.yes.changing(path[...]) { _ in [(nil, .leaf(value))] }
          guard lie.rendered != genuine.yes.rendered else { return nil }
          return HostileAnswer(
            "\(label) is \(value)", genuine.isName(path, value) ? .yes : belief,
            status: genuine.yesStatus, body: lie.rendered)
        }
    }
  }

  /// Each member twice, once right and once wrong, and under a name that looks the same.
  var twins: [HostileAnswer] {
    genuine.yes.paths.filter(genuine.essential.contains).flatMap { path in
      let label = path.joined(separator: ".")
      let lie: Shape = .leaf("\"other\"")
      let first = genuine.yes.changing(path[...]) { [(nil, lie), (nil, $0)] }
      let second = genuine.yes.changing(path[...]) { [(nil, $0), (nil, lie)] }
      let twice = genuine.yes.changing(path[...]) { [(nil, $0), (nil, $0)] }
      let lookalike = genuine.yes.changing(path[...]) { [("\(path[path.count - 1])\\u0301", $0)] }
      let spaced = genuine.yes.changing(path[...]) { [("\(path[path.count - 1]) ", $0)] }
      return [
        ("a lie before \(label)", first), ("a lie after \(label)", second),
        ("\(label) twice", twice), ("\(label) with an accent", lookalike),
        ("\(label) with a space", spaced),
      ].map { HostileAnswer($0.0, status: genuine.yesStatus, body: $0.1.rendered) }
    }
  }

  /// Envelopes that say yes and no at once.
  var envelopes: [HostileAnswer] {
    guard case .object(let yes) = genuine.yes, case .object(let no) = genuine.no else { return [] }
    let names = Set(yes.map(\.name))
    var both = yes + no.filter { !names.contains($0.name) }
    let noNames = Set(no.map(\.name))
    var noWithData = no + yes.filter { !noNames.contains($0.name) }
    // Where a yes and a no have the same members, each is given what the other alone says.
    for place in both.indices where both[place].name == "errors" {
      both[place].value = .array([.text("Invalid transactionReference or missing parameters")])
    }
    for place in noWithData.indices where noWithData[place].name == "data" {
      noWithData[place].value = yes.first { $0.name == "data" }?.value ?? noWithData[place].value
    }
    return [
      HostileAnswer(
        "a success with an error", status: genuine.yesStatus, body: Shape.object(both).rendered),
      HostileAnswer(
        "a refusal with a success", status: genuine.noStatus,
        body: Shape.object(noWithData).rendered),
      HostileAnswer(
        "a refusal with a success, 200", status: genuine.yesStatus,
        body: Shape.object(noWithData).rendered),
      HostileAnswer(
        "a success inside data", status: genuine.yesStatus,
        body: Shape.object([("data", genuine.yes)]).rendered),
      HostileAnswer(
        "a refusal inside data", status: genuine.noStatus,
        body: Shape.object([("data", genuine.no)]).rendered),
    ]
  }
}

extension Genuine {
  /// Members that a provider may leave out without saying less: none of the essential ones.
  func isLoose(_ path: [String]) -> Bool { !essential.contains(path) }

  /// Whether a value may be the name that a provider gave a refund: any text may.
  func isName(_ path: [String], _ value: String) -> Bool {
    path == ["refundId"] && ["\"x\"", "\"٥.٠٠\""].contains(value)
  }
}
