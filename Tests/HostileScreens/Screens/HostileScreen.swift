package import ViewModels

/// A screen of the desk with foreign text in every field that can hold some.
package struct HostileScreen: Sendable {
  /// What failures call it.
  package let name: String
  /// Makes the desk with texts of a feed.
  package let make: @Sendable (inout TextFeed) -> DeskModel

  /// All of them.
  package static let all: [HostileScreen] = [
    list, details, fields, forms, confirmations, subjects, phases, results, matters, attentions,
    rulings, replays, choices, overlays,
  ].flatMap(\.self)

  /// The screen of a name.
  package static func named(_ name: String) -> HostileScreen? { all.first { $0.name == name } }

  /// A desk that was changed.
  static func desk(
    _ name: String, _ change: @escaping @Sendable (inout DeskModel, inout TextFeed) -> Void
  ) -> HostileScreen {
    HostileScreen(name: name) { feed in
      var model = feed.desk()
      change(&model, &feed)
      return model
    }
  }

  /// A desk with a layer over it.
  static func layer(
    _ name: String, _ make: @escaping @Sendable (inout TextFeed) -> Layer
  ) -> HostileScreen {
    desk(name) { model, feed in model.layers = [make(&feed)] }
  }
}
