/// A JSON value as it stands on the wire: numbers keep their token, objects keep their order.
package enum WireJSON: Sendable, Equatable {
  /// One member of an object.
  package struct Member: Sendable, Equatable {
    /// The name.
    package let name: String
    /// The value.
    package let value: WireJSON

    /// Makes a member.
    package init(_ name: String, _ value: WireJSON) {
      self.name = name
      self.value = value
    }
  }

  /// An object.
  case object([Member])
  /// An array.
  case array([WireJSON])
  /// A text.
  case string(String)
  /// A number as its token.
  case number(String)
  /// A truth value.
  case bool(Bool)
  /// Nothing.
  case null

  /// The members, if this is an object.
  package var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The text, if this is a string.
  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The token, if this is a number.
  package var numberToken: String? {
    if case .number(let token) = self { token } else { nil }
  }

  /// The elements, if this is an array.
  package var elements: [WireJSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The value of the named member, if this is an object that has it.
  package subscript(name: String) -> WireJSON? {
    members?.first { $0.name == name }?.value
  }
}

extension WireJSON: ExpressibleByDictionaryLiteral {
  /// An object, its members in the order of the literal.
  package init(dictionaryLiteral elements: (String, WireJSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

extension WireJSON: ExpressibleByStringLiteral {
  /// A string.
  package init(stringLiteral value: String) {
    self = .string(value)
  }
}

extension WireJSON: ExpressibleByBooleanLiteral {
  /// A truth value.
  package init(booleanLiteral value: Bool) {
    self = .bool(value)
  }
}

extension WireJSON: ExpressibleByArrayLiteral {
  /// An array.
  package init(arrayLiteral elements: WireJSON...) {
    self = .array(elements)
  }
}

extension WireJSON {
  /// A whole number.
  package static func integer(_ value: some BinaryInteger) -> WireJSON { .number(String(value)) }
}
