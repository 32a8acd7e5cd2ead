import { gapFromSize, type Material, materials } from "../../matter/index.ts";
import { median, quantile } from "../../numerics/order-statistics.ts";
import { canConfine, confinedGap, sizeFromConfinedGap } from "./confined-gap.ts";

/** How the calculation compares with one published curve over that curve's range. */
export interface CurveComparison {
  readonly curve: string;
  readonly sizesNm: readonly [number, number];
  /** (calculated - published) / published shift above the bulk gap: at the small end, the median, at the large end. */
  readonly shift: readonly [number, number, number];
  /** The same of the whole transition energy. */
  readonly energy: readonly [number, number, number];
}

/** Error of {@link confinedGap}, from all published curves of dots. */
export interface ConfinementError {
  /** Central nine tenths of (calculated / published - 1) of the shift above the bulk gap, every curve counting alike. */
  readonly shift: { readonly low: number; readonly median: number; readonly high: number };
  /** The same of the transition energy. */
  readonly energy: { readonly low: number; readonly median: number; readonly high: number };
  readonly curves: readonly CurveComparison[];
  /** Curves that could not be used, and why. */
  readonly left: readonly string[];
}

/** Sizes compared within each curve's range. */
const POINTS = 13;

/**
 * Known error of the calculation from bulk data: every published curve of spheres and cubes in the table, at 13 sizes over its range, is
 * compared with it. Tetrahedra are left out (their shape is not calculated), as are curves that are themselves estimates.
 * The comparison is made once and kept.
 */
export function confinementError(): ConfinementError {
  known ??= compare();
  return known;
}

let known: ConfinementError | undefined;

function compare(): ConfinementError {
  const left: string[] = [];
  const shifts: number[] = [];
  const energies: number[] = [];
  const curves = materials.filter(canConfine).flatMap((material) =>
    material.sizing.flatMap((curve): readonly CurveComparison[] => {
      if ((curve.status === "estimated" && !curve.fittedToMeasured) || curve.calibratedOn !== undefined) {
        left.push(`${curve.id}: not measured`);
        return [];
      }
      if (curve.size === "tetrahedron edge") {
        left.push(`${curve.id}: tetrahedra`);
        return [];
      }
      const [from, to] = curve.rangeNm;
      const shape = curve.size === "cube edge" ? ("cube" as const) : ("sphere" as const);
      const pairs = Array.from({ length: POINTS }, (_, i) => {
        const sizeNm = from + ((to - from) * i) / (POINTS - 1);
        const published = gapFromSize(material, sizeNm, curve.id).value;
        const { energyEv, bulkGapEv } = confinedGap(material, sizeNm, { shape });
        return {
          shift: (energyEv - bulkGapEv) / (published - bulkGapEv) - 1,
          energy: energyEv / published - 1,
        };
      });
      shifts.push(...pairs.map(({ shift }) => shift));
      energies.push(...pairs.map(({ energy }) => energy));
      const three = (values: readonly number[]): readonly [number, number, number] => [
        values[0]!,
        median(values),
        values.at(-1)!,
      ];
      return [
        {
          curve: curve.id,
          sizesNm: curve.rangeNm,
          shift: three(pairs.map(({ shift }) => shift)),
          energy: three(pairs.map(({ energy }) => energy)),
        },
      ];
    }),
  );
  const band = (values: readonly number[]): ConfinementError["shift"] => {
    const sorted = Float64Array.from(values).sort();
    return { low: quantile(sorted, 0.05), median: quantile(sorted, 0.5), high: quantile(sorted, 0.95) };
  };
  return { shift: band(shifts), energy: band(energies), curves, left };
}

/** Interval in eV of a calculated transition: its shift above `bulkGapEv` divided by what the calculation is off elsewhere. */
export function energyInterval(energyEv: number, bulkGapEv: number): readonly [number, number] {
  const { shift } = confinementError();
  const own = energyEv - bulkGapEv;
  return [bulkGapEv + own / (1 + shift.high), bulkGapEv + own / (1 + shift.low)];
}

/** Interval in nm of a size calculated from a transition at `gapEv` (eV), by the same errors. */
export function sizeIntervalOf(material: Material, gapEv: number): readonly [number, number] {
  const { shift } = confinementError();
  const bulk = material.gap?.value ?? 0;
  const sizeFor = (error: number): number =>
    sizeFromConfinedGap(material, bulk + (gapEv - bulk) * (1 + error));
  return [sizeFor(shift.high), sizeFor(shift.low)];
}
