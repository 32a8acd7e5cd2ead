import { crystalOf, findShape } from "../../structure/index.ts";
import type { InterfaceValues } from "./parameters.ts";
import { type InterfaceModels, type InterfaceSample, stateOfSample } from "./sample.ts";
import { readMedium } from "./solvent.ts";
import type { InterfaceState } from "./state.ts";

/** One thing that was seen, as a number of the model between two limits. */
export interface InterfaceObservation {
  readonly id: string;
  readonly what: string;
  readonly low: number;
  readonly high: number;
  readonly cite: string;
  /** States it has to be told: what it costs to ask. */
  readonly states: number;
  readonly predict: (models: InterfaceModels, values: InterfaceValues) => number;
}

/** A solution one observation speaks of. */
interface Seen {
  readonly nm: number;
  readonly solvent: string;
  readonly dotsMolar: number;
  readonly added?: InterfaceSample["added"];
}

const TOLUENE: Seen = { nm: 4.8, solvent: "toluene", dotsMolar: 1e-4 };
const DILUTED: Seen = { ...TOLUENE, dotsMolar: 1e-5 };
const CHLOROFORM: Seen = { nm: 2.7, solvent: "chloroform", dotsMolar: 1e-4 };
const ACID: Seen = { ...TOLUENE, added: { "oleic acid": { equivalents: 100 } } };
const DIOLEATE: Seen = { ...TOLUENE, added: { "lead oleate": { equivalents: 100 } } };
const LARGE: Seen = { ...DILUTED, nm: 7.17 };
const SMALL: Seen = { ...DILUTED, nm: 2.51 };

/** Samples are made when first asked for, and kept: reading their words takes as long as solving them. */
const samples = new Map<Seen, InterfaceSample>();

function sampleOf(seen: Seen): InterfaceSample {
  let sample = samples.get(seen);
  if (!sample) {
    const { nm, solvent, dotsMolar, added } = seen;
    sample = {
      dot: {
        crystal: crystalOf("PbS"),
        shape: findShape("truncated-octahedron"),
        size: { by: "diameter", nm },
      },
      medium: readMedium(solvent),
      dotsMolar,
      ...(added ? { added } : {}),
    };
    samples.set(seen, sample);
  }
  return sample;
}

/** States of one set of parameters: several observations look at the same solution. */
const solved = new WeakMap<InterfaceValues, Map<Seen, InterfaceState>>();

function stateOf(models: InterfaceModels, values: InterfaceValues, seen: Seen): InterfaceState {
  let states = solved.get(values);
  if (!states) {
    states = new Map();
    solved.set(values, states);
  }
  let state = states.get(seen);
  if (!state) {
    state = stateOfSample(models, sampleOf(seen), values);
    states.set(seen, state);
  }
  return state;
}

/** Complexes lost by adding something, as a share of those bound before, and the part of them that left {100}. */
export function lossBy(
  models: InterfaceModels,
  values: InterfaceValues,
  before: InterfaceSample,
  after: InterfaceSample,
): { readonly share: number; readonly from100: number } {
  return lossBetween(stateOfSample(models, before, values), stateOfSample(models, after, values));
}

function lossBetween(
  one: InterfaceState,
  two: InterfaceState,
): { readonly share: number; readonly from100: number } {
  const lost = two.kinds.map((kind, c) => kind.sites * (one.kinds[c]!.complexes - kind.complexes));
  const all = lost.reduce((sum, value) => sum + value, 0);
  const ofFacet = lost.reduce(
    (sum, value, c) => sum + (two.kinds[c]!.label.startsWith("{100}") ? value : 0),
    0,
  );
  return { share: all / one.boundPerDot, from100: ofFacet / all };
}

const GRISORIO = "Grisorio et al., Angew. Chem. Int. Ed. 2016, 55, 6628";

/** What is known of PbS dots with Pb(oleate)(OH), in numbers where the paper gives words. Each limit says how it was read. */
export const grisorioObservations: readonly InterfaceObservation[] = [
  {
    id: "toluene",
    what: "bound share of 4.8 nm dots, 0.1 mM in toluene: the radius from D is that of dots with their shell within 10 %",
    low: 0.985,
    high: 1,
    cite: GRISORIO,
    states: 1,
    predict: (models, values) => stateOf(models, values, TOLUENE).boundFraction,
  },
  {
    id: "chloroform",
    what: "bound share of 2.7 nm dots, 0.1 mM in chloroform: part of the ligands is free, most resonances are still of bound ones",
    low: 0.5,
    high: 0.9,
    cite: GRISORIO,
    states: 1,
    predict: (models, values) => stateOf(models, values, CHLOROFORM).boundFraction,
  },
  {
    id: "dilution",
    what: "bound share of 4.8 nm dots in toluene at 0.01 mM over that at 0.1 mM: dilution shows in D",
    low: 0.5,
    high: 0.98,
    cite: GRISORIO,
    states: 2,
    predict: (models, values) =>
      stateOf(models, values, DILUTED).boundFraction / stateOf(models, values, TOLUENE).boundFraction,
  },
  {
    id: "acid",
    what: "share of the shell that 100 equivalents of oleic acid take off 4.8 nm dots: up to about 20 %",
    low: 0.15,
    high: 0.224,
    cite: GRISORIO,
    states: 2,
    predict: (models, values) =>
      lossBetween(stateOf(models, values, TOLUENE), stateOf(models, values, ACID)).share,
  },
  {
    id: "facet",
    what: "part of that which comes from {100}: prevalently",
    low: 0.8,
    high: 1,
    cite: GRISORIO,
    states: 2,
    predict: (models, values) =>
      lossBetween(stateOf(models, values, TOLUENE), stateOf(models, values, ACID)).from100,
  },
  {
    id: "dioleate",
    what: "change of the bound share by 100 equivalents of lead oleate: almost none",
    low: -0.05,
    high: 0.05,
    cite: GRISORIO,
    states: 2,
    predict: (models, values) =>
      -lossBetween(stateOf(models, values, TOLUENE), stateOf(models, values, DIOLEATE)).share,
  },
  {
    id: "size",
    what: "dissociation constant of 7.2 nm dots over that of 2.5 nm dots, mean of all sites: larger dots hold more firmly",
    low: 0.05,
    high: 0.9,
    cite: GRISORIO,
    states: 2,
    predict: (models, values) =>
      meanDissociation(stateOf(models, values, LARGE)) / meanDissociation(stateOf(models, values, SMALL)),
  },
];

/** Geometric mean of the dissociation constants over all sites, M. */
function meanDissociation({ kinds }: InterfaceState): number {
  const sites = kinds.reduce((sum, kind) => sum + kind.sites, 0);
  return Math.exp(
    kinds.reduce((sum, kind) => sum + (kind.sites * Math.log(kind.dissociationMolar)) / sites, 0),
  );
}
