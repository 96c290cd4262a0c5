import ArgumentParser

/// How the desk is shown: on a screen, or as lines of text.
struct PlainOption: ParsableArguments {
  @Flag(
    name: .long,
    help: "Lines of text and typed words instead of a screen: for screen readers and bad lines.")
  var plain = false
}
