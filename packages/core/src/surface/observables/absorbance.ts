import { type Observable, type ObservableContext, watchedSpecies } from "../observable.ts";

/** Species that hold the watched moiety or another one with colour, in the network's order. */
function coloured(context: ObservableContext): readonly number[] {
  const seen = [context.watched, ...(context.alsoSeen ?? [])].flatMap((watched) =>
    watchedSpecies({ ...context, watched }, "all"),
  );
  return [...new Set(seen)].sort((a, b) => a - b);
}

/** Absorbance (or any signal additive in concentration): sum over the coloured species of absorptivity times c. */
export const absorbance: Observable = {
  name: "absorbance",
  label: "absorbance",
  unit: "",
  help: "Beer-Lambert: A = sum of absorptivity x concentration over the species that hold the watched moiety",
  amplitudes: "free",
  terms: (context) => coloured(context).map((index) => context.network.species[index]!.name),
  evaluate: (concentrations, context, out, gradient) => {
    const species = coloured(context);
    gradient?.fill(0);
    species.forEach((index, term) => {
      out[term] = concentrations[index]!;
      if (gradient) gradient[term * context.network.species.length + index] = 1;
    });
  },
};
