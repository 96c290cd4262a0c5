/// Where a value of a document and what is below it begin.
struct TOMLPlaces: Hashable, Sendable {
  /// Where the value begins: at its key, its header or, in a list, itself.
  let position: TOMLPosition
  /// Of a table: what is below each key.
  var keys: [String: TOMLPlaces] = [:]
  /// Of a list: what is below each element.
  var elements: [TOMLPlaces] = []

  /// The place of a value; of a missing one, of the table or list that should hold it.
  func nearest(to path: TOMLPath) -> TOMLPosition {
    var places = self
    for step in path.steps {
      guard let next = places[step] else { break }
      places = next
    }
    return places.position
  }

  /// The place of a value that is there.
  subscript(path: TOMLPath) -> TOMLPosition? {
    var places: TOMLPlaces? = self
    for step in path.steps { places = places?[step] }
    return places?.position
  }

  private subscript(step: TOMLPath.Step) -> TOMLPlaces? {
    switch step {
    case .key(let key): keys[key]
    case .index(let index): elements.indices.contains(index) ? elements[index] : nil
    }
  }
}
