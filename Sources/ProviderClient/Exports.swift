// The vocabulary of the client: amounts, transactions, outcomes, texts that may be drawn, credentials. Whoever imports the
// client has it too. Swift has no documented attribute for this: type aliases would need one for each of a hundred types
// and still hide their members from a package that is strict about imports (`MemberImportVisibility`). `@_exported` is what
// Foundation and SwiftNIO use for the same purpose.
@_exported public import Payments
@_exported public import TextSafety
@_exported public import TilldeskCrypto
