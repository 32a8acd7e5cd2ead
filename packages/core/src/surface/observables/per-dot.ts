import { type Observable, type ObservableContext, watchedCount, watchedSpecies } from "../observable.ts";

/** Sum of a ligand over its free or bound species, divided by the dots: equivalents per dot. */
function perDot(where: "free" | "bound"): Observable["evaluate"] {
  return (concentrations, context, out, gradient) => {
    out[0] = 0;
    gradient?.fill(0);
    for (const index of watchedSpecies(context, where)) {
      const share = watchedCount(context, index) / context.dotsMolar;
      out[0]! += share * concentrations[index]!;
      if (gradient) gradient[index]! += share;
    }
  };
}

const one =
  (name: string) =>
  (_context: ObservableContext): readonly string[] => [name];

/** Free ligand per dot: what stays in solution and is seen as a sharp resonance beside an internal standard. */
export const freeLigand: Observable = {
  name: "free-ligand",
  label: "free ligand per dot",
  unit: "eq",
  help: "equivalents per dot not bound to a site, by NMR integral against an internal standard",
  amplitudes: "known",
  terms: one("free ligand per dot"),
  evaluate: perDot("free"),
};

/** Bound ligand per dot: what vanished from the sharp resonance, or what digestion finds. */
export const boundLigand: Observable = {
  name: "bound-ligand",
  label: "bound ligand per dot",
  unit: "eq",
  help: "equivalents per dot sitting on a site",
  amplitudes: "known",
  terms: one("bound ligand per dot"),
  evaluate: perDot("bound"),
};
