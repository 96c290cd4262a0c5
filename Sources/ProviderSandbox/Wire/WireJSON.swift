/// A JSON value as it stands on the wire: numbers keep their token, objects keep their order.
enum WireJSON: Sendable, Equatable {
  /// One member of an object.
  struct Member: Sendable, Equatable {
    let name: String
    let value: WireJSON

    init(_ name: String, _ value: WireJSON) {
      self.name = name
      self.value = value
    }
  }

  case object([Member])
  case array([WireJSON])
  case string(String)
  case number(String)
  case bool(Bool)
  case null

  /// The members, if this is an object.
  var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The text, if this is a string.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The token, if this is a number.
  var numberToken: String? {
    if case .number(let token) = self { token } else { nil }
  }

  /// The elements, if this is an array.
  var elements: [WireJSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The value of the named member, if this is an object that has it.
  subscript(name: String) -> WireJSON? {
    members?.first { $0.name == name }?.value
  }
}

extension WireJSON: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, WireJSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

extension WireJSON: ExpressibleByStringLiteral {
  init(stringLiteral value: String) {
    self = .string(value)
  }
}

extension WireJSON: ExpressibleByBooleanLiteral {
  init(booleanLiteral value: Bool) {
    self = .bool(value)
  }
}

extension WireJSON: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: WireJSON...) {
    self = .array(elements)
  }
}

extension WireJSON {
  /// A whole number.
  static func integer(_ value: some BinaryInteger) -> WireJSON { .number(String(value)) }
}
