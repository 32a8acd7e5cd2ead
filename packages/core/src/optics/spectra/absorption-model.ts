import { type Fit, fit, type SeparableDataset } from "../../inference/index.ts";
import { erfc } from "../../numerics/error-function.ts";

/** Where a fit of the low-energy end of an absorption spectrum starts, eV. */
export interface BandStart {
  readonly firstEv: number;
  readonly sigmaEv: number;
  /** Distance of the second band. */
  readonly secondEv: number;
}

/** How far the first band may move from where its curvature puts it, eV. */
const ROAM_EV = 0.1;

/** How many bands stand before the rise of all higher transitions. */
export type BandCount = 1 | 2;

/** Parameters by column: centre and width of the first band, distances and widths of the second band and of the rise. */
const NAMES = ["E1", "w1", "rise", "wRise", "second", "w2"] as const;
const [E1, W1, RISE, W_RISE, SECOND, W2] = [0, 1, 2, 3, 4, 5];

/**
 * Fits bands over a background and the rise of higher transitions, by maximum likelihood with all amplitudes eliminated:
 * A(E) = b0 + a1 g(E; E1, w1) [+ a2 g(E; E1 + d2, w2)] + a3 r(E; E1 + d3, w3), with g a Gaussian of standard
 * deviation w and r the ramp w3 (z Phi(z) + phi(z)), z = (E - E1 - d3)/w3: zero before, straight after.
 * Energies in eV, in `from`..`to` of the arrays.
 */
export function fitBands(
  energyEv: Float64Array,
  values: Float64Array,
  start: BandStart,
  bands: BandCount,
): Fit {
  const rows = energyEv.length;
  const terms = 2 + bands;
  const p = bands === 2 ? 6 : 4;
  const dataset: SeparableDataset = {
    name: "absorbance",
    unit: "",
    observed: values,
    rows,
    channels: 1,
    terms,
    amplitudeNames: ["first band", "rise", "offset", ...(bands === 2 ? ["second band"] : [])],
    noise: { kind: "constant" },
    basis(parameters, out, jacobian) {
      const centre = parameters[E1]!;
      for (let i = 0; i < rows; i++) {
        const e = energyEv[i]!;
        const row = i * terms;
        const first = gaussian((e - centre) / parameters[W1]!);
        const ramp = rampOf(e - centre - parameters[RISE]!, parameters[W_RISE]!);
        out[row] = first.value;
        out[row + 1] = ramp.value;
        out[row + 2] = 1;
        const second = bands === 2 ? gaussian((e - centre - parameters[SECOND]!) / parameters[W2]!) : null;
        if (second) out[row + 3] = second.value;
        if (!jacobian) continue;
        const at = (term: number, parameter: number): number => (row + term) * p + parameter;
        jacobian.fill(0, row * p, (row + terms) * p);
        jacobian[at(0, E1)] = -first.slope / parameters[W1]!;
        jacobian[at(0, W1)] = (-first.slope * (e - centre)) / parameters[W1]! ** 2;
        jacobian[at(1, E1)] = -ramp.slope;
        jacobian[at(1, RISE)] = -ramp.slope;
        jacobian[at(1, W_RISE)] = ramp.widthSlope;
        if (second) {
          const away = e - centre - parameters[SECOND]!;
          jacobian[at(3, E1)] = -second.slope / parameters[W2]!;
          jacobian[at(3, SECOND)] = -second.slope / parameters[W2]!;
          jacobian[at(3, W2)] = (-second.slope * away) / parameters[W2]! ** 2;
        }
      }
    },
  };
  const energy = (name: string, from: number, lower: number, upper: number) =>
    ({ name, unit: "eV", start: from, lower, upper }) as const;
  const { firstEv, sigmaEv, secondEv } = start;
  const parameters = [
    energy(NAMES[0], firstEv, firstEv - ROAM_EV, firstEv + ROAM_EV),
    { ...energy(NAMES[1], sigmaEv, 0.008, 0.15), transform: "log" as const },
    energy(NAMES[2], 1.2 * secondEv, -0.1, 0.6),
    { ...energy(NAMES[3], 1.5 * sigmaEv, 0.01, 0.6), transform: "log" as const },
    ...(bands === 2
      ? [
          energy(NAMES[4], secondEv, 0.06, 0.45),
          { ...energy(NAMES[5], 1.3 * sigmaEv, 0.015, 0.3), transform: "log" as const },
        ]
      : []),
  ];
  return fit({ parameters, datasets: [dataset] });
}

/** exp(-z^2/2) and its slope in z. */
function gaussian(z: number): { readonly value: number; readonly slope: number } {
  const value = Math.exp(-0.5 * z * z);
  return { value, slope: -z * value };
}

/** The rounded ramp at `x` beyond its foot with rounding `w`, its slope in x and in w. */
function rampOf(x: number, w: number): { value: number; slope: number; widthSlope: number } {
  const z = x / w;
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  const share = 0.5 * erfc(-z / Math.SQRT2);
  return { value: w * (z * share + density), slope: share, widthSlope: density };
}
