import GRDB

/// A condition in SQL with its values.
struct IndexCondition {
  var sql: String
  var values: [DatabaseValue] = []

  static let never = IndexCondition(sql: "0")

  /// Conditions of which one must hold.
  static func any(_ conditions: [IndexCondition]) -> IndexCondition {
    join(conditions, " OR ", none: "0")
  }

  /// Conditions all of which must hold.
  static func all(_ conditions: [IndexCondition]) -> IndexCondition {
    join(conditions, " AND ", none: "1")
  }

  /// The condition, for rows whose numbers another query gives.
  func within(_ numbers: IndexCondition) -> IndexCondition {
    IndexCondition(sql: "id IN (\(numbers.sql)) AND (\(sql))", values: numbers.values + values)
  }

  /// A column that has one of some values.
  static func column(_ name: String, in values: [DatabaseValue]) -> IndexCondition {
    guard !values.isEmpty else { return never }
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    return IndexCondition(sql: "\(name) IN (\(marks))", values: values)
  }

  private static func join(
    _ conditions: [IndexCondition], _ word: String, none: String
  ) -> IndexCondition {
    guard !conditions.isEmpty else { return IndexCondition(sql: none) }
    return IndexCondition(
      sql: conditions.map { "(\($0.sql))" }.joined(separator: word),
      values: conditions.flatMap(\.values))
  }
}
