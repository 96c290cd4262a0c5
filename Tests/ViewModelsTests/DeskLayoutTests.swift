import Testing
import ViewModels

struct DeskLayoutTests {
  private static func layout(
    _ columns: Int, _ rows: Int, focus: Pane = .list, isZoomed: Bool = false,
    lowBandwidth: Bool = false
  ) -> DeskLayout {
    DeskLayout(
      columns: columns, rows: rows, focus: focus, isZoomed: isZoomed, lowBandwidth: lowBandwidth)
  }

  private static func frame(
    _ column: Int, _ row: Int, _ width: Int, _ height: Int
  )
    -> DeskLayout.Frame
  { DeskLayout.Frame(column: column, row: row, width: width, height: height) }

  @Test(arguments: [
    (59, 15, DeskLayout.Arrangement.tooSmall), (59, 16, .tooSmall), (60, 15, .tooSmall),
    (60, 16, .single), (79, 24, .single), (80, 23, .single), (80, 24, .stacked),
    (120, 36, .stacked), (159, 50, .stacked), (160, 24, .sideBySide), (160, 50, .sideBySide),
    (160, 23, .single),
  ])
  func `the size decides how the panes stand`(
    _ columns: Int, _ rows: Int, _ arrangement: DeskLayout.Arrangement
  ) {
    #expect(Self.layout(columns, rows).arrangement == arrangement)
  }

  @Test func `at 80×24 the list shows six rows above the detail`() {
    let layout = Self.layout(80, 24)
    #expect(layout.bar == Self.frame(0, 0, 80, 1))
    #expect(layout.list == Self.frame(0, 1, 80, 10))
    #expect(layout.detail == Self.frame(0, 11, 80, 12))
    #expect(layout.layer == Self.frame(0, 11, 80, 12))
    #expect(layout.footer == Self.frame(0, 23, 80, 1))
    #expect(layout.visibleRows == 6)
    #expect(layout.visibleLines == 10)
  }

  @Test func `at 120×36 there is more of both`() {
    let layout = Self.layout(120, 36)
    #expect(layout.list == Self.frame(0, 1, 120, 15))
    #expect(layout.detail == Self.frame(0, 16, 120, 19))
    #expect(layout.visibleRows == 11)
    #expect(layout.visibleLines == 17)
  }

  @Test func `at 160×50 the detail stands beside the list, and layers cover its lower half`() {
    let layout = Self.layout(160, 50)
    #expect(layout.list == Self.frame(0, 1, 92, 48))
    #expect(layout.detail == Self.frame(92, 1, 68, 48))
    #expect(layout.layer == Self.frame(92, 25, 68, 24))
    #expect(layout.visibleRows == 44)
    #expect(layout.visibleLines == 46)
  }

  @Test func `low bandwidth never puts the panes side by side`() {
    #expect(Self.layout(160, 50, lowBandwidth: true).arrangement == .stacked)
  }

  @Test(arguments: [(Pane.list, 60, 16, false), (.detail, 60, 16, false), (.list, 120, 36, true)])
  func `one pane alone has the screen, and layers take it`(
    _ focus: Pane, _ columns: Int, _ rows: Int, _ isZoomed: Bool
  ) {
    let layout = Self.layout(columns, rows, focus: focus, isZoomed: isZoomed)
    let body = Self.frame(0, 1, columns, rows - 2)
    #expect(layout.arrangement == .single)
    #expect(layout.list == (focus == .list ? body : nil))
    #expect(layout.detail == (focus == .detail ? body : nil))
    #expect(layout.layer == body)
    #expect(layout.visibleRows == (focus == .list ? rows - 6 : 0))
    #expect(layout.visibleLines == (focus == .detail ? rows - 4 : 0))
  }

  @Test func `frames never leave the screen, whatever its size`() {
    for columns in -1...200 {
      for rows in [-1, 0, 1, 2, 3, 15, 16, 23, 24, 25, 36, 50, 100] {
        let layout = Self.layout(columns, rows)
        let frames = [layout.bar, layout.footer, layout.layer, layout.list, layout.detail]
        for frame in frames.compactMap({ $0 }) {
          let isInside =
            frame.column >= 0 && frame.row >= 0 && frame.width >= 0 && frame.height >= 0
            && frame.column + frame.width <= max(0, columns)
            && frame.row + frame.height <= max(0, rows)
          #expect(isInside, "\(columns)×\(rows): \(frame)")
        }
      }
    }
  }
}
