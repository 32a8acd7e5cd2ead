import { buildCore, type Core, type CoreRequest, OleateError } from "@oleate/core";
import type { FamilyChoice } from "./structure-protocol.ts";

/** A termination no face has: asking for it makes the builder name those there are, before anything is cut. */
const NO_SUCH = "?";

const known = new Map<string, readonly string[]>();

function possibleOf(request: CoreRequest, plane: string): readonly string[] {
  try {
    buildCore({ ...request, terminations: { [plane]: NO_SUCH } });
  } catch (error) {
    if (error instanceof OleateError) return error.complaint.expected?.split(", ") ?? [];
  }
  return [];
}

/** The facet families of a core in the order of its faces, with what each could end on. */
export function familiesOf(request: CoreRequest, core: Core): readonly FamilyChoice[] {
  if (core.faces.length === 0) {
    const stated = typeof request.terminations === "string" ? request.terminations : "as cut";
    return [{ family: "all", termination: stated, possible: ["as cut", "cations", "anions"] }];
  }
  const ends = new Map(core.faces.map((face) => [face.family, face.termination]));
  return [...ends].map(([family, termination]) => {
    const key = `${core.crystal.name}|${request.shape.name}|${family}`;
    const possible = known.get(key) ?? possibleOf(request, family);
    known.set(key, possible);
    return {
      family,
      termination,
      possible: possible.includes(termination) ? possible : [termination, ...possible],
    };
  });
}
