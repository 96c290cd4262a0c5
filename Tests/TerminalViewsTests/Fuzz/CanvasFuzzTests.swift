import HostileInput
import HostileScreens
import Terminal
import Testing
import TextSafety
import ViewModels

/// Hostile text on every screen, judged on the canvas; `make fuzz` tries many more.
struct CanvasFuzzTests {
  @Test(arguments: HostileScreen.all.map(\.name))
  func `hostile text changes no cell outside its field`(name: String) throws {
    let screen = try #require(HostileScreen.named(name))
    // Once in each size: more tell little more, and `make fuzz` has the time.
    let seed = UInt64(HostileScreen.all.firstIndex { $0.name == name } ?? 0)
    let outcome = CanvasFuzz.run(screen, strings: 0, seed: seed)
    #expect(outcome.rounds == CanvasFuzz.sizes.count)
    #expect(outcome.leak == nil)
  }

  @Test func `a screen that let a text out would be noticed`() throws {
    let screen = try #require(HostileScreen.named("list"))
    var source = HostileText(seed: 7)
    let size = Size(columns: 80, rows: 24)
    var (drawn, expected, _) = CanvasFuzz.draw(
      screen, source.next(CanvasFuzz.textsPerRound), size)
    #expect(FieldLeak(in: drawn, expected: expected) == nil)
    drawn.draw("x", at: Point(column: size.columns - 1, row: 5))
    #expect(FieldLeak(in: drawn, expected: expected)?.place == Point(column: 79, row: 5))
  }

  @Test func `no two screens have one name`() {
    #expect(Set(HostileScreen.all.map(\.name)).count == HostileScreen.all.count)
  }

  @Test func `everything that the desk can show has a hostile screen`() {
    var source = HostileText(seed: 1)
    var shown: Set<ScreenAspect> = []
    // What is not always there has several chances.
    for _ in 0..<8 {
      let texts = source.next(CanvasFuzz.textsPerRound)
      for screen in HostileScreen.all {
        var feed = TextFeed(texts, asShapes: false)
        shown.formUnion(ScreenAspect.shown(by: screen.make(&feed)))
      }
    }
    #expect(ScreenAspect.all.subtracting(shown) == [])
  }
}
