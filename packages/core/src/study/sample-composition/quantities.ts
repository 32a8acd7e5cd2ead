import type { Unknown } from "./dual.ts";
import {
  cationsPerAnion,
  cationsPerDot,
  chargeLeftPerDot,
  chargeOpen,
  diameterNm,
  type Expression,
  excessPerDot,
  hydroxidePerDot,
  ligandsPerCation,
  ligandsPerDot,
  massLossPercent,
  per,
  sphereNm2,
} from "./model.ts";
import { polyhedronNm2 } from "./octahedron.ts";
import type { Sample } from "./sample.ts";

/** A number to be reported: what it is of the state, and the unknown it replaces when its profile is followed. */
export interface Quantity {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly of: Expression;
  readonly replaces: Unknown;
}

/** The ids of the unknowns, per dot. */
export const UNKNOWN_IDS: readonly string[] = ["anions", "excess-cations", "ligands", "hydroxide"];

/** All numbers to be reported of a sample, the unknowns first. */
export function quantitiesOf(sample: Sample): readonly Quantity[] {
  const { cation, anion, ligandName: x, hydroxideFrom, polyhedronAreaNm2, crystal } = sample;
  const excess = `excess ${cation.symbol}`;
  const row = (id: string, name: string, unit: string, of: Expression, replaces: Unknown): Quantity => ({
    id,
    name,
    unit,
    of,
    replaces,
  });
  const densities = (body: string, area: Expression): readonly Quantity[] => [
    row(`ligands-per-nm2-${body}`, `${x} per area, ${body}`, "/nm2", per(ligandsPerDot, area), "ligands"),
    row(`excess-per-nm2-${body}`, `${excess} per area, ${body}`, "/nm2", per(excessPerDot, area), "excess"),
  ];
  const hydroxideBy = hydroxideFrom === "free" ? "hydroxide" : "excess";
  const hasPolyhedron = polyhedronAreaNm2 !== null || crystal.lattice === "rock salt";
  return [
    row("anions", anion.symbol, "per dot", (state) => state.anions, "anions"),
    row("excess-cations", excess, "per dot", excessPerDot, "excess"),
    row("ligands", x, "per dot", ligandsPerDot, "ligands"),
    ...(hydroxideFrom === "none"
      ? []
      : [row("hydroxide", "hydroxide", "per dot", hydroxidePerDot, hydroxideBy)]),
    row("cations", cation.symbol, "per dot", cationsPerDot, "excess"),
    row("cations-per-anion", `${cation.symbol}/${anion.symbol} of the core`, "", cationsPerAnion, "excess"),
    row("diameter", "diameter of equal volume", "nm", diameterNm, "anions"),
    row("mass-loss", "mass loss on heating", "%", massLossPercent, "ligands"),
    row("ligands-per-cation", `${x} per ${cation.symbol}`, "", ligandsPerCation, "ligands"),
    ...densities("sphere", sphereNm2),
    ...(hasPolyhedron ? densities("polyhedron", polyhedronNm2) : []),
    row("charge-left", "charge the ligands leave for hydroxide", "e per dot", chargeLeftPerDot, "excess"),
    ...(hydroxideFrom === "from charge balance"
      ? []
      : [row("charge-unaccounted", "charge not accounted for", "e per dot", chargeOpen, "excess")]),
  ];
}
