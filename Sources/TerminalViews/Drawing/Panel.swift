import Settings
import Terminal
import TextSafety
import ViewModels

/// A framed part of the screen with titles in its lines; LIVE and test differ by the lines as well.
struct Panel {
  /// What the frame says besides its titles.
  enum Frame {
    /// A pane, with or without the keyboard.
    case pane(hasFocus: Bool)
    /// A decision about real money.
    case live
    /// A decision about play money.
    case test
  }

  /// Where it is, its lines included.
  let rect: Rect
  /// How it is framed.
  let frame: Frame
  /// In the upper line on the left.
  var title = Line()
  /// In the upper line on the right; left out when there is no room.
  var corner = Line()
  /// In the lower line on the left.
  var foot = Line()
  /// In the lower line on the right; left out when there is no room.
  var footCorner = Line()

  /// What is inside the frame.
  var inside: Rect { rect.inset(by: 1) }
  /// What is inside, with a free column on either side for reading.
  var content: Rect { rect.inset(columns: 2, rows: 1) }

  /// The columns that a title may take.
  var titleWidth: Int { max(0, rect.columns - 4) }

  /// Draws the frame; what is inside stays as it is.
  func draw(on canvas: inout Canvas, palette: ThemeStyles) {
    let style = style(palette)
    let titles = BoxTitles(
      topLeft: spans(title, palette, within: titleWidth),
      topRight: spans(corner, palette, within: titleWidth),
      bottomLeft: spans(foot, palette, within: titleWidth),
      bottomRight: spans(footCorner, palette, within: titleWidth))
    canvas.drawBox(rect, kind: kind, style: style, titles: titles)
  }

  private var kind: BorderKind {
    switch frame {
    case .pane, .test: .single
    case .live: .double
    }
  }

  private func style(_ palette: ThemeStyles) -> Style {
    switch frame {
    case .pane(hasFocus: true): palette[.borderFocus]
    case .pane(hasFocus: false): palette[.border]
    case .live: palette.liveBorder
    case .test: palette.testBorder
    }
  }

  /// The pieces of a title one after the other; one that does not fit is cut, an amount left out.
  private func spans(_ line: Line, _ palette: ThemeStyles, within columns: Int) -> [Span] {
    var spans: [Span] = []
    var used = 0
    for piece in line.pieces {
      let gap = max(0, piece.column - used)
      let room = columns - used - gap
      guard room > 0, !(piece.isWhole && piece.text.width > room) else { break }
      if gap > 0 {
        spans.append(Span(SafeText(repeating: " ", count: gap), style: palette[.background]))
      }
      spans.append(Span(piece.text.truncated(to: room), style: palette[piece.role]))
      used = piece.end
      guard piece.text.width <= room else { break }
    }
    return spans
  }
}

extension Rect {
  /// A frame of the layout as cells of the canvas.
  init(_ frame: DeskLayout.Frame) {
    self.init(
      column: frame.column, row: frame.row, columns: frame.width, rows: frame.height)
  }
}
