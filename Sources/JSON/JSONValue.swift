package import TextSafety

/// A JSON value as it was received.
///
/// Numbers stay the text that they were, so no digit of an amount is lost.
package enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A number, exactly as it was written.
  case number(String)
  /// A string, its escapes resolved.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object; no name occurs twice.
  case object(JSONObject)
}

/// The members of an object, in the order in which they were sent.
///
/// Names are compared scalar by scalar, as they were sent: two spellings of `é` are two names. The order makes no
/// difference between two objects, nor does the place.
package struct JSONObject: Sendable {
  /// A member of an object.
  package struct Member: Sendable {
    /// Its name, escapes resolved.
    package let name: ForeignText
    /// Its value.
    package let value: JSONValue
    /// Where its value stands among the bytes that were read, without the space around it.
    package let range: Range<Int>

    /// Makes a member.
    package init(name: ForeignText, value: JSONValue, range: Range<Int>) {
      self.name = name
      self.value = value
      self.range = range
    }
  }

  /// The members.
  package let members: [Member]

  /// Takes members of which no two have the same name.
  package init(_ members: [Member]) { self.members = members }

  /// The value of a name; `nil` when there is no such member.
  package subscript(_ name: ForeignText) -> JSONValue? {
    members.first { $0.name == name }?.value
  }

  private var byName: [ForeignText: JSONValue] {
    Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}

extension JSONObject: Hashable {
  /// Compares the members by their names.
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.count == right.members.count && left.byName == right.byName
  }

  /// Hashes the members in no order.
  package func hash(into hasher: inout Hasher) { hasher.combine(byName) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Makes an object that was never sent; for tests.
  package init(dictionaryLiteral elements: (ForeignText, JSONValue)...) {
    self.init(elements.map { Member(name: $0.0, value: $0.1, range: 0..<0) })
  }
}

extension JSONValue {
  /// A member of an object; `nil` when this is no object, or the member is absent or `null`.
  package subscript(_ name: String) -> JSONValue? {
    guard case .object(let object) = self, let value = object[ForeignText(name)], value != .null
    else {
      return nil
    }
    return value
  }

  /// The first of several members that is there: providers have more than one name for a field.
  package func first(of names: String...) -> JSONValue? { first(of: names) }

  /// The first of several members that is there.
  package func first(of names: [String]) -> JSONValue? {
    for name in names {
      if let value = self[name] { return value }
    }
    return nil
  }

  /// The text of a string; `nil` for everything else.
  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// What a string or a number says: ids and amounts come as either.
  package var token: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .null, .boolean, .array, .object: nil
    }
  }

  /// The same as ``token``, as text from outside.
  package var foreign: ForeignText? { token.map { ForeignText($0) } }

  /// A whole number written without fraction and exponent; `nil` for everything else.
  package var integer: Int? {
    if case .number(let text) = self { Int(text) } else { nil }
  }

  /// The truth value; `nil` for everything else.
  package var flag: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }

  /// The elements of an array; `nil` for everything else.
  package var elements: [JSONValue]? {
    if case .array(let values) = self { values } else { nil }
  }

  /// Whether this is an object.
  package var isObject: Bool {
    if case .object = self { true } else { false }
  }
}
