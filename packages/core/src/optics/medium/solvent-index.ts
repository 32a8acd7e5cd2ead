import { DomainError } from "../../errors.ts";
import type { Material, Solvent } from "../../matter/index.ts";
import type { EmittingCore } from "./model.ts";

/** Refractive index of a solvent at one temperature, at the sodium D line. */
export interface SolventIndex {
  readonly value: number;
  readonly uncertainty: number;
  readonly temperatureK: number;
  readonly note: string;
}

/** dn/dT per kelvin: of organic liquids (toluene -5.6, hexane -4.4, THF -4.4, all 1e-4) and of water. Estimates. */
const ORGANIC_SLOPE = { value: -5e-4, uncertainty: 1e-4 };
const WATER_SLOPE = { value: -1e-4, uncertainty: 0.3e-4 };
/** Indices are tabulated to four decimals; most fit to one unit of the third. */
const TABLE_UNCERTAINTY = 5e-4;
const FARTHEST_FROM_TABLE_K = 30;
const UNCHANGED_K = 0.05;
/** Where the tables have the index. */
const TABLE_K = 293.15;

/**
 * Refractive index of a solvent: as tabulated at 293.15 or 298.15 K, on the straight line through both where both are
 * known, else carried by an estimated slope, whose error enters.
 *
 * @param temperatureK default 293.15; within 30 K of the table
 * @throws DomainError when no index is tabulated or the temperature is too far away
 */
export function solventIndex(solvent: Solvent, temperatureK: number = TABLE_K): SolventIndex {
  const { refractiveIndex: cool, refractiveIndex25: warm, name, formula } = solvent;
  const known = cool ?? warm;
  if (!known) {
    throw new DomainError({
      what: `no refractive index of ${name} is tabulated`,
      remedy: "give the index itself, or take another solvent (`oleate list solvents`)",
    });
  }
  const tableK = known.temperatureK ?? TABLE_K;
  if (!(Math.abs(temperatureK - tableK) <= FARTHEST_FROM_TABLE_K)) {
    throw new DomainError({
      what: `the refractive index of ${name} is tabulated at ${tableK} K only`,
      found: `${temperatureK} K`,
      expected: `within ${FARTHEST_FROM_TABLE_K} K of it`,
    });
  }
  for (const fact of [cool, warm]) {
    if (fact && Math.abs(temperatureK - (fact.temperatureK ?? TABLE_K)) <= UNCHANGED_K)
      return {
        value: fact.value,
        uncertainty: fact.uncertainty ?? TABLE_UNCERTAINTY,
        temperatureK,
        note: `tabulated at ${fact.temperatureK ?? TABLE_K} K`,
      };
  }
  const away = temperatureK - tableK;
  if (cool && warm) {
    const apart = (warm.temperatureK ?? TABLE_K) - (cool.temperatureK ?? TABLE_K);
    const slope = (warm.value - cool.value) / apart;
    return {
      value: cool.value + slope * away,
      uncertainty: Math.hypot(cool.uncertainty ?? TABLE_UNCERTAINTY, ORGANIC_SLOPE.uncertainty * away),
      temperatureK,
      note: "on the line through the indices at 293 and 298 K",
    };
  }
  const slope = formula === "H2O" || formula === "D2O" ? WATER_SLOPE : ORGANIC_SLOPE;
  return {
    value: known.value + slope.value * away,
    uncertainty: Math.hypot(known.uncertainty ?? TABLE_UNCERTAINTY, slope.uncertainty * away),
    temperatureK,
    note: `tabulated at ${tableK} K, carried by an estimated ${slope.value} per kelvin`,
  };
}

/** The core of a material by its tabulated optical permittivity. @throws DomainError when none is tabulated */
export function emittingCore(material: Material): EmittingCore {
  const fact = material.opticalDielectric;
  if (fact) return { permittivity: fact.value };
  throw new DomainError({
    what: `no optical permittivity of ${material.formula} is tabulated`,
    remedy: "give the permittivity of the core at the emission, the square of its refractive index",
  });
}
