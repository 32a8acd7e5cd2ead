import { type Observable, type ObservableContext, watchedSpecies } from "../observable.ts";

/** Position, among an observable's terms, of the watched moiety standing alone; -1 when it never does. */
function freeTerm(context: ObservableContext): number {
  return watchedSpecies(context, "all").findIndex((index) => {
    const { composition } = context.network.species[index]!;
    return composition.size === 1 && composition.get(context.watched) === 1;
  });
}

/**
 * The same observable for signals taken as differences from a row in which the watched moiety is all free: its own
 * term drops out, and each amplitude left is a change on binding. That row is then taken as free of error, which is
 * the convention of many host-guest programs (Thordarson, Chem. Soc. Rev. 2011, 40, 1305).
 */
export function referenced(observable: Observable): Observable {
  return {
    ...observable,
    label: `change of ${observable.label}`,
    terms: (context) => observable.terms(context).filter((_, term) => term !== freeTerm(context)),
    evaluate: (concentrations, context, out, gradient) => {
      const dropped = freeTerm(context);
      const count = observable.terms(context).length;
      const n = context.network.species.length;
      const all = new Float64Array(count);
      const allGradient = gradient ? new Float64Array(count * n) : null;
      observable.evaluate(concentrations, context, all, allGradient);
      let kept = 0;
      for (let term = 0; term < count; term++) {
        if (term === dropped) continue;
        out[kept] = all[term]!;
        if (gradient && allGradient) gradient.set(allGradient.subarray(term * n, (term + 1) * n), kept * n);
        kept++;
      }
    },
  };
}
