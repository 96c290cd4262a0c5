import Testing

@testable import Terminal

struct KeyBytesTests {
  private static let keys: [Key] =
    [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
      .home, .end, .pageUp, .pageDown, .character("a"), .character("東"), .character("🎉"),
      .control("@"), .control("a"), .control("z"), .control("\\"), .control("_"), .alt("x"),
      .alt("é"),
    ] + (1...20).map(Key.function)

  @Test(arguments: keys) func `a key is read again from the bytes that it is given back as`(
    _ key: Key
  ) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(key.bytes) + decoder.timedOut() == [.key(key)])
  }
}
