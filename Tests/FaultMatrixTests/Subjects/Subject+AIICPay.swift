import ProviderSandbox

extension Subject {
  static let aiicPay = Subject(
    simulated: AIICSimulator(), promise: .listed, options: ["amount_unit": "minor"],
    paid: "txn_abc123", other: "txn_showbhd")
}
