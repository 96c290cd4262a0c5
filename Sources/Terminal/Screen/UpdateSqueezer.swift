/// Takes out of what ncurses sends what the terminal knows already.
///
/// ncurses names both colours when one changes and leaves the terminal plain after every update:
/// half of the bytes of a cursor move. Here a look is sent only before something that shows it, and
/// only what of it changed. Everything else passes as it is; from a sequence that is not known on,
/// the whole rest does.
struct UpdateSqueezer {
  /// What the terminal was told; `nil` when that is not known.
  private var sent: CellStyle?
  /// What ncurses wants.
  private var wanted = CellStyle()
  private var output: [UInt8] = []

  /// Treats the terminal's state as unknown, because somebody else may have written to it.
  mutating func forget() {
    sent = nil
    wanted = CellStyle()
  }

  /// What makes the terminal plain before somebody else writes to it; empty when it is.
  mutating func plain() -> [UInt8] {
    let isPlain = sent == CellStyle()
    forget()
    guard !isPlain else { return [] }
    var reset: [UInt8] = []
    CellStyle().write(after: nil, to: &reset)
    return reset
  }

  /// The bytes of an update without those that change nothing.
  mutating func squeeze(_ update: [UInt8]) -> [UInt8] {
    output.removeAll(keepingCapacity: true)
    var rest = update[...]
    while let piece = UpdatePiece(first: &rest) {
      switch piece {
      case .look(let bytes):
        guard wanted.apply(bytes.dropFirst(2).dropLast()) else {
          passAll(bytes, rest)
          return output
        }
      case .characterSet(let bytes):
        // Only the usual one is ever chosen, so once is enough.
        if sent == nil { output += bytes }
      case .motion(let bytes): output += bytes
      case .blank(let bytes):
        // A space shows no colour of text, and what is erased has the background.
        if sent?.isSameOnBlank(as: wanted) != true { tell() }
        output += bytes
      case .glyph(let bytes):
        tell()
        output += bytes
      case .unknown(let bytes):
        tell()
        passAll(bytes, rest)
        return output
      }
    }
    return output
  }

  private mutating func tell() {
    guard sent != wanted else { return }
    wanted.write(after: sent, to: &output)
    sent = wanted
  }

  /// Gives up on an update: what the terminal's state is afterwards is not known.
  private mutating func passAll(_ bytes: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>) {
    output += bytes
    output += rest
    forget()
  }
}
