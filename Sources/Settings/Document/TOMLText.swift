import CTOML

/// Text that was read as TOML by the library, copied into values of ours.
struct TOMLText {
  /// The document.
  let root: TOMLNode
  /// Where each of its values begins.
  let places: TOMLPlaces
  /// Where the first key or text stands that holds a zero character; `nil` where none does.
  let firstZero: TOMLPosition?

  /// Why a text is not TOML.
  struct Mistake: Error {
    /// The line, from 1.
    let line: Int
    /// The column in Unicode scalars, from 1; `nil` where only the line is known.
    let column: Int?
    /// What is wrong, in the words of the library; they quote characters and key names, never values.
    let words: String
  }

  /// Reads the bytes of a text.
  init(_ bytes: [UInt8]) throws(Mistake) {
    var mistake = CTMistake()
    let document = unsafe bytes.withUnsafeBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        // An empty array has no address to hand over; its count keeps anything from being read there.
        unsafe withUnsafePointer(to: 0 as CChar) { nothing in
          unsafe CTRead(characters.baseAddress ?? nothing, characters.count, &mistake)
        }
      }
    }
    guard let document = unsafe document else { throw Mistake(mistake) }
    defer { unsafe CTFree(document) }
    var copying = unsafe Copying(document)
    (_, root, places) = copying.next()
    firstZero = copying.firstZero
  }
}

extension TOMLText.Mistake {
  fileprivate init(_ mistake: CTMistake) {
    line = Int(mistake.line)
    column = mistake.column > 0 ? Int(mistake.column) : nil
    words = unsafe withUnsafeBytes(of: mistake.words) { words in
      unsafe String(decoding: words.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

/// Copies the values of a document, each before what is below it.
///
/// It calls itself for what is below; how deep that is, the C++ side bounds before it reads.
@safe private struct Copying {
  private let document: OpaquePointer
  private var index = 0
  private(set) var firstZero: TOMLPosition?

  init(_ document: OpaquePointer) { unsafe self.document = unsafe document }

  /// The next value with its key, where it stands in a table.
  mutating func next() -> (key: String, node: TOMLNode, places: TOMLPlaces) {
    let made = unsafe CTNodeAt(document, index)
    index += 1
    let position = unsafe TOMLPosition(line: Int(made.line), column: Int(made.column))
    let key = unsafe text(made.key, made.keyLength, at: position)
    var places = TOMLPlaces(position: position)
    let node: TOMLNode
    switch unsafe made.kind {
    case .string: node = unsafe .string(text(made.text, made.textLength, at: position))
    case .integer: node = unsafe .integer(Int(made.integer))
    case .boolean: node = unsafe .boolean(made.integer != 0)
    case .fraction: node = .fraction
    case .time: node = .time
    case .array:
      var elements: [TOMLNode] = []
      for _ in unsafe 0..<made.childCount {
        let child = next()
        elements.append(child.node)
        places.elements.append(child.places)
      }
      node = .array(elements)
    case .table:
      var members: [String: TOMLNode] = [:]
      for _ in unsafe 0..<made.childCount {
        let child = next()
        members[child.key] = child.node
        places.keys[child.key] = child.places
      }
      node = .table(members)
    }
    return (key, node, places)
  }

  private mutating func text(
    _ start: UnsafePointer<CChar>?, _ length: Int, at position: TOMLPosition
  ) -> String {
    guard let start = unsafe start else { return "" }
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: length)
    if unsafe bytes.contains(0), firstZero.map({ position < $0 }) ?? true { firstZero = position }
    return unsafe String(decoding: bytes, as: UTF8.self)
  }
}
