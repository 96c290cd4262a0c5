import Testing
import TextSafety

@testable import Terminal

struct PaletteTests {
  private func numbers(_ depth: ColourDepth, _ front: Colour, _ back: Colour = .default) -> [Int32]
  {
    var palette = AnsiPalette(depth: depth)
    let numbers = palette.numbers(foreground: front, background: back)
    return [numbers.foreground, numbers.background]
  }

  @Test(arguments: [
    (ColourDepth.none, Colour.rgb(255, 0, 0), Int32(-1)), (.none, .indexed(1), -1),
    (.eight, .rgb(250, 10, 10), 1), (.eight, .indexed(9), 1), (.eight, .indexed(3), 3),
    (.eight, .default, -1),
    (.sixteen, .rgb(250, 10, 10), 9), (.sixteen, .indexed(15), 15), (.sixteen, .indexed(196), 9),
    (.indexed, .rgb(255, 0, 0), 196), (.indexed, .rgb(0, 0, 0), 16), (.indexed, .indexed(1), 1),
    (.indexed, .rgb(95, 135, 175), 67), (.indexed, .rgb(8, 8, 8), 232),
    (.direct, .rgb(0x12, 0x34, 0x56), 0x123456), (.direct, .rgb(0, 0, 0), 0),
    (.direct, .rgb(0, 0, 1), 8), (.direct, .rgb(0, 0, 7), 8), (.direct, .rgb(0, 0, 8), 8),
    (.direct, .indexed(3), 3), (.direct, .indexed(196), 0xFF0000), (.direct, .default, -1),
  ])
  func `a colour becomes the nearest that there is`(
    depth: ColourDepth, colour: Colour, number: Int32
  ) {
    #expect(numbers(depth, colour) == [number, -1])
  }

  @Test(arguments: [
    (0x7FD88F, 2), (0xFF8080, 9), (0x7AB8FF, 6), (0xE8C46A, 3), (0xC4A3FF, 13), (0xFFA65C, 3),
    (0xCDD6E4, 7), (0x8B98B0, 7), (0xFFFFFF, 15), (0xFFFF00, 11), (0x5C5CFF, 6),
  ])
  func `where colours are few the hue is kept on black`(colour: UInt32, number: Int32) {
    let ground = Colour.rgb(16, 20, 32)
    #expect(numbers(.sixteen, Colour(packed: 2 << 24 | colour), ground) == [number, 0])
  }

  @Test(arguments: [
    (0x1B6B2F, 0), (0xB01524, 1), (0x9A4200, 1), (0x7A5700, 0), (0x0A6660, 12), (0x6A3AA8, 5),
    (0x66635B, 0),
  ])
  func `what cannot be read on white becomes black`(colour: UInt32, number: Int32) {
    let ground = Colour.rgb(251, 250, 246)
    #expect(numbers(.sixteen, Colour(packed: 2 << 24 | colour), ground) == [number, 15])
  }

  @Test func `a background is light or dark`() {
    #expect(Colour.rgb(251, 250, 246).isLight)
    #expect(Colour.rgb(0xFD, 0xF6, 0xE3).isLight)
    #expect(!Colour.rgb(0, 43, 54).isLight)
  }

  @Test func `each of the 256 colours is its own nearest`() {
    for index in 16...255 {
      let colour = RGB.standard(index)
      let nearest = numbers(
        .indexed, .rgb(UInt8(colour.red), UInt8(colour.green), UInt8(colour.blue)))[0]
      #expect(RGB.standard(Int(nearest)) == colour)
    }
  }

  @Test func `text does not vanish in its background`() {
    #expect(numbers(.eight, .rgb(30, 30, 30), .rgb(0, 0, 0)) == [7, 0])
    #expect(numbers(.eight, .rgb(229, 229, 229), .rgb(240, 240, 240)) == [0, 7])
    #expect(numbers(.eight, .rgb(0, 0, 0), .rgb(0, 0, 0)) == [0, 0])
    #expect(numbers(.none, .rgb(30, 30, 30), .rgb(0, 0, 0)) == [-1, -1])
  }
}

