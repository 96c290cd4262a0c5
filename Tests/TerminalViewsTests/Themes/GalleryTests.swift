import Foundation
import Settings
import TerminalViews
import Testing

@testable import Terminal

/// Every screen in every theme, written down to be looked at; only when it is asked for.
///
/// `TILLDESK_GALLERY=FOLDER` writes `THEME.SCREEN.COLUMNSxROWS.ans` for `cat` in a terminal with
/// true colour, and `THEME-16.…` as a terminal with sixteen colours has it. What `NO_COLOR` leaves of every theme is
/// `monochrome.…`.
struct GalleryTests {
  private static let folder = ProcessInfo.processInfo.environment["TILLDESK_GALLERY"]
  private static let sizes = [
    Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 120, rows: 36),
  ]
  /// One row and one column less than is needed.
  private static let tooSmall = Size(columns: 59, rows: 15)

  @Test(.enabled(if: folder != nil), arguments: ShippedThemes.names)
  func `the gallery is written`(name: String) throws {
    let folder = URL(filePath: try #require(Self.folder))
    let theme = try ShippedThemes.theme(name)
    for (depth, suffix) in [(ColourDepth.direct, ""), (.sixteen, "-16")] {
      var palette = ThemeStyles(theme: theme)
      palette.depth = depth
      for (screen, canvas) in Self.canvases(palette) {
        let size = "\(canvas.size.columns)x\(canvas.size.rows)"
        try canvas.ansi(at: depth).write(
          to: folder.appending(path: "\(name)\(suffix).\(screen).\(size).ans"), atomically: true,
          encoding: .utf8)
      }
    }
  }

  private static func canvases(_ palette: ThemeStyles) -> [(String, Canvas)] {
    Screens.all.flatMap { screen in
      sizes.map { (screen.name, canvas(of: screen.model, size: $0, palette: palette)) }
    } + [("too-small", canvas(of: SampleDesk.desk(), size: tooSmall, palette: palette))]
  }
}

extension Canvas {
  /// The canvas as text with the sequences that colour it on a terminal of some depth.
  fileprivate func ansi(at depth: ColourDepth) -> String {
    var palette = AnsiPalette(depth: depth)
    return (0..<size.rows).map { row in
      var style: Style?
      let cells = (0..<size.columns).map { self[Point(column: $0, row: row)] }
      let text = cells.reduce(into: "") { text, cell in
        if cell.style != style { text += palette.sequence(of: cell.style, at: depth) }
        style = cell.style
        text += cell.text
      }
      return text + "\u{1B}[0m\n"
    }.joined()
  }
}

extension AnsiPalette {
  fileprivate mutating func sequence(of style: Style, at depth: ColourDepth) -> String {
    let attributes: [(Style.Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    let numbers = numbers(foreground: style.foreground, background: style.background)
    let colours = [("38", numbers.foreground), ("48", numbers.background)].compactMap {
      colour($0.0, $0.1, at: depth)
    }
    let looks = attributes.filter { style.attributes.contains($0.0) }.map(\.1)
    return "\u{1B}[" + (["0"] + looks + colours).joined(separator: ";") + "m"
  }

  private func colour(_ ground: String, _ number: Int32, at depth: ColourDepth) -> String? {
    guard number >= 0 else { return nil }
    guard depth == .direct, number > 7 else { return "\(ground);5;\(number)" }
    return "\(ground);2;\(number >> 16 & 0xFF);\(number >> 8 & 0xFF);\(number & 0xFF)"
  }
}
