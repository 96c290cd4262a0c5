import Foundation
import Settings
import Terminal
import TerminalViews
import Testing
import ViewModels

/// Every screen compared with a text file: those that are laid out by their size at every size that is promised, the others
/// at the smallest and at that of most terminals.
struct PictureTests {
  static let sizes = [
    Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 120, rows: 36),
    Size(columns: 160, rows: 50),
  ]

  /// Where panes stand beside or above each other, or columns come and go.
  private static let laidOut: Set<String> = [
    "desk", "desk-all-columns", "desk-columns", "detail", "detail-refundable",
    "detail-uncertain", "attention-unknown", "attention-needs-person", "refund-form",
    "confirm-live", "largest-amounts", "offline",
  ]

  @Test(arguments: Screens.all.map(\.name))
  func `each screen looks like its picture`(name: String) throws {
    let screen = try #require(Screens.all.first { $0.name == name })
    for size in Self.laidOut.contains(name) ? Self.sizes : Array(Self.sizes.prefix(2)) {
      try Picture(name: name, canvas: canvas(of: screen.model, size: size)).check()
    }
  }

  @Test func `each screen that is laid out is there`() {
    #expect(Self.laidOut.isSubset(of: Screens.all.map(\.name)))
  }

  @Test func `each picture is of a screen`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Picture.folder, includingPropertiesForKeys: nil)
    let names = Screens.all.map(\.name) + ["too-small"]
    for file in files where file.pathExtension == "txt" {
      let name = file.deletingPathExtension().lastPathComponent
      #expect(names.contains { name.hasPrefix($0) }, "\(name)")
    }
  }

  @Test(arguments: [
    "desk", "search-mistake", "confirm-live", "confirm-test", "attention-unknown",
  ])
  func `each part has the look of its role`(name: String) throws {
    let screen = try #require(Screens.all.first { $0.name == name })
    let drawn = canvas(of: screen.model, size: Size(columns: 80, rows: 24))
    try Picture(name: "\(name)-looks", canvas: drawn, showsLooks: true).check()
  }

  @Test func `a terminal that is too small is told how large it must be`() throws {
    let size = Size(columns: 59, rows: 15)
    try Picture(name: "too-small", canvas: canvas(of: SampleDesk.desk(), size: size)).check()
  }
}

/// Draws a desk on a canvas of a size, in the default theme.
func canvas(
  of model: DeskModel, size: Size, palette: ThemeStyles = ThemeStyles(theme: .midnight),
  drawn: DrawnDesk = DrawnDesk()
) -> Canvas {
  var model = model
  model.screen.columns = size.columns
  model.screen.rows = size.rows
  return DeskView.canvas(of: model, size: size, palette: palette, drawn: drawn)
}
