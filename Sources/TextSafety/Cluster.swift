/// What is drawn in one place on the screen: a base scalar and the marks over it.
///
/// Every cluster is one or two columns wide, and the C library, ncurses and the terminal agree on
/// which, because emoji sequences, flags and variation selectors were reduced before.
public struct Cluster: Sendable, Hashable {
  /// The base scalar and at most three marks that take no column of their own.
  public let text: String

  /// The columns it takes: 1 or 2.
  public let width: Int

  /// Whether it is an Indic vowel sign, which needs the cluster before it on the same line.
  package let needsPredecessor: Bool

  /// Whether a line may be broken here.
  var isSpace: Bool { text == " " }

  private init(text: String, width: Int, needsPredecessor: Bool) {
    self.text = text
    self.width = width
    self.needsPredecessor = needsPredecessor
  }

  /// Draws a scalar that takes cells of its own.
  init(_ scalar: Unicode.Scalar, needsPredecessor: Bool = false) {
    self.init(
      text: String(scalar), width: WideCharacters.width(of: scalar),
      needsPredecessor: needsPredecessor)
  }

  /// Returns the cluster with another mark over it.
  func marked(by mark: Unicode.Scalar) -> Cluster {
    Cluster(text: text + String(mark), width: width, needsPredecessor: needsPredecessor)
  }
}

extension SafeText {
  /// The text cut into what is drawn in one place each.
  public var clusters: [Cluster] {
    var clusters: [Cluster] = []
    clusters.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch ScalarClass(scalar) {
      case .combiningMark, .conjoiningJamo:
        clusters.attach(scalar)
      case .spacingMark:
        clusters.append(Cluster(scalar, needsPredecessor: true))
      case .base, .space, .variationSelector, .joiner, .skinTone, .regionalIndicator, .forbidden:
        clusters.append(Cluster(scalar, needsPredecessor: false))
      }
    }
    return clusters
  }

  /// The columns the text takes on a screen.
  public var width: Int {
    // Safe ASCII is printable ASCII: one column a byte.
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    var width = 0
    for scalar in text.unicodeScalars {
      switch ScalarClass(scalar) {
      case .combiningMark, .conjoiningJamo: break
      case .base, .space, .spacingMark, .variationSelector, .joiner, .skinTone,
        .regionalIndicator, .forbidden:
        width += WideCharacters.width(of: scalar)
      }
    }
    return width
  }
}

extension [Cluster] {
  /// Draws a mark over the last cluster.
  ///
  /// Safe text never begins with a mark, so there is one.
  fileprivate mutating func attach(_ mark: Unicode.Scalar) {
    guard let last = popLast() else { return }
    append(last.marked(by: mark))
  }

  /// The columns that the clusters take together.
  var width: Int { reduce(0) { $0 + $1.width } }
}
