import Testing

@testable import TextSafety

struct ScalarClassTests {
  @Test(
    arguments: [0xA1...0xAC, 0xAE...0x24F, 0x2010...0x2027, 0x2500...0x259F]
      as [ClosedRange<UInt32>])
  func `what is not looked up is what the tables say`(_ range: ClosedRange<UInt32>) throws {
    for value in range {
      let scalar = try #require(Unicode.Scalar(value))
      let properties = scalar.properties
      let age = try #require(properties.age)
      #expect(ScalarClass(scalar) == .base)
      #expect(WideCharacters.width(of: scalar) == 1)
      #expect(!properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector)
      #expect(age.major <= 14)
      switch properties.generalCategory {
      case .dashPunctuation, .initialPunctuation, .finalPunctuation, .openPunctuation,
        .otherPunctuation, .otherSymbol, .mathSymbol, .currencySymbol, .modifierSymbol,
        .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .otherNumber:
        break
      default: Issue.record("\(value) is a \(properties.generalCategory)")
      }
    }
  }
}
