public import Payments
import TilldeskCrypto

extension IntentID {
  /// Makes the id of a new decision from the system's randomness.
  ///
  /// Make one for each decision and keep it before anything is sent: under the same id the same
  /// decision is recognised again, under another it is a second refund.
  public static func random() -> IntentID {
    guard let id = IntentID(RandomSource.system.hex32()) else {
      preconditionFailure("Sixteen random bytes are 32 hexadecimal digits.")
    }
    return id
  }
}
