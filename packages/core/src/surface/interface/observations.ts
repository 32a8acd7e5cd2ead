import { crystalOf, findShape } from "../../structure/index.ts";
import type { InterfaceValues } from "./parameters.ts";
import { type InterfaceModels, type InterfaceSample, stateOfSample } from "./sample.ts";
import { readMedium } from "./solvent.ts";

/** One thing that was seen, as a number of the model between two limits. */
export interface InterfaceObservation {
  readonly id: string;
  readonly what: string;
  readonly low: number;
  readonly high: number;
  readonly cite: string;
  readonly predict: (models: InterfaceModels, values: InterfaceValues) => number;
}

const dot = (nm: number): InterfaceSample["dot"] => ({
  crystal: crystalOf("PbS"),
  shape: findShape("truncated-octahedron"),
  size: { by: "diameter", nm },
});
const sample = (
  nm: number,
  solvent: string,
  dotsMolar: number,
  added?: InterfaceSample["added"],
): InterfaceSample => ({ dot: dot(nm), medium: readMedium(solvent), dotsMolar, ...(added ? { added } : {}) });

const boundIn = (models: InterfaceModels, values: InterfaceValues, of: InterfaceSample): number =>
  stateOfSample(models, of, values).boundFraction;

/** Complexes lost by adding something, as a share of those bound before, and the part of them that left {100}. */
export function lossBy(
  models: InterfaceModels,
  values: InterfaceValues,
  before: InterfaceSample,
  after: InterfaceSample,
): { readonly share: number; readonly from100: number } {
  const [one, two] = [stateOfSample(models, before, values), stateOfSample(models, after, values)];
  const lost = two.kinds.map((kind, c) => kind.sites * (one.kinds[c]!.complexes - kind.complexes));
  const all = lost.reduce((sum, value) => sum + value, 0);
  const ofFacet = lost.reduce(
    (sum, value, c) => sum + (two.kinds[c]!.label.startsWith("{100}") ? value : 0),
    0,
  );
  return { share: all / one.boundPerDot, from100: ofFacet / all };
}

const GRISORIO = "Grisorio et al., Angew. Chem. Int. Ed. 2016, 55, 6628";
const ACID = { "oleic acid": { equivalents: 100 } };
const DIOLEATE = { "lead oleate": { equivalents: 100 } };

/** What is known of PbS dots with Pb(oleate)(OH), in numbers where the paper gives words. Each limit says how it was read. */
export const grisorioObservations: readonly InterfaceObservation[] = [
  {
    id: "toluene",
    what: "bound share of 4.8 nm dots, 0.1 mM in toluene: the radius from D is that of dots with their shell within 10 %",
    low: 0.985,
    high: 1,
    cite: GRISORIO,
    predict: (models, values) => boundIn(models, values, sample(4.8, "toluene", 1e-4)),
  },
  {
    id: "chloroform",
    what: "bound share of 2.7 nm dots, 0.1 mM in chloroform: part of the ligands is free, most resonances are still of bound ones",
    low: 0.5,
    high: 0.9,
    cite: GRISORIO,
    predict: (models, values) => boundIn(models, values, sample(2.7, "chloroform", 1e-4)),
  },
  {
    id: "dilution",
    what: "bound share of 4.8 nm dots in toluene at 0.01 mM over that at 0.1 mM: dilution shows in D",
    low: 0.5,
    high: 0.98,
    cite: GRISORIO,
    predict: (models, values) =>
      boundIn(models, values, sample(4.8, "toluene", 1e-5)) /
      boundIn(models, values, sample(4.8, "toluene", 1e-4)),
  },
  {
    id: "acid",
    what: "share of the shell that 100 equivalents of oleic acid take off 4.8 nm dots: up to about 20 %",
    low: 0.15,
    high: 0.224,
    cite: GRISORIO,
    predict: (models, values) =>
      lossBy(models, values, sample(4.8, "toluene", 1e-4), sample(4.8, "toluene", 1e-4, ACID)).share,
  },
  {
    id: "facet",
    what: "part of that which comes from {100}: prevalently",
    low: 0.8,
    high: 1,
    cite: GRISORIO,
    predict: (models, values) =>
      lossBy(models, values, sample(4.8, "toluene", 1e-4), sample(4.8, "toluene", 1e-4, ACID)).from100,
  },
  {
    id: "dioleate",
    what: "change of the bound share by 100 equivalents of lead oleate: almost none",
    low: -0.05,
    high: 0.05,
    cite: GRISORIO,
    predict: (models, values) =>
      -lossBy(models, values, sample(4.8, "toluene", 1e-4), sample(4.8, "toluene", 1e-4, DIOLEATE)).share,
  },
  {
    id: "size",
    what: "dissociation constant of 7.2 nm dots over that of 2.5 nm dots, mean of all sites: larger dots hold more firmly",
    low: 0.05,
    high: 0.9,
    cite: GRISORIO,
    predict: (models, values) =>
      meanDissociation(models, values, 7.17) / meanDissociation(models, values, 2.51),
  },
];

/** Geometric mean of the dissociation constants over all sites, M: 0.01 mM dots in toluene. */
function meanDissociation(models: InterfaceModels, values: InterfaceValues, nm: number): number {
  const { kinds } = stateOfSample(models, sample(nm, "toluene", 1e-5), values);
  const sites = kinds.reduce((sum, kind) => sum + kind.sites, 0);
  return Math.exp(
    kinds.reduce((sum, kind) => sum + (kind.sites * Math.log(kind.dissociationMolar)) / sites, 0),
  );
}
