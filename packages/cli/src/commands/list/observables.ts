import { STUDY_OBSERVABLES } from "@oleate/core";
import { type Listing, listing } from "./listing.ts";
import { parametersOf } from "./own-parameters.ts";

/** Every observable a measurement of a study can name, with the parameters of its own. */
export function table(): Listing {
  return listing(
    STUDY_OBSERVABLES,
    (observable) => ({
      name: observable.name,
      label: observable.label,
      unit: observable.unit,
      what: observable.help,
      amplitudes: observable.amplitudes,
      usualSigma: observable.usualSigma ?? null,
      parameters: parametersOf(observable),
    }),
    {
      name: ["", ({ name }) => name],
      unit: ["", ({ unit }) => unit],
      "value of each species": [
        "",
        ({ amplitudes }) => (amplitudes === "known" ? "follows from the state" : "found by the fit"),
      ],
      what: ["", ({ help }) => help],
      "parameters of its own": [
        "",
        (one) =>
          parametersOf(one)
            .map(({ name }) => name)
            .join(", "),
      ],
    },
  );
}
