package import TextSafety

/// The things of a payment that can be copied.
package struct CopyMenuModel: Hashable, Sendable {
  /// One thing: its name and the text.
  package struct Item: Hashable, Sendable {
    /// What it is.
    package var title: SafeText
    /// What would be copied; also shown plainly, for selection by mouse.
    package var text: SafeText

    /// Makes an item.
    package init(title: SafeText, text: SafeText) {
      self.title = title
      self.text = text
    }
  }

  /// The things, in order.
  package var items: [Item]
  /// The one chosen.
  package var index = 0

  /// Makes a menu.
  package init(items: [Item]) { self.items = items }
}