struct ColourPairsTests {
  @Test func `a pair is defined once`() {
    var pairs = ColourPairs(depth: .indexed, pairCount: 256)
    var defined: [ColourPairs.Definition] = []
    let red = Style(foreground: .indexed(1))
    #expect(pairs.pair(of: red) { defined.append($0) } == 1)
    #expect(pairs.pair(of: red.adding(.bold)) { defined.append($0) } == 1)
    #expect(pairs.pair(of: Style(background: .indexed(4))) { defined.append($0) } == 2)
    #expect(pairs.pair(of: .plain) { defined.append($0) } == 0)
    #expect(
      defined == [
        ColourPairs.Definition(pair: 1, foreground: 1, background: -1),
        ColourPairs.Definition(pair: 2, foreground: -1, background: 4),
      ])
  }

  @Test func `a terminal that has no more pairs shows its own colours`() {
    var pairs = ColourPairs(depth: .eight, pairCount: 3)
    var defined: [Int32] = []
    let numbers = (1...5).map { index in
      pairs.pair(of: Style(foreground: .indexed(UInt8(index)))) { defined.append($0.pair) }
    }
    #expect(numbers == [1, 2, 0, 0, 0])
    #expect(defined == [1, 2])
  }

  @Test func `without colours no pair is ever defined`() {
    var pairs = ColourPairs(depth: .none, pairCount: 256)
    let pair = pairs.pair(of: Style(foreground: .rgb(1, 2, 3))) { _ in Issue.record("a colour") }
    #expect(pair == 0)
  }
}

struct ColourDepthTests {
  @Test(arguments: [
    (0, false, ColourDepth.none), (7, false, .none), (8, false, .eight), (15, false, .eight),
    (16, false, .sixteen), (88, false, .sixteen), (256, false, .indexed),
    (0x1000000, true, .direct), (32_767, false, .indexed),
  ])
  func `the depth follows the terminal`(count: Int, isDirect: Bool, depth: ColourDepth) {
    let type = TerminalType.Capabilities(
      isKnown: true, hasDirectColours: isDirect, colourCount: count)
    #expect(ColourDepth(type: type, environment: TerminalEnvironment([:])) == depth)
    #expect(ColourDepth(type: type, environment: TerminalEnvironment(["NO_COLOR": ""])) == depth)
    #expect(ColourDepth(type: type, environment: TerminalEnvironment(["NO_COLOR": "1"])) == .none)
  }

  @Test(arguments: [
    (["COLORTERM": "truecolor"], ColourDepth.direct), (["COLORTERM": "24bit"], .direct),
    (["COLORTERM": "yes"], .indexed), (["COLORTERM": "truecolor", "NO_COLOR": "1"], .none),
    (["COLORTERM": "truecolor", "STY": "1.x"], .indexed),
    (["COLORTERM": "truecolor", "STY": "1.x", "TMUX": "/tmp/x"], .direct),
  ])
  func `COLORTERM promises true colour`(variables: [String: String], depth: ColourDepth) {
    var type = TerminalType.Capabilities(isKnown: true, isANSI: true, colourCount: 256)
    let environment = TerminalEnvironment(variables)
    #expect(ColourDepth(type: type, environment: environment) == depth)
    type.colourCount = 8
    #expect(ColourDepth(type: type, environment: environment) != .direct)
  }

  @Test func `on a bad line the shorter codes of the palette are used`() {
    let environment = TerminalEnvironment(["COLORTERM": "truecolor"])
    let type = TerminalType.Capabilities(isKnown: true, isANSI: true, colourCount: 256)
    let depth = ColourDepth(type: type, environment: environment, isLowBandwidth: true)
    #expect(depth == .indexed)
  }
}
