import { InputError } from "../errors.ts";
import type { Crystal } from "./crystal.ts";
import type { LatticeBond } from "./lattice-bonds.ts";
import { formatMiller, type Layer, layerFormula, type Stacking } from "./planes.ts";
import { dot } from "./vector.ts";

/**
 * How a face ends. `cations`, `anions`: its outermost layer holds only those, each with two bonds or more. `stoichiometric`:
 * a neutral layer of both. `adatoms`: above every anion of the outermost layer stands one cation. `as cut`: wherever the size
 * falls. Or the formula of the outermost layer, such as CsBr.
 */
export type FacetTermination = "cations" | "anions" | "stoichiometric" | "adatoms" | "as cut" | (string & {});

/** A layer a face may end on: its height modulo the period, and which elements may stand in it. */
export interface Ending {
  readonly height: number;
  readonly keeps: ReadonlySet<string>;
  /** Fewest bonds an atom of the outermost layer keeps. */
  readonly leastBonds: number;
}

/** Sites stand at most this far (Angstrom) above the layer they belong to. */
export const LAYER_MARGIN = 0.25;

/** Bonds that an atom of `layer` keeps when the crystal ends there, without those to sites of the layer that are left out. */
function leastBonds(
  crystal: Crystal,
  bonds: readonly (readonly LatticeBond[])[],
  stacking: Stacking,
  layer: Layer,
  inLayer: readonly boolean[],
): number {
  let least = Number.POSITIVE_INFINITY;
  crystal.sites.forEach((site, s) => {
    if (!inLayer[s] || !layer.composition.has(site.symbol)) return;
    const kept = bonds[s]!.filter((bond) => {
      const rise = dot(stacking.normal, bond.vector);
      return rise < -LAYER_MARGIN || (Math.abs(rise) <= LAYER_MARGIN && inLayer[bond.site]);
    });
    least = Math.min(least, kept.length);
  });
  return least;
}

/** The layers a face may end on under a termination, those that keep most bonds; empty when the face cannot end so. */
function candidateEndings(
  crystal: Crystal,
  bonds: readonly (readonly LatticeBond[])[],
  stacking: Stacking,
  termination: FacetTermination,
): readonly Ending[] {
  const fitting = stacking.layers.flatMap((layer): Ending[] => {
    const member = stacking.siteHeights.map((height) => near(height, layer.height, stacking.period));
    const ending = (inLayer: readonly boolean[]): Ending => ({
      height: layer.height,
      keeps: new Set(crystal.sites.filter((_, s) => inLayer[s]).map((site) => site.symbol)),
      leastBonds: leastBonds(crystal, bonds, stacking, layer, inLayer),
    });
    if (termination === "adatoms") {
      if (layer.holds === "anions" || layer.holds === "atoms") return [];
      return [ending(member.map((isIn, s) => isIn && crystal.sites[s]!.oxidation > 0))];
    }
    if (termination === "stoichiometric") {
      const neutral = layer.holds === "atoms" || (layer.holds === "both" && layer.charge === 0);
      return neutral ? [ending(member)] : [];
    }
    const wanted =
      termination === "cations" || termination === "anions"
        ? layer.holds === termination
        : sameFormula(layerFormula(crystal, layer), termination);
    return wanted ? [ending(member)] : [];
  });
  if (termination === "adatoms") return fitting.filter((ending) => ending.leastBonds === 1);
  const most = Math.max(...fitting.map((ending) => ending.leastBonds));
  return most < 2 ? [] : fitting.filter((ending) => ending.leastBonds === most);
}

/** The layers a face may end on under a termination, those that keep most bonds; throws InputError when there is none. */
export function endingsOf(
  crystal: Crystal,
  bonds: readonly (readonly LatticeBond[])[],
  stacking: Stacking,
  termination: FacetTermination,
): readonly Ending[] {
  const endings = candidateEndings(crystal, bonds, stacking, termination);
  if (endings.length > 0) return endings;
  const possible = possibleTerminations(crystal, bonds, stacking);
  throw new InputError({
    what: `the face ${formatMiller(stacking.hkl, "()")} of ${crystal.name} cannot end on ${termination}`,
    found: "no such layer whose atoms keep two bonds",
    expected: possible.join(", "),
    remedy: `for example --termination "${stacking.hkl.join("")}=${possible[0]}"`,
  });
}

function sameFormula(a: string, b: string): boolean {
  const atoms = (text: string): string => (text.match(/[A-Z][a-z]?\d*/g) ?? []).sort().join("");
  return atoms(a) === atoms(b);
}

function near(a: number, b: number, period: number): boolean {
  const d = Math.abs(a - b);
  return Math.min(d, Math.abs(d - period)) < LAYER_MARGIN;
}

/** Every termination a face can have, "as cut" last. */
export function possibleTerminations(
  crystal: Crystal,
  bonds: readonly (readonly LatticeBond[])[],
  stacking: Stacking,
): readonly FacetTermination[] {
  const formulas = stacking.layers
    .filter((layer) => layer.holds === "both" || layer.charge === 0)
    .map((layer) => layerFormula(crystal, layer));
  const words = ["cations", "stoichiometric", "anions", "adatoms", ...new Set(formulas)];
  return [...words.filter((word) => candidateEndings(crystal, bonds, stacking, word).length > 0), "as cut"];
}

/**
 * How a face ends when nobody says: in rock salt that shows {111}, cations on {111} and adatoms on {100} (the fully
 * cation-terminated dot of lead chalcogenides); on {100} of a perovskite the layer of A and X ions; elsewhere cations where
 * they keep two bonds, else a neutral layer, else anions.
 */
export function usualTermination(
  crystal: Crystal,
  bonds: readonly (readonly LatticeBond[])[],
  stacking: Stacking,
  showsOctahedral: boolean,
): FacetTermination {
  const possible = possibleTerminations(crystal, bonds, stacking);
  if (crystal.lattice === "rock salt" && showsOctahedral && possible.includes("adatoms")) return "adatoms";
  if (crystal.lattice.includes("perovskite")) {
    const least = stacking.layers
      .filter((layer) => layer.holds === "both" && layer.charge === 0)
      .map((layer) => ({ formula: layerFormula(crystal, layer), sum: layerSize(layer) }))
      .sort((a, b) => a.sum - b.sum)[0];
    if (least && possible.includes(least.formula)) return least.formula;
  }
  return possible[0]!;
}

function layerSize(layer: Layer): number {
  return [...layer.composition.values()].reduce((sum, n) => sum + n, 0);
}
