package import TextSafety

/// Something that can be typed after `:`.
package struct DeskCommand: Sendable {
  /// What it does; a mistake leaves the desk as it was, and the line too.
  package typealias Perform =
    @Sendable (inout DeskModel, _ argument: String) throws(CommandMistake) -> [DeskEffect]

  /// What follows the name.
  package struct Argument: Sendable {
    /// What it is called: `NAME`.
    package let name: SafeText
    /// Whether the command does something without it too.
    package let isOptional: Bool
    /// Whether it is one of the words, so that the palette can offer each.
    package let isChoice: Bool
    /// The words that Tab offers for each word of it.
    package let words: @Sendable (DeskModel) -> [String]

    /// What must follow the name.
    package static func required(
      _ name: SafeText, _ words: @escaping @Sendable (DeskModel) -> [String] = { _ in [] }
    ) -> Self {
      Self(name: name, isOptional: false, isChoice: false, words: words)
    }

    /// What may follow the name.
    package static func optional(
      _ name: SafeText, _ words: @escaping @Sendable (DeskModel) -> [String] = { _ in [] }
    ) -> Self {
      Self(name: name, isOptional: true, isChoice: false, words: words)
    }

    /// One of these words must follow the name.
    package static func choice(
      _ name: SafeText, _ words: @escaping @Sendable (DeskModel) -> [String]
    ) -> Self {
      Self(name: name, isOptional: false, isChoice: true, words: words)
    }
  }

  /// The word to type.
  package let name: String
  /// Other words for it, understood but not offered.
  package let aliases: [String]
  /// What follows the name; `nil` for nothing.
  package let argument: Argument?
  /// What it does, in a few words.
  package let title: SafeText
  /// The action that it is another way to; `nil` for a command of its own.
  package let action: DeskAction?
  /// What it does.
  let perform: Perform

  /// A command of its own.
  init(
    _ name: String, aliases: [String] = [], taking argument: Argument? = nil, _ title: SafeText,
    perform: @escaping Perform
  ) {
    self.name = name
    self.aliases = aliases
    self.argument = argument
    self.title = title
    self.action = nil
    self.perform = perform
  }

  /// Another way to an action, by the name that it has in the configuration.
  init(_ action: DeskAction, aliases: [String] = []) {
    name = action.name
    self.aliases = aliases
    argument = nil
    title = action.title
    self.action = action
    perform = { model, _ throws(CommandMistake) in try model.act(asCommand: action) }
  }

  /// How it is typed: `theme NAME`.
  package var usage: SafeText {
    guard let argument else { return "\(name)" }
    return argument.isOptional ? "\(name) [\(argument.name)]" : "\(name) \(argument.name)"
  }

  /// Why it would do nothing as the desk stands; `nil` when it applies.
  package func refusal(in model: DeskModel) -> SafeText? {
    action.flatMap { model.obstacle(to: $0) }
  }
}

/// Why a command was not done, and what would be right.
package struct CommandMistake: Error, Hashable {
  /// The sentence for the agent.
  package let sentence: SafeText

  /// Makes a mistake.
  package init(_ sentence: SafeText) { self.sentence = sentence }
}
