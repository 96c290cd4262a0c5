/// An answer as it goes out on a socket, and what a careful reader may make of it.
package struct HostileAnswer: Sendable {
  /// What may be believed.
  enum Belief: Sendable {
    /// Neither a yes nor a no.
    case nothing
    /// A yes, written otherwise; to doubt it is no mistake.
    case yes
  }

  /// How the connection ends.
  enum Ending: Sendable {
    /// In order.
    case close
    /// By a reset.
    case reset
    /// Not at all: the client gives up.
    case stay
  }

  /// What is hostile about it.
  package let name: String
  let belief: Belief
  let bytes: [UInt8]
  let ending: Ending

  init(_ name: String, _ belief: Belief, bytes: [UInt8], ending: Ending = .close) {
    self.name = name
    self.belief = belief
    self.bytes = bytes
    self.ending = ending
  }

  /// An answer with a head that tells the length of its body.
  init(
    _ name: String, _ belief: Belief = .nothing, status: Int, headers: [String] = [],
    body: String, ending: Ending = .close
  ) {
    self.init(
      name, belief,
      bytes: Array(Self.head(status, headers + ["Content-Length: \(body.utf8.count)"]).utf8)
        + Array(body.utf8), ending: ending)
  }

  static func head(_ status: Int, _ headers: [String]) -> String {
    let lines = ["HTTP/1.1 \(status) Said", "Content-Type: application/json"] + headers
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }
}
