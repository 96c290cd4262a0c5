import Settings
import TextSafety
import ViewModels

/// What a field of some width shows of a line being edited, with the cursor always in view.
struct FieldText {
  /// The text, padded to the width of the field.
  let text: SafeText
  /// The column of the cursor within the field.
  let cursor: Int

  /// Fits a line into a field of at least two columns.
  init(_ editor: LineEditor, width: Int) {
    let width = max(2, width)
    let whole = SafeText(sanitizing: editor.text)
    let column = SafeText(sanitizing: editor.textBeforeCursor).width
    // The cursor may stand behind the text, so that one column more is needed.
    guard whole.width >= width else {
      text = whole.padded(to: width)
      cursor = min(column, width - 1)
      return
    }
    var hidden = 0
    var shown = whole.clusters[...]
    while let first = shown.first,
      column - hidden > width - 2 || (hidden > 0 && first.needsPredecessor)
    {
      hidden += first.width
      shown = shown.dropFirst()
    }
    let mark: SafeText = hidden > 0 ? .ellipsis : .empty
    let rest = SafeText(sanitizing: shown.map(\.text).joined())
    text = (mark + rest).truncated(to: width).padded(to: width)
    cursor = min(max(0, column - hidden + mark.width), width - 1)
  }
}

extension Line {
  /// Adds a field; the one being filled has the cursor.
  mutating func add(field editor: LineEditor, at column: Int, width: Int, hasFocus: Bool) {
    let field = FieldText(editor, width: width)
    put(field.text, hasFocus ? .fieldFocus : .field, at: column)
    if hasFocus { cursor = column + field.cursor }
  }
}
