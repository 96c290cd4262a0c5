import Foundation
import Settings
import Terminal
import TerminalViews
import Testing
import ViewModels

/// Every screen at every size that is promised, compared with a text file.
struct PictureTests {
  static let sizes = [
    Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 120, rows: 36),
    Size(columns: 160, rows: 50),
  ]

  @Test(arguments: Screens.all.map(\.name), sizes)
  func `each screen looks like its picture`(name: String, size: Size) throws {
    let screen = try #require(Screens.all.first { $0.name == name })
    try Picture(name: name, canvas: canvas(of: screen.model, size: size)).check()
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
