/// Encodes and decodes a value that is stored as one plain string, without a file format.
enum OneValue {
  static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    try Value(from: OneValueDecoder(text: text))
  }

  static func encode(_ value: some Encodable) throws -> String? {
    let encoder = OneValueEncoder()
    try value.encode(to: encoder)
    return encoder.box.text
  }
}

private struct Unsupported: Error {}

private struct OneValueDecoder: Decoder, SingleValueDecodingContainer {
  let text: String
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw Unsupported()
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Unsupported() }
  func singleValueContainer() -> any SingleValueDecodingContainer { self }
  func decodeNil() -> Bool { false }
  func decode(_ type: String.Type) -> String { text }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { throw Unsupported() }
}

private struct OneValueEncoder: Encoder, SingleValueEncodingContainer {
  final class Box {
    var text: String?
  }

  let box = Box()
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    preconditionFailure("Only one plain string is encoded.")
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    preconditionFailure("Only one plain string is encoded.")
  }
  func singleValueContainer() -> any SingleValueEncodingContainer { self }
  func encodeNil() throws { throw Unsupported() }
  func encode(_ value: String) { box.text = value }
  func encode(_ value: some Encodable) throws { throw Unsupported() }
}
