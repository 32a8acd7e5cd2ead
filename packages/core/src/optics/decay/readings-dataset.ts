import type { SeparableDataset } from "../../inference/index.ts";
import type { DecaySeries } from "./decay-series.ts";
import type { PreparedDecay } from "./emission-problem.ts";
import type { SharedTerms } from "./shared-terms.ts";

/** What light is fed by: its own exponential, taken off every other one; a table of the range, and its slope by the shift. */
export interface Feeding {
  readonly column: Float64Array;
  readonly byShift: Float64Array;
  /** Takes the shift that the terms were set to last. */
  set(): void;
}

/** Makes the column of a held feeding time, ns. */
export function feedingOf({ convolver, model: { range } }: PreparedDecay, riseNs: number): Feeding {
  const rows = range.last - range.first + 1;
  const column = new Float64Array(rows);
  const byShift = new Float64Array(rows);
  const value = new Float64Array(range.last + 1);
  const byTau = new Float64Array(range.last + 1);
  const moved = new Float64Array(range.last + 1);
  return {
    column,
    byShift,
    set: () => {
      convolver.exponential(riseNs, value, byTau, moved);
      for (let i = 0; i < rows; i++) {
        column[i] = value[range.first + i]!;
        byShift[i] = moved[range.first + i]!;
      }
    },
  };
}

/**
 * The readings of a series as a separable data set: rows are channels of the range, columns decays, parameters the lifetimes (ns) and then
 * the shift (ns) where it is free; a held background is taken off the readings.
 *
 * @param first first channel of the range
 * @param feeding taken off every lifetime's column; null where the light is there at once
 */
export function readingsDataset(
  series: DecaySeries,
  terms: SharedTerms,
  first: number,
  feeding: Feeding | null,
): SeparableDataset {
  const { rows, lifetimes, columns, byShift, offset, hasShift } = terms;
  const T = terms.terms;
  const P = lifetimes + (hasShift ? 1 : 0);
  const decays = series.decays.length;
  const observed = new Float64Array(rows * decays);
  for (const [g, { counts }] of series.decays.entries()) {
    for (let i = 0; i < rows; i++) observed[i * decays + g] = counts[first + i]! - offset[i]!;
  }
  const shared = new Float64Array(P);
  return {
    name: "readings",
    unit: "",
    observed,
    rows,
    channels: decays,
    terms: T,
    amplitudeNames: Array.from({ length: T }, (_, t) => `term ${t + 1}`),
    noise: { kind: "constant" },
    basis: (values, out, jacobian) => {
      for (let k = 0; k < lifetimes; k++) shared[k] = Math.log(values[k]!);
      if (hasShift) shared[lifetimes] = values[lifetimes]!;
      terms.set(shared);
      feeding?.set();
      jacobian?.fill(0);
      for (let t = 0; t < T; t++) {
        const fed = t < lifetimes ? feeding : null;
        for (let i = 0; i < rows; i++) {
          out[i * T + t] = columns[t * rows + i]! - (fed ? fed.column[i]! : 0);
          if (!jacobian) continue;
          const at = (i * T + t) * P;
          // The slopes are by ln lifetime.
          if (t < lifetimes) jacobian[at + t] = columns[(T + t) * rows + i]! / values[t]!;
          if (hasShift && t * rows < byShift.length)
            jacobian[at + lifetimes] = byShift[t * rows + i]! - (fed ? fed.byShift[i]! : 0);
        }
      }
    },
  };
}
