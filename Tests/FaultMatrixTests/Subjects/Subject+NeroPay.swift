import ProviderSandbox

extension Subject {
  static let neroPay = Subject(
    simulated: NeroPaySimulator(), promise: .keyed, paid: "6636598",
    pending: "6636599", other: "6636602")
}
