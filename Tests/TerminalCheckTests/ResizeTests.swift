import Glibc
import ProgramSupport
import Testing

extension TerminalCheckTests {
  /// The terminal changes its size while the agent works.
  struct ResizeTests {
    struct Scene: Sendable, CustomTestStringConvertible {
      let place: Place
      let type: String
      let columns: Int
      let rows: Int

      var testDescription: String { "\(place.rawValue) \(type) \(columns)×\(rows)" }
    }

    static let scenes = [
      Scene(place: .tmux, type: "screen-256color", columns: 60, rows: 16),
      Scene(place: .tmux, type: "tmux-256color", columns: 80, rows: 24),
      Scene(place: .tmux, type: "xterm-256color", columns: 120, rows: 36),
      Scene(place: .screen, type: "screen-256color", columns: 80, rows: 24),
      Scene(place: .plain, type: "xterm-kitty", columns: 60, rows: 16),
      Scene(place: .plain, type: "linux", columns: 120, rows: 36),
    ]

    @Test(arguments: scenes)
    func `what is half typed outlives every size, also while the program is stopped`(
      _ scene: Scene
    ) throws {
      let sandbox = try Sandbox()
      let taken = scene.place.rowsTaken
      let desk = try Session(
        configuration: sandbox.configuration, in: scene.place, type: scene.type,
        columns: scene.columns, rows: scene.rows + taken)
      try desk.shows("Transactions")
      try desk.press("/")
      try desk.type("np-order1001")
      try desk.press("Enter")
      // The same payment may stand in the list before the search for it is answered.
      try desk.shows("1 of 1")
      try desk.press("R")
      try desk.shows("Refund from")
      try desk.press("C-u")
      try desk.type("4.2")
      try desk.shows("4.2")

      desk.resize(columns: 100, rows: 30 + taken)
      try Self.showsForm(desk)
      desk.resize(columns: 20, rows: 5 + taken)
      try desk.settles("says how large it must be, and nothing else") {
        $0.contains("60×16") && !$0.contains("Refund")
      }
      desk.resize(columns: scene.columns, rows: scene.rows + taken)
      try Self.showsForm(desk)

      try desk.press("C-z")
      try desk.shows("stopped 1, tty as before")
      desk.resize(columns: 90, rows: 28 + taken)
      try desk.press("Enter")
      try Self.showsForm(desk)
      try desk.type("5")
      try desk.shows("4.25")
      try desk.quit()
    }

    private static func showsForm(_ desk: Session) throws {
      try desk.settles("shows the form with what was typed") {
        $0.contains("Refund from") && $0.contains("4.2") && !$0.contains("60×16")
      }
    }
  }
}
