import {
  buildNetwork,
  type Observable,
  type ObservableParameter,
  parseReactions,
  STUDY_OBSERVABLES,
} from "@oleate/core";
import { type Listing, listing } from "./listing.ts";

/** The simplest surface there is: it brings out the parameters that an observable has once for every ligand. */
const SURFACE = {
  network: buildNetwork(parseReactions("site + LIGAND <=> site.LIGAND; K = 1 /M")),
  sites: ["site"],
  watched: "LIGAND",
};

/** Parameters of an observable; one it has for every ligand is named with LIGAND in its place. */
export function parametersOf(observable: Observable): readonly ObservableParameter[] {
  return observable.parameters?.(SURFACE) ?? [];
}

/** Every parameter of the observables' own once, with the observables that have it. */
export function table(): Listing {
  const all = new Map(
    STUDY_OBSERVABLES.flatMap(parametersOf).map((parameter) => [parameter.name, parameter] as const),
  );
  const users = (name: string): readonly string[] =>
    STUDY_OBSERVABLES.filter((one) => parametersOf(one).some((parameter) => parameter.name === name)).map(
      (one) => one.name,
    );
  return listing([...all.values()], (parameter) => ({ ...parameter, observables: users(parameter.name) }), {
    name: ["", ({ name }) => name],
    usual: ["", ({ default: usual }) => (usual === null ? "must be given" : String(usual))],
    unit: ["", ({ unit }) => unit],
    range: ["", ({ range: [low, high] }) => `${low} to ${high}`],
    what: ["", ({ help }) => help],
    "belongs to": ["", ({ name }) => users(name).join(", ")],
  });
}
