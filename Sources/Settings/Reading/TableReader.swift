import Payments
import TextSafety

/// A value together with where it stands.
struct Located<Value> {
  /// The value.
  let value: Value
  /// Where it, or its key, begins.
  let position: SourcePosition
}

/// Reads one table of a document key by key; what is wrong goes on the list, and reading goes on.
struct TableReader {
  /// The document that holds the table.
  let document: TOMLDocument
  /// Where the table stands in it.
  let path: TOMLPath
  /// The values of the table.
  let nodes: [String: TOMLNode]
  /// How a person names the table in a sentence: `[terminal]`.
  let title: SafeText
  /// Where mistakes go.
  let mistakes: MistakeList

  /// Reads the top table of a document.
  init(_ document: TOMLDocument, mistakes: MistakeList) {
    self.init(
      document: document, path: .root, nodes: document.root, title: "the top of the file",
      mistakes: mistakes)
  }

  /// Reads a table at a path.
  init(
    document: TOMLDocument, path: TOMLPath, nodes: [String: TOMLNode], title: SafeText,
    mistakes: MistakeList
  ) {
    self.document = document
    self.path = path
    self.nodes = nodes
    self.title = title
    self.mistakes = mistakes
  }

  /// Where the table begins.
  var position: SourcePosition { document.position(of: path) }

  /// Where a key stands, or the table when the key is missing.
  func position(of key: String) -> SourcePosition { document.position(of: path.key(key)) }

  /// Whether the table has a key.
  func has(_ key: String) -> Bool { nodes[key] != nil }

  /// Reports a mistake at a key.
  func report(_ key: String, _ message: SafeText, remedy: SafeText) {
    mistakes.append(at: position(of: key), message, remedy: remedy)
  }

  /// Reports every key that is not one of these.
  func refuseKeys(except known: some Collection<String>) {
    for key in nodes.keys.sorted() where !known.contains(key) {
      let remedy: SafeText =
        Nearest.word(to: key, among: known, within: .third).map { "Did you mean \($0)?" }
        ?? "Known here: \(known.sorted().joined(separator: ", "))."
      report(key, "Unknown key \(quoted(key)) in \(title).", remedy: remedy)
    }
  }

  /// Reports a key that must be there and is not; whether it is there.
  @discardableResult
  func require(_ key: String, example: SafeText) -> Bool {
    guard !has(key) else { return true }
    mistakes.append(at: position, "\(key) is missing in \(title).", remedy: "Add \(example).")
    return false
  }
}

// MARK: - Values

extension TableReader {
  /// The text of a key, not empty.
  func string(_ key: String, example: SafeText) -> Located<String>? {
    switch nodes[key] {
    case nil: return nil
    case .string(let text):
      guard !text.isEmpty else {
        report(key, "\(key) is empty.", remedy: "Write \(example).")
        return nil
      }
      return Located(value: text, position: position(of: key))
    case .some(let node):
      reportKind(key, node, wanted: "text", example: example)
      return nil
    }
  }

  /// The whole number of a key, within bounds.
  func integer(_ key: String, in range: ClosedRange<Int>) -> Located<Int>? {
    let example: SafeText = "\(key) = \(range.lowerBound) to \(range.upperBound)"
    switch nodes[key] {
    case nil: return nil
    case .integer(let number):
      guard range.contains(number) else {
        report(key, "\(key) = \(number) is out of range.", remedy: "Write \(example).")
        return nil
      }
      return Located(value: number, position: position(of: key))
    case .some(let node):
      reportKind(key, node, wanted: "a whole number", example: example)
      return nil
    }
  }

  /// The truth of a key.
  func boolean(_ key: String) -> Bool? {
    switch nodes[key] {
    case nil: return nil
    case .boolean(let value): return value
    case .some(let node):
      reportKind(
        key, node, wanted: "true or false", example: "\(key) = true, without quotes")
      return nil
    }
  }

  /// One of a few words.
  func choice<Choice>(_ key: String, _ type: Choice.Type = Choice.self) -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    let words = Choice.allCases.map(\.rawValue)
    let example: SafeText =
      "\(key) = \(words.map { "\"\($0)\"" as SafeText }.joined(separator: " or "))"
    guard let word = string(key, example: example) else { return nil }
    guard let choice = Choice(rawValue: word.value) else {
      report(key, "\(key) = \(quoted(word.value)) is not known.", remedy: "Write \(example).")
      return nil
    }
    return choice
  }

  /// The table of a key.
  func table(_ key: String, title: SafeText? = nil, example: SafeText) -> TableReader? {
    switch nodes[key] {
    case nil: return nil
    case .table(let nodes):
      return TableReader(
        document: document, path: path.key(key), nodes: nodes, title: title ?? "[\(key)]",
        mistakes: mistakes)
    case .some(let node):
      reportKind(key, node, wanted: "a table", example: example)
      return nil
    }
  }

  /// The tables of an array of tables, each named by its place: `[[account]] number 2`.
  func tables(_ key: String) -> [TableReader] {
    let example: SafeText = "[[\(key)]] above each block"
    guard let node = nodes[key] else { return [] }
    guard case .array(let elements) = node else {
      reportKind(key, node, wanted: "a list of tables", example: example)
      return []
    }
    return elements.enumerated().compactMap { index, element in
      guard case .table(let nodes) = element else {
        reportKind(key, element, wanted: "a table", example: example)
        return nil
      }
      return TableReader(
        document: document, path: path.key(key).index(index), nodes: nodes,
        title: "[[\(key)]] number \(index + 1)", mistakes: mistakes)
    }
  }

  /// The texts of a list, at least one and none of them empty.
  func strings(_ key: String, example: SafeText) -> Located<[String]>? {
    guard let node = nodes[key] else { return nil }
    guard case .array(let elements) = node else {
      reportKind(key, node, wanted: "a list of texts", example: example)
      return nil
    }
    var texts: [String] = []
    for (index, element) in elements.enumerated() {
      guard case .string(let text) = element, !text.isEmpty else {
        mistakes.append(
          at: document.position(of: path.key(key).index(index)),
          "Each part of \(key) must be text that is not empty.", remedy: "Write \(example).")
        return nil
      }
      texts.append(text)
    }
    guard !texts.isEmpty else {
      report(key, "\(key) is empty.", remedy: "Write \(example).")
      return nil
    }
    return Located(value: texts, position: position(of: key))
  }

  private func reportKind(_ key: String, _ node: TOMLNode, wanted: SafeText, example: SafeText) {
    report(key, "\(key) must be \(wanted), not \(node.kind).", remedy: "Write \(example).")
  }
}

/// A word of the file in quotes, cut when it is long.
func quoted(_ word: String) -> SafeText { "\"\(SafeText(sanitizing: word, limit: 80))\"" }
