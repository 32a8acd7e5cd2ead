import { type Core, type CoreRequest, coreFacetChoices } from "@oleate/core";
import type { FamilyChoice } from "./structure-protocol.ts";

/** The facet families of a core in the order of its faces, with what each ends on and could end on. */
export function familiesOf(request: CoreRequest, core: Core): readonly FamilyChoice[] {
  if (core.faces.length === 0) {
    const stated = typeof request.terminations === "string" ? request.terminations : "as cut";
    return [{ family: "all", termination: stated, possible: ["as cut", "cations", "anions"] }];
  }
  const shown = new Set(core.faces.map((face) => face.family));
  return coreFacetChoices(request).filter(({ family }) => shown.has(family));
}
