import ProviderSandbox

extension Subject {
  static let nectar = Subject(
    simulated: NectarSimulator(), promise: .naked, paid: "Fa5JliRhi6vblnEHY",
    other: "Nq7wXcRk2dVtNGN1z")
}
