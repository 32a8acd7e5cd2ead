import { DomainError } from "../errors.ts";
import { GAS_CONSTANT } from "../quantities/index.ts";
import { type Speciation, solveSpeciation } from "./speciation.ts";

/** Something pipetted: how much of which stock. Concentrations are mol/L by species name. */
export interface Addition {
  readonly volumeLitre: number;
  readonly stockMolar: Readonly<Record<string, number>>;
}

/** Totals in the vessel after one step. */
export interface TitrationStep {
  readonly volumeLitre: number;
  readonly totalsMolar: Readonly<Record<string, number>>;
}

function checkVolume(volume: number, what: string): void {
  if (!(volume >= 0) || !Number.isFinite(volume)) {
    throw new DomainError({ what, found: `${volume} L`, expected: "a volume of 0 or more" });
  }
}

/**
 * Totals after every addition, from what was pipetted (volumes are additive): step 0 is the start.
 *
 *     c_i(k) = (V_0 c_i(0) + sum of added amounts) / V_k
 * @throws DomainError for a negative or empty volume
 */
export function pipettedTotals(
  start: TitrationStep,
  additions: readonly Addition[],
): readonly TitrationStep[] {
  checkVolume(start.volumeLitre, "the starting volume is not a volume");
  if (start.volumeLitre === 0) {
    throw new DomainError({
      what: "the starting volume is zero",
      remedy: "give the volume the vessel holds at first",
    });
  }
  const moles = new Map(Object.entries(start.totalsMolar).map(([name, c]) => [name, c * start.volumeLitre]));
  let volume = start.volumeLitre;
  const steps: TitrationStep[] = [start];
  for (const addition of additions) {
    checkVolume(addition.volumeLitre, "an added volume is not a volume");
    volume += addition.volumeLitre;
    for (const [name, c] of Object.entries(addition.stockMolar)) {
      if (!(c >= 0))
        throw new DomainError({
          what: `stock concentration of ${name}`,
          found: `${c} M`,
          expected: "0 or more",
        });
      moles.set(name, (moles.get(name) ?? 0) + c * addition.volumeLitre);
    }
    steps.push({
      volumeLitre: volume,
      totalsMolar: Object.fromEntries([...moles].map(([name, amount]) => [name, amount / volume])),
    });
  }
  return steps;
}

/** Totals when a sample is diluted by each factor (10 = ten-fold); everything in it thins alike. */
export function dilutedTotals(
  totalsMolar: Readonly<Record<string, number>>,
  factors: readonly number[],
): readonly Readonly<Record<string, number>>[] {
  return factors.map((factor) => {
    if (!(factor > 0) || !Number.isFinite(factor)) {
      throw new DomainError({ what: "a dilution factor must be positive", found: String(factor) });
    }
    return Object.fromEntries(Object.entries(totalsMolar).map(([name, c]) => [name, c / factor]));
  });
}

/**
 * ln K at another temperature (integrated van 't Hoff equation with constant heat capacity change):
 *
 *     ln K(T) = ln K(T0) - dH0/R (1/T - 1/T0) + dCp/R (ln(T/T0) + T0/T - 1)
 *
 * @param enthalpyKjPerMol dH0 at T0; @param heatCapacityKjPerMolK dCp; temperatures in K (positive)
 * Source: Atkins & de Paula, Physical Chemistry, van 't Hoff isochore with Kirchhoff's law.
 */
export function lnConstantAt(
  lnK: number,
  referenceK: number,
  temperatureK: number,
  enthalpyKjPerMol: number,
  heatCapacityKjPerMolK = 0,
): number {
  if (!(temperatureK > 0) || !(referenceK > 0)) {
    throw new DomainError({
      what: "a temperature is not above 0 K",
      found: `${temperatureK} K, ${referenceK} K`,
    });
  }
  const gasConstant = GAS_CONSTANT.value / 1000;
  const ratio = referenceK / temperatureK;
  return (
    lnK -
    (enthalpyKjPerMol / gasConstant) * (1 / temperatureK - 1 / referenceK) +
    (heatCapacityKjPerMolK / gasConstant) * (-Math.log(ratio) + ratio - 1)
  );
}

/**
 * Equilibrium at every step of a titration against added ligand, dilution or temperature.
 * @param initialMolar what was put in at each step, mol/L over the network's species
 * @param lnK constants, one vector for all steps or one a step (temperature titration)
 * @returns row-major steps x species, mol/L
 */
export function titrate(
  speciation: Speciation,
  lnK: Float64Array | readonly Float64Array[],
  initialMolar: readonly Float64Array[],
): Float64Array {
  const speciesCount = speciation.network.species.length;
  const table = new Float64Array(initialMolar.length * speciesCount);
  initialMolar.forEach((amounts, step) => {
    const constants = lnK instanceof Float64Array ? lnK : lnK[step]!;
    solveSpeciation(
      speciation,
      constants,
      amounts,
      table.subarray(step * speciesCount, (step + 1) * speciesCount),
    );
  });
  return table;
}
