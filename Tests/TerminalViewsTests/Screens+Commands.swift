import Payments
import SupportDesk
import TextSafety
import ViewModels

extension Screens {
  /// The command line, the palette and what can be copied, reached by their keys.
  static let commands: [(name: String, model: DeskModel)] = [
    ("command", typing(":", "re")),
    ("command-empty", typing(":", "")),
    ("command-chosen", typing(":", "unm", then: [.tab])),
    ("command-mistake", typing(":", "refudn", then: [.enter])),
    ("palette", typing(.control("p"), "")),
    ("palette-filtered", typing(.control("p"), "pa")),
    ("palette-refused", typing(.control("p"), "unmark", then: [.enter])),
    ("palette-nothing", typing(.control("p"), "zebra")),
    ("copy-sentences", typing("Y", "G")),
  ]

  /// The desk after a key, some letters and some more keys.
  private static func typing(
    _ key: KeyPress, _ text: String, then keys: [KeyPress] = []
  ) -> DeskModel {
    model { model in
      for key in [key] + text.map(KeyPress.character) + keys {
        _ = model.update(.keyPressed(key, at: model.now))
      }
    }
  }
}
