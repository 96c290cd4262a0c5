import Foundation
import Settings
import TerminalViews
import Testing

@testable import Terminal

/// The two themes for people who do not tell red from green.
struct ColourBlindnessTests {
  private static let states: [ThemeRole] = [.paid, .pending, .failed, .refunded, .unknown]
  /// Twice what is called clearly different on large areas: letters are thin.
  private static let distanceMin = 20.0

  @Test(
    arguments: ["colour-blind-dark", "colour-blind-light"],
    [ColourDepth.direct, .indexed])
  func `the states of a payment differ for everybody`(name: String, depth: ColourDepth) throws {
    let palette = ThemeStyles(theme: try ShippedThemes.theme(name))
    var screen = AnsiPalette(depth: depth)
    let colours = Self.states.map { role in
      let number = screen.numbers(
        foreground: palette[role].foreground, background: palette[role].background
      ).foreground
      return depth == .direct ? RGB(palette[role].foreground) : RGB.standard(Int(number))
    }
    for eye in Eye.allCases {
      let seen = colours.map { SeenColour($0, by: eye) }
      for left in seen.indices {
        for right in seen.indices where left < right {
          let distance = seen[left].distance(to: seen[right])
          #expect(
            distance >= Self.distanceMin,
            "\(eye): \(Self.states[left].rawValue), \(Self.states[right].rawValue) \(distance)")
        }
      }
    }
  }

  @Test func `red and green of another theme would not pass`() {
    let colours = [RGB(.rgb(0xB0, 0x60, 0x20)), RGB(.rgb(0x70, 0x75, 0x20))]
    let distances = Eye.allCases.map { eye in
      SeenColour(colours[0], by: eye).distance(to: SeenColour(colours[1], by: eye))
    }
    #expect(distances[0] > Self.distanceMin)
    #expect(distances.min() ?? 0 < Self.distanceMin)
  }
}

/// Whose eyes see.
private enum Eye: CaseIterable {
  case usual, protanope, deuteranope

  /// What reaches the eye of linear red, green and blue (Machado, Oliveira and Fernandes, 2009).
  var matrix: [[Double]] {
    switch self {
    case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanope:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranope:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    }
  }
}

/// A colour as an eye sees it, in CIE L*a*b*, where distances are differences.
private struct SeenColour {
  private let lightness: Double
  private let greenToRed: Double
  private let blueToYellow: Double

  init(_ colour: RGB, by eye: Eye) {
    let linear = [colour.red, colour.green, colour.blue].map { component in
      let share = Double(component) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    let seen = eye.matrix.map { row in
      min(1, max(0, zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 }))
    }
    let x = Self.bent((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505)
    let y = Self.bent(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2])
    let z = Self.bent((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089)
    lightness = 116 * y - 16
    greenToRed = 500 * (x - y)
    blueToYellow = 200 * (y - z)
  }

  private static func bent(_ share: Double) -> Double {
    share > 0.008856 ? cbrt(share) : 7.787 * share + 16.0 / 116
  }

  func distance(to other: SeenColour) -> Double {
    let parts = [
      lightness - other.lightness, greenToRed - other.greenToRed,
      blueToYellow - other.blueToYellow,
    ]
    return parts.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
