import { type Observable, watchedSpecies } from "../observable.ts";

/** Absorbance (or any signal additive in concentration): sum over the coloured species of absorptivity times c. */
export const absorbance: Observable = {
  name: "absorbance",
  label: "absorbance",
  unit: "",
  help: "Beer-Lambert: A = sum of absorptivity x concentration over the species that hold the watched moiety",
  amplitudes: "free",
  terms: (context) => watchedSpecies(context, "all").map((index) => context.network.species[index]!.name),
  evaluate: (concentrations, context, out, gradient) => {
    const species = watchedSpecies(context, "all");
    gradient?.fill(0);
    species.forEach((index, term) => {
      out[term] = concentrations[index]!;
      if (gradient) gradient[term * context.network.species.length + index] = 1;
    });
  },
};
