import { type Observable, watchedCount, watchedSpecies } from "../observable.ts";

/**
 * Mean over the states of one moiety, weighted by population x_s = c_s n_s / sum(c n): what fast exchange shows.
 * The value of each state is an unknown amplitude.
 */
const evaluate: Observable["evaluate"] = (concentrations, context, out, gradient) => {
  const species = watchedSpecies(context, "all");
  const speciesCount = context.network.species.length;
  let total = 0;
  for (const index of species) total += watchedCount(context, index) * concentrations[index]!;
  gradient?.fill(0);
  species.forEach((index, term) => {
    const count = watchedCount(context, index);
    // Where the moiety is absent its signal is not defined; a population of 0 keeps the row finite.
    const share = total > 0 ? (count * concentrations[index]!) / total : 0;
    out[term] = share;
    if (!gradient || total === 0) return;
    for (const other of species) {
      gradient[term * speciesCount + other] =
        ((other === index ? count : 0) - share * watchedCount(context, other)) / total;
    }
  });
};

const terms: Observable["terms"] = (context) =>
  watchedSpecies(context, "all").map((index) => context.network.species[index]!.name);

/** Chemical shift in fast exchange: the population-weighted mean over the species that hold the watched moiety. */
export const shift: Observable = {
  name: "shift",
  label: "chemical shift",
  unit: "ppm",
  help: "fast-exchange NMR shift: mean over the watched species, each with its own shift",
  amplitudes: "free",
  terms,
  evaluate,
};

/** Fluorescence anisotropy of a label whose brightness does not change on binding (additive over populations). */
export const anisotropy: Observable = {
  name: "anisotropy",
  label: "anisotropy",
  unit: "",
  help: "mean over the labelled species, equal brightness; Lakowicz, Principles of Fluorescence Spectroscopy (2006), ch. 10",
  amplitudes: "free",
  terms,
  evaluate,
};
