/// A value of a document, as far as configuration and themes use values.
enum TOMLNode: Sendable, Equatable {
  /// Text.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// `true` or `false`.
  case boolean(Bool)
  /// Values in order.
  case array([TOMLNode])
  /// Values by key.
  case table([String: TOMLNode])
  /// A number with a point: nothing here is one, and money never is.
  case fraction
  /// A date, a time, or both.
  case time

  /// What a person calls such a value.
  var kind: String {
    switch self {
    case .string: "text"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .array: "a list"
    case .table: "a table"
    case .fraction: "a number with a point"
    case .time: "a date or time"
    }
  }
}
