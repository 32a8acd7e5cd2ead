import { type Material, materials, type Polymorph } from "@oleate/core";
import { type Listing, listing, others } from "./listing.ts";

/** A crystal form by its name, with the lattice where the name does not say it. */
function formName({ name, lattice }: Polymorph): string {
  return name === lattice ? name : `${name} (${lattice})`;
}

function formEntry({ name, lattice, spaceGroup, a, b, c }: Polymorph): Readonly<Record<string, unknown>> {
  return { name, lattice, spaceGroup, aNm: a.value, bNm: b?.value, cNm: c?.value };
}

/** Every material with its crystal forms. */
export function table(): Listing {
  return listing<Material>(
    materials,
    ({ formula, name, aliases, polymorphs, sizing }) => ({
      formula,
      name,
      aliases,
      forms: polymorphs.map(formEntry),
      sizingCurve: sizing.length > 0,
    }),
    {
      formula: ["", ({ formula }) => formula],
      name: ["", ({ name }) => name],
      "crystal forms, the usual first": ["", ({ polymorphs }) => polymorphs.map(formName).join(", ")],
      "sizing curve": ["", ({ sizing }) => (sizing.length > 0 ? "yes" : "no")],
      "also called": ["", others],
    },
  );
}
