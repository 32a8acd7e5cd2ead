import type { Listing } from "./listing.ts";

/** One table of `oleate list`; its file, which exports `table`, is loaded when it is asked for. */
export interface ListTable {
  readonly name: string;
  readonly what: string;
  readonly load: () => Promise<{ readonly table: () => Listing }>;
}

/** All tables in the order of `oleate list`; a new one is its file in this folder and a line here. */
export const listTables: readonly ListTable[] = [
  { name: "materials", what: "cores, with crystal forms", load: () => import("./materials.ts") },
  {
    name: "ligands",
    what: "ligands, with formula, class, charge and donor atoms",
    load: () => import("./ligands.ts"),
  },
  {
    name: "solvents",
    what: "solvents, with permittivity, index, viscosity, density, boiling point, polarity",
    load: () => import("./solvents.ts"),
  },
  {
    name: "shapes",
    what: "shapes a dot is cut in, with the numbers each takes",
    load: () => import("./shapes.ts"),
  },
  { name: "presets", what: "known dots to begin with", load: () => import("./presets.ts") },
  { name: "clusters", what: "magic-size clusters", load: () => import("./clusters.ts") },
  { name: "interface", what: "parameters of the interface's model", load: () => import("./interface.ts") },
  { name: "bands", what: "infrared bands of ligands, free and bound", load: () => import("./bands.ts") },
  { name: "standards", what: "standards of the quantum yield", load: () => import("./standards.ts") },
  {
    name: "components",
    what: "components a decay of emission is made of",
    load: () => import("./components.ts"),
  },
  {
    name: "medium",
    what: "local-field models of the medium around a dot",
    load: () => import("./medium.ts"),
  },
  {
    name: "observables",
    what: "what a measurement of a study may be of (`observable:`)",
    load: () => import("./observables.ts"),
  },
  {
    name: "parameters",
    what: "parameters of the observables' own, which a fit may free",
    load: () => import("./own-parameters.ts"),
  },
  {
    name: "analyses",
    what: "kinds of analysis of a study (`kind:`), with their keys",
    load: () => import("./analyses.ts"),
  },
  {
    name: "units",
    what: "units by dimension, with every accepted spelling",
    load: () => import("./units.ts"),
  },
  {
    name: "formats",
    what: "file formats that are read: titrations, NMR, decays, spectra, structures",
    load: () => import("./formats.ts"),
  },
];
