import { type LightValues, powerName } from "../../optics/passivation/index.ts";
import type { AnalysisContext } from "../analyses/analysis.ts";
import type { Calibration } from "./calibration.ts";
import { type LightModel, yieldOf } from "./model.ts";
import { type Alternative, type PassivationOptions, type PrintedLigand, readLight } from "./options.ts";

/** What one printed quantum yield says of another ligand on the same dots. */
export interface LigandReading {
  /** Affinity (1/M) at which the ligand, as passivating as the first, gives that quantum yield; null when none does. */
  readonly affinityPerMolar: number | null;
  /** Least passivating power that can reach it, at a coverage that is full; null when even full power cannot. */
  readonly leastPower: number | null;
}

/** ln K (1/M) between which an affinity is sought, 1 to 1e12 /M: hardly anything bound, and everything. */
const LN_RANGE: readonly [number, number] = [0, 27.6];

/**
 * Where a rising function passes `target`, by regula falsi with the Illinois rule (Dowell and Jarratt, BIT 1971, 11,
 * 168); null when it does not within the range.
 */
function crossing(
  of: (x: number) => number,
  [from, to]: readonly [number, number],
  target: number,
): number | null {
  let [low, high] = [from, to];
  let [below, above] = [of(low) - target, of(high) - target];
  if (below > 0 || above < 0) return null;
  let side = 0;
  for (let step = 0; step < 100 && high - low > 1e-10 && above - below > 0; step++) {
    const between = low - (below * (high - low)) / (above - below);
    const height = of(between) - target;
    if (Math.abs(height) < 1e-12) return between;
    if (height < 0) {
      [low, below] = [between, height];
      if (side < 0) above /= 2;
      side = -1;
    } else {
      [high, above] = [between, height];
      if (side > 0) below /= 2;
      side = 1;
    }
  }
  return (low + high) / 2;
}

const constantOf = (ligand: string): string => `K_of_${ligand}`;

/**
 * The model with every other ligand in it, none of them there yet: each binds one to a site of the first class, and
 * etches nothing.
 */
export function modelWithOthers(
  options: PassivationOptions,
  context: AnalysisContext,
  alternative: Alternative,
  calibrated: LightModel,
  printed: readonly PrintedLigand[],
): LightModel {
  const [site] = Object.keys(calibrated.model.sitesPerDot);
  return readLight(options, context, alternative, {
    reactions: printed.map(
      ({ name }) => `${site} + ${name} <=> ${site}.${name} ; ${constantOf(name)} = 1 /M`,
    ),
    ligands: Object.fromEntries(
      [options.added, ...printed.map(({ name }) => name)].map((name) => [name, "0 eq"]),
    ),
  });
}

/**
 * Reads a ligand that is dosed alone in place of the first, at the parameters a calibration found.
 * @param others from {@link modelWithOthers}; @param calibrated the model that was calibrated
 * @param withPower whether its least power is asked for too
 */
export function readLigand(
  others: LightModel,
  calibrated: LightModel,
  calibration: Calibration,
  printed: PrintedLigand,
  withPower: boolean,
): LigandReading {
  const dosed: LightModel = { ...others, added: printed.name };
  const values = new Map<string, number>(
    others.parameters.map(({ name, value }) => [
      name,
      // The ligand's own power is 1, and those of the ligands that are absent do not matter.
      calibration.values.get(name) ?? value ?? 1,
    ]),
  );
  const lnKOf = new Map(calibrated.model.constants.map(({ name }, i) => [name, calibration.lnK[i]!]));
  const yieldAt = yieldOf(dosed);
  const reached = (lnAffinity: number, light: LightValues): number => {
    const lnK = Float64Array.from(others.model.constants, ({ name }) =>
      name === constantOf(printed.name) ? lnAffinity : (lnKOf.get(name) ?? 0),
    );
    return yieldAt(lnK, light, printed.dose);
  };
  const affinity = crossing((lnAffinity) => reached(lnAffinity, values), LN_RANGE, printed.quantumYield);
  const leastPower = withPower
    ? crossing(
        (power) => reached(LN_RANGE[1], new Map([...values, [powerName(printed.name), power]])),
        [0, 1],
        printed.quantumYield,
      )
    : null;
  return { affinityPerMolar: affinity === null ? null : Math.exp(affinity), leastPower };
}
