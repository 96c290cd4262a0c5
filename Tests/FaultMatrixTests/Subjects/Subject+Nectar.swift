import ProviderSandbox

extension Subject {
  static let nectar = Subject(
    simulated: NectarDesk(), promise: .naked, paid: "Fa5JliRhi6vblnEHY",
    other: "Nq7wXcRk2dVtNGN1z")
}
