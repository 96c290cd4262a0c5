import TextSafety

/// Makes lines of bytes.
struct LineBuffer {
  /// The most bytes of a line that are kept; a terminal makes lines of this length too.
  static let lineLimit = 4096

  private var bytes: [UInt8] = []
  private var lines: [ForeignText] = []

  /// Takes bytes as they were read.
  mutating func feed(_ read: some Sequence<UInt8>) {
    for byte in read {
      if byte == UInt8(ascii: "\n") {
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        lines.append(ForeignText(String(decoding: bytes, as: UTF8.self)))
        bytes = []
      } else if bytes.count < Self.lineLimit {
        bytes.append(byte)
      }
    }
  }

  /// The first line that was ended; one without an end is not said yet.
  mutating func next() -> ForeignText? { lines.isEmpty ? nil : lines.removeFirst() }

  /// Forgets everything.
  mutating func drop() { self = LineBuffer() }
}
