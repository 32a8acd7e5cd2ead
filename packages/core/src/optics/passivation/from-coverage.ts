import { InputError } from "../../errors.ts";
import type { ObservableContext } from "../../surface/observable.ts";
import { bestLigand, type ClassCoverage, classCoverage, holdersOf } from "./coverage.ts";
import type { Sloped } from "./light.ts";
import { type LightParameterName, powerName } from "./parameters.ts";
import type { DotTraps, LightRates, TrapStatistics } from "./traps.ts";

/** Parameters of the light by name; powers of ligands as `power.NAME`. */
export type LightValues = ReadonlyMap<string, number>;

const lightValue = (values: LightValues, name: LightParameterName): number => values.get(name) ?? 0;

const powersOf =
  (values: LightValues) =>
  (ligand: string): number =>
    values.get(powerName(ligand)) ?? 0;

/** Coverage of every site class in a state. @throws InputError when no dots or no sites are there */
export function coverageOfState(
  concentrationsMolar: Float64Array,
  context: ObservableContext,
  values: LightValues,
): readonly ClassCoverage[] {
  if (!(context.dotsMolar > 0) || context.sites.length === 0) {
    throw new InputError({
      what: "the light of dots needs dots and their sites",
      found: `${context.dotsMolar} M of dots, ${context.sites.length} site classes`,
      remedy: "give the concentration of dots and `surface: sites:`",
    });
  }
  const powerOf = powersOf(values);
  return holdersOf(context).map((holders) => classCoverage(holders, concentrationsMolar, powerOf));
}

/** Share of places that count as bare and that were stripped, 0..1; rounding of the solver may not leave the range. */
const shares = ({ total, bare, stripped }: ClassCoverage): { bare: number; stripped: number } =>
  total > 0
    ? { bare: Math.min(1, Math.max(0, bare / total)), stripped: Math.min(1, Math.max(0, stripped / total)) }
    : { bare: 0, stripped: 0 };

/** Traps of a dot from its coverage: q_deep = p_deep b^m + p_stripped e, q_shallow = p_shallow b^m. */
export function trapsOfCoverage(
  classes: readonly ClassCoverage[],
  dotsMolar: number,
  values: LightValues,
  statistics: TrapStatistics,
): DotTraps {
  return {
    statistics,
    inner: lightValue(values, "inner_traps"),
    classes: classes.map((one) => {
      const { bare, stripped } = shares(one);
      const together = bare ** lightValue(values, "sites_per_trap");
      return {
        places: one.total / dotsMolar,
        deepChance: lightValue(values, "p_deep") * together + lightValue(values, "p_stripped") * stripped,
        shallowChance: lightValue(values, "p_shallow") * together,
      };
    }),
  };
}

/** The rates among the parameters; a radiative lifetime that the observable does not use is taken as 1 ns. */
export function ratesOf(values: LightValues): LightRates {
  return {
    radiativeNs: values.get("tau_radiative") ?? 1,
    shallowPerNs: lightValue(values, "k_shallow"),
    darkNs: lightValue(values, "tau_dark"),
  };
}

/**
 * Carries the slopes of one number of the light to the concentrations (per mol/L) and to the parameters.
 * @param classes from {@link coverageOfState}; @param names parameters in the order of `own`
 * @param gradient one a species, added to; @param own one a parameter, added to, or null
 */
export function addStateSlopes(
  { slopes }: Sloped,
  classes: readonly ClassCoverage[],
  concentrationsMolar: Float64Array,
  context: ObservableContext,
  names: readonly string[],
  values: LightValues,
  gradient: Float64Array,
  own: Float64Array | null,
): void {
  const powerOf = powersOf(values);
  const order = lightValue(values, "sites_per_trap");
  const add = (name: string, slope: number): void => {
    const index = names.indexOf(name);
    if (own && index >= 0) own[index]! += slope;
  };
  const holders = holdersOf(context);
  classes.forEach((one, j) => {
    if (one.total === 0) return;
    const { bare, stripped } = shares(one);
    const together = bare ** order;
    const [byDeep, byShallow] = [slopes.deepChance[j]!, slopes.shallowChance[j]!];
    const byTogether = lightValue(values, "p_deep") * byDeep + lightValue(values, "p_shallow") * byShallow;
    const byBare = byTogether * order * bare ** (order - 1);
    const byStripped = lightValue(values, "p_stripped") * byDeep;
    add("p_deep", byDeep * together);
    add("p_shallow", byShallow * together);
    add("p_stripped", byDeep * stripped);
    add("sites_per_trap", bare > 0 ? byTogether * together * Math.log(bare) : 0);
    for (const holder of holders[j]!) {
      const best = bestLigand(holder, powerOf);
      const open = holder.kind === "bare" ? 1 : holder.kind === "stripped" ? 0 : 1 - powerOf(best);
      const gone = holder.kind === "stripped" ? 1 : 0;
      // bare = sum open c / sum c, so that d bare / d c = (open - bare) / total; the same for stripped.
      const moved = (byBare * (open - bare) + byStripped * (gone - stripped)) / one.total;
      gradient[holder.species]! += holder.count * (slopes.places[j]! / context.dotsMolar + moved);
      if (holder.kind !== "covered") continue;
      const covered = holder.count * concentrationsMolar[holder.species]!;
      add(powerName(best), (-byBare * covered) / one.total);
    }
  });
  add("inner_traps", slopes.inner);
  add("tau_radiative", slopes.radiativeNs);
  add("k_shallow", slopes.shallowPerNs);
  add("tau_dark", slopes.darkNs);
}
