import { DomainError } from "../errors.ts";
import type { Solvent } from "../matter/index.ts";
import { GAS_CONSTANT } from "../quantities/index.ts";
import { requirePositive } from "./ranges.ts";

/** A solvent's viscosity at one temperature, with its standard error and how it was obtained. */
export interface SolventViscosity {
  readonly viscosityMPaS: number;
  readonly errorMPaS: number;
  readonly note: string;
}

/** Flow activation energy of ordinary organic solvents: 7 (CH2Cl2) to 14 kJ/mol (DMSO). An estimate, with its spread. */
const ORGANIC_FLOW_KJ_PER_MOL = { value: 9, error: 3 };
const FARTHEST_FROM_TABLE_K = 30;
const UNCHANGED_K = 0.5;

/** eta = A (d + a d^2 + b d^3 + c d^4)^-g mPa s with d = T - T0. */
interface PowerLaw {
  readonly scale: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly power: number;
  readonly originK: number;
}

/** Source: C. H. Cho, J. Urquidi, S. Singh, G. W. Robinson, J. Phys. Chem. B 1999, 103, 1991. */
const WATERS: ReadonlyMap<string, PowerLaw> = new Map([
  ["H2O", { scale: 802.25336, a: 3.4741e-3, b: -1.7413e-5, c: 2.7719e-8, power: 1.53026, originK: 225.334 }],
  ["D2O", { scale: 885.60402, a: 2.799e-3, b: -1.6342e-5, c: 2.9067e-8, power: 1.55255, originK: 231.832 }],
]);
const WATER_RANGE_K = { H2O: [273.15, 373.15], D2O: [277, 373.15] } as const;
const WATER_ERROR = 0.005;

/**
 * Viscosity in mPa s of light ("H2O") or heavy ("D2O") water.
 *
 * @param temperatureK 273.15 (D2O: 277) to 373.15 K
 * @throws DomainError outside that range
 * Source: Cho et al., J. Phys. Chem. B 1999, 103, 1991.
 */
export function viscosityOfWater(kind: "H2O" | "D2O", temperatureK: number): number {
  const [low, high] = WATER_RANGE_K[kind];
  if (!(temperatureK >= low && temperatureK <= high)) {
    throw new DomainError({
      what: `the viscosity law of ${kind} is asked outside its range`,
      found: `${temperatureK} K`,
      expected: `${low} to ${high} K`,
    });
  }
  const law = WATERS.get(kind)!;
  const d = temperatureK - law.originK;
  return law.scale * (d * (1 + d * (law.a + d * (law.b + d * law.c)))) ** -law.power;
}

/**
 * Viscosity of a solvent at a temperature. Water follows its law; every other solvent is tabulated at one temperature
 * (298.15 K) and carried from there by eta = eta_0 exp[(E/R)(1/T - 1/T_0)].
 *
 * @param activationKJPerMol flow activation energy E with its error, kJ/mol; where it is not given an estimate for
 *   organic liquids is used, its error enters, and the note says so
 * @throws DomainError when the solvent has no tabulated viscosity, or the temperature is more than 30 K away
 */
export function viscosityAt(
  solvent: Solvent,
  temperatureK: number,
  activationKJPerMol?: { readonly value: number; readonly error: number },
): SolventViscosity {
  requirePositive("a temperature", temperatureK, "K");
  if (solvent.formula === "H2O" || solvent.formula === "D2O") {
    const viscosityMPaS = viscosityOfWater(solvent.formula, temperatureK);
    return { viscosityMPaS, errorMPaS: WATER_ERROR * viscosityMPaS, note: "law of Cho et al. 1999" };
  }
  const fact = solvent.viscosity;
  const remedy = "give the viscosity, or measure a reference in the same tube";
  if (!fact) throw new DomainError({ what: `no viscosity of ${solvent.name} is tabulated`, remedy });
  const tableK = fact.temperatureK ?? 298.15;
  const away = temperatureK - tableK;
  const known = fact.uncertainty ?? 0.02 * fact.value;
  if (Math.abs(away) <= UNCHANGED_K) {
    return { viscosityMPaS: fact.value, errorMPaS: known, note: `tabulated at ${tableK} K` };
  }
  if (Math.abs(away) > FARTHEST_FROM_TABLE_K) {
    throw new DomainError({
      what: `the viscosity of ${solvent.name} is tabulated at ${tableK} K only`,
      found: `${temperatureK} K`,
      expected: `within ${FARTHEST_FROM_TABLE_K} K of it`,
      remedy,
    });
  }
  const activation = activationKJPerMol ?? ORGANIC_FLOW_KJ_PER_MOL;
  const perKJ = (1e3 / GAS_CONSTANT.value) * (1 / temperatureK - 1 / tableK);
  const viscosityMPaS = fact.value * Math.exp(activation.value * perKJ);
  const errorMPaS = viscosityMPaS * Math.hypot(known / fact.value, activation.error * perKJ);
  const whence = activationKJPerMol ? "given" : "estimated for organic liquids";
  const note = `tabulated at ${tableK} K, carried to ${temperatureK} K with a flow activation energy of ${activation.value} kJ/mol (${whence})`;
  return { viscosityMPaS, errorMPaS, note };
}
