import MillpondProvider
import ProviderSandbox

extension Subject {
  static let millpond = Subject(
    simulated: MillpondTwin(), adapter: Millpond.self, promise: .keyed, signsTime: false,
    options: ["branch": MillpondTwin.branch], paid: "P-1001", pending: "P-1002", other: "P-1003")
}
