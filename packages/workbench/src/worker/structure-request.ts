import {
  type CoreRequest,
  crystalOf,
  DomainError,
  findMaterial,
  findShape,
  InputError,
  type ShapeOptions,
  type SizeRequest,
} from "@oleate/core";
import type { DotWish } from "./structure-protocol.ts";

/** Lengths above this (nm) are for the command line: the page draws every atom. */
const LONGEST_NM = 25;
/** Atom counts above this are for the command line. */
const MOST_ATOMS = 400_000;

/** The size a wish asks for. Throws DomainError for one the page does not draw. */
export function sizeOf(wish: DotWish): SizeRequest {
  const lengths: Record<DotWish["sizeBy"], readonly number[]> = {
    diameter: [wish.diameterNm],
    edge: [wish.edgeNm],
    atoms: [],
    edges: wish.edgesNm,
    monolayers: wish.edgesNm.slice(0, 2),
  };
  const longest = Math.max(0, ...lengths[wish.sizeBy]);
  if (longest > LONGEST_NM || (wish.sizeBy === "atoms" && wish.atoms > MOST_ATOMS)) {
    throw new DomainError({
      what: "the size is more than the page draws",
      found: wish.sizeBy === "atoms" ? `${wish.atoms} atoms` : `${longest} nm`,
      expected: `at most ${LONGEST_NM} nm or ${MOST_ATOMS} atoms`,
      remedy: "build larger dots with the command line",
    });
  }
  switch (wish.sizeBy) {
    case "diameter":
      return { by: "diameter", nm: wish.diameterNm };
    case "edge":
      return { by: "edge", nm: wish.edgeNm };
    case "atoms":
      return { by: "atoms", count: Math.round(wish.atoms) };
    case "edges":
      return { by: "edges", nm: wish.edgesNm };
    case "monolayers":
      return {
        by: "edges",
        nm: [wish.edgesNm[0], wish.edgesNm[1]],
        monolayers: Math.round(wish.monolayers),
      };
  }
}

/** Surface energies by plane from "100=0.16, 111=0.20"; throws InputError for a part that is no such pair. */
export function energiesOf(text: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    text
      .split(/[,;]/u)
      .filter((part) => part.trim() !== "")
      .map((part) => {
        const [plane = "", energy = ""] = part.split("=").map((side) => side.trim());
        if (plane === "" || energy === "" || !Number.isFinite(Number(energy)))
          throw new InputError({
            what: "a surface energy cannot be read",
            found: `"${part.trim()}"`,
            expected: 'planes with energies, such as "100=0.16, 111=0.20"',
          });
        return [plane, Number(energy)];
      }),
  );
}

/** The core a wish asks for. Terminations of families the shape does not have are left out by the builder. */
export function coreRequestOf(wish: DotWish): CoreRequest {
  const material = findMaterial(wish.material);
  const form = material.polymorphs.some(({ name }) => name === wish.form) ? wish.form : undefined;
  const shape = findShape(wish.shape);
  const options: ShapeOptions = {
    ...(shape.options.truncation ? { truncation: wish.truncation } : {}),
    ...(shape.options.aspect ? { aspect: wish.aspect } : {}),
    ...(shape.options.energies ? { energies: energiesOf(wish.energies) } : {}),
  };
  const whole = wish.terminations["surface"];
  const terminations = shape.name === "sphere" ? whole : wish.terminations;
  return {
    crystal: crystalOf(material.formula, form),
    shape,
    size: sizeOf(wish),
    options,
    ...(terminations === undefined ? {} : { terminations }),
  };
}
