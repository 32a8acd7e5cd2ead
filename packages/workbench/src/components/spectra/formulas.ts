import { type ConcentrationRoute, citations } from "@oleate/core";
import { type Aliquot, absorptionOf } from "./aliquots.ts";
import { routeAt } from "./series-figures.ts";

/** Whose formula a route took and what it was worked out with, for a whole series; as `oleate spectrum`. */
function formulaOf({ source, basis, at }: ConcentrationRoute): string {
  const by =
    basis.with === "energy"
      ? "with the measured energy"
      : basis.curve === null
        ? "with the size used"
        : `with the size by ${basis.curve}`;
  return `${"transition" in at ? "first transition" : `${at.wavelengthNm} nm`}: ${citations[source].cite}, ${by}`;
}

/** The formulas behind the two columns of concentrations, each once. */
export function formulasOf(aliquots: readonly Aliquot[]): readonly string[] {
  const said = (["first", "short"] as const).flatMap((where) =>
    aliquots.flatMap((aliquot) => {
      const route = routeAt(absorptionOf(aliquot)?.concentration?.routes, where);
      return route ? [formulaOf(route)] : [];
    }),
  );
  return [...new Set(said)];
}
