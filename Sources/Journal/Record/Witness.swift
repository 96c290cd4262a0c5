import Host
import TilldeskCrypto

/// What was last seen of a journal, kept outside of it (I25).
struct Witness: Hashable, Sendable {
  /// The journal's own name.
  var journal: String
  /// Where it was.
  var path: String
  /// The number of its last event; 0 for a journal that was begun, and has none yet.
  var sequence: Int64
  /// The hash of that event.
  var head: [UInt8]
  /// The last event by which a person had accepted it as it was; 0 for none.
  var acceptance: Int64
  /// Whether LIVE accounts used it.
  var isLive: Bool
  /// The file that it was in; versions before 0.4 noted none.
  var file: FileMark?

  private static let form = "tilldesk witness 1"

  /// The longest file that is read.
  static let sizeMax = 16_384

  /// The text of its file.
  var text: String {
    """
    \(Self.form)
    journal \(journal)
    sequence \(sequence)
    head \(Hex.encode(head))
    acceptance \(acceptance)
    live \(isLive ? 1 : 0)
    path \(path)
    \(fileLine)
    """
  }

  private var fileLine: String {
    guard let file else { return "" }
    let birth = file.birth.map { "\($0.seconds) \($0.nanoseconds)" } ?? "- -"
    return "file \(file.inode) \(birth)\n"
  }

  /// The file of such a line; `nil` for anything else.
  private static func file(_ line: Substring) -> FileMark? {
    let parts = line.split(separator: " ")
    guard parts.count == 4, parts[0] == "file", let inode = UInt(parts[1]) else { return nil }
    guard parts[2] != "-" else { return FileMark(inode: inode, birth: nil) }
    guard let seconds = Int64(parts[2]), let nanoseconds = UInt32(parts[3]) else { return nil }
    return FileMark(
      inode: inode, birth: FileBirth(seconds: seconds, nanoseconds: nanoseconds))
  }

  /// Reads the text of a file; `nil` when it is not one of ours.
  init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    guard (7...8).contains(lines.count), lines[0] == Self.form else { return nil }
    func value(_ place: Int, _ name: String) -> String? {
      lines[place].hasPrefix("\(name) ") ? String(lines[place].dropFirst(name.count + 1)) : nil
    }
    guard let journal = value(1, "journal"),
      let sequence = value(2, "sequence").flatMap({ Int64($0) }),
      let head = value(3, "head").flatMap({ try? Hex.decode($0) }),
      let acceptance = value(4, "acceptance").flatMap({ Int64($0) }), let live = value(5, "live"),
      let path = value(6, "path"), Self.isName(journal),
      (0..<Int64.max).contains(sequence), (0...sequence).contains(acceptance), head.count == 32,
      ["0", "1"].contains(live)
    else { return nil }
    let file = lines.count == 8 ? Self.file(lines[7]) : nil
    guard lines.count == 7 || file != nil else { return nil }
    self.init(
      journal: journal, path: path, sequence: sequence, head: head, acceptance: acceptance,
      isLive: live == "1", file: file)
  }

  init(
    journal: String, path: String, sequence: Int64, head: [UInt8], acceptance: Int64,
    isLive: Bool, file: FileMark? = nil
  ) {
    self.journal = journal
    self.path = path
    self.sequence = sequence
    self.head = head
    self.acceptance = acceptance
    self.isLive = isLive
    self.file = file
  }

  /// The note of a journal that was begun: from its first event on, one that has no note lost it.
  init(begun journal: String, path: String) {
    self.init(
      journal: journal, path: path, sequence: 0, head: [UInt8](repeating: 0, count: 32),
      acceptance: 0, isLive: false)
  }

  /// Whether it may take the place of another: never of one that saw more, or of a LIVE one by one of tests, unless a
  /// person accepted the record without that.
  func mayReplace(_ other: Witness, _ given: GivenUp) -> Bool {
    if other.isLive, !isLive, other.journal != journal || other.sequence > sequence { return false }
    guard other.journal == journal else {
      return !other.isLive || given.satisfies(other, of: journal)
    }
    if acceptance < other.acceptance { return false }
    if sequence < other.sequence { return given.satisfies(other, of: journal) }
    return self != other
  }

  /// 32 digits: the name of a journal becomes the name of a file.
  private static func isName(_ text: String) -> Bool {
    text.utf8.count == 32
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      }
  }
}
