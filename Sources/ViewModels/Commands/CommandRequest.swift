/// What the command line and the palette ask of the desk: they are about all that can be done on it.
enum CommandRequest {
  /// Offers what completes the line.
  case complete
  /// Does what the line says.
  case run(String)
  /// Shows what matches the filter of the palette.
  case filter
  /// Does what is under the cursor of the palette.
  case choose(PaletteModel.Entry)
  /// Draws with a theme that is tried out; `nil` for the one that is kept.
  case showTheme(String?)
}
