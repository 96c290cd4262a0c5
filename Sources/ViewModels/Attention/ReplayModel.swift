package import SupportDesk
package import TextSafety

/// A request that is about to go out once more: the same bytes under the same key.
package struct ReplayModel: Hashable, Sendable {
  /// The matter that it is to settle, as the agent sees it.
  package let item: AttentionItem
  /// The request in one line.
  package let request: SafeText

  /// What has to be typed; a word of its own, so that a slip between the keys of attention sends nothing.
  package static let confirmWord = "resend"

  /// Makes a replay of what a dossier tells of.
  package init(_ dossier: Dossier) {
    item = dossier.item
    request = dossier.request
  }
}
