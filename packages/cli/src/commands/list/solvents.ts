import { type Fact, type Solvent, solvents } from "@oleate/core";
import { type Listing, listing, others } from "./listing.ts";

const factValue = (fact: Fact | undefined): number | null => fact?.value ?? null;

/** Every solvent with the numbers known of it. */
export function table(): Listing {
  return listing<Solvent>(
    solvents,
    (solvent) => ({
      name: solvent.name,
      aliases: solvent.aliases,
      formula: solvent.formula,
      permittivity: factValue(solvent.permittivity),
      refractiveIndex: factValue(solvent.refractiveIndex),
      viscosityMPaS: factValue(solvent.viscosity),
      densityGPerCm3: factValue(solvent.density),
      boilingPointK: factValue(solvent.boilingPoint),
      polarity: factValue(solvent.polarity),
    }),
    {
      name: ["", ({ name }) => name],
      formula: ["", ({ formula }) => formula],
      permittivity: ["", ({ permittivity }) => factValue(permittivity)],
      index: ["", ({ refractiveIndex }) => factValue(refractiveIndex)],
      viscosity: ["mPa s", ({ viscosity }) => factValue(viscosity)],
      density: ["g/cm3", ({ density }) => factValue(density)],
      boils: ["K", ({ boilingPoint }) => factValue(boilingPoint)],
      "E_T^N": ["", ({ polarity }) => factValue(polarity)],
      "also called": ["", others],
    },
  );
}
