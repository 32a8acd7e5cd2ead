import { z } from "zod";
import { atPlace } from "../../errors.ts";
import { type WashState, wash as washDots } from "../../surface/washing.ts";
import { leafOf } from "../evaluator.ts";
import type { NamedValue } from "../result.ts";
import { use } from "../schema/changes.ts";
import { amount, named, section, title } from "../schema/words.ts";
import type { AnalysisKind } from "./analysis.ts";
import { amountsOf, readWash } from "./wash-rounds.ts";

const washRound = section(
  {
    volume: amount("wash solution, a volume"),
    ligands: named(amount("concentration"), "ligands in the wash solution").optional(),
    retained: amount("liquid left with the pellet, a volume"),
    yield: amount("share of the dots kept, 0 to 1"),
    redissolve: amount("volume the pellet is redissolved in"),
    add: named(amount("concentration"), "ligands in the redissolving solvent").optional(),
    constants: named(amount("constant"), "constants in the antisolvent, where they differ").optional(),
  },
  "one round of washing",
);

const fields = section(
  {
    kind: z.literal("wash"),
    title,
    dots: amount("amount of dots, mol"),
    volume: amount("volume of the sample before the first round"),
    rests: named(amount("equivalents per dot"), "solvent and other rests that bind to nothing").optional(),
    rounds: z.array(washRound).min(1),
    with: use,
  },
  "ligands per dot after each round of washing",
);

/** Ligands per dot after each round of dilution, equilibrium, precipitation and redissolution. */
export const wash: AnalysisKind<typeof fields> = {
  kind: "wash",
  fields,
  ofSurface: true,
  check(options, context, report) {
    for (const { text, unit, path } of amountsOf(options)) {
      const where = [...context.path, ...path];
      report.at(where, () => void context.evaluator.number(text, unit, context.placeOf(where)));
    }
    report.at(context.path, () => void readWash(options, context));
  },
  run(options, context) {
    const { model, dotsMol, volumeLitre, lnK, rounds, ingredientsMol, spectatorsMol } = readWash(
      options,
      context,
    );
    const states = atPlace(context.placeOf([...context.path, "rounds"]), () =>
      washDots(
        model.network,
        Object.keys(model.sitesPerDot),
        { volumeLitre, dotsMol, ingredientsMol, spectatorsMol },
        lnK,
        rounds,
      ),
    );
    const names = [
      ...new Set(
        states.flatMap((state) => [...Object.keys(state.boundPerDot), ...Object.keys(state.freePerDot)]),
      ),
    ];
    const rests = [...new Set(states.flatMap((state) => Object.keys(state.spectatorsPerDot)))];
    const total = (state: WashState, name: string): number =>
      (state.boundPerDot[name] ?? 0) + (state.freePerDot[name] ?? 0);
    const clean = (name: string): string => name.replace(/[^\p{L}\p{N}_]+/gu, "_");
    const leaves = new Map<string, ReturnType<typeof leafOf>>();
    const values: NamedValue[] = [];
    states.forEach((state, round) => {
      for (const name of names) {
        leaves.set(`bound_${clean(name)}_${round}`, leafOf(state.boundPerDot[name] ?? 0, "eq"));
        leaves.set(`total_${clean(name)}_${round}`, leafOf(total(state, name), "eq"));
        values.push({
          name: `${context.id}: ${name} after ${round} washes`,
          value: total(state, name),
          unit: "eq",
        });
      }
      for (const name of rests) {
        leaves.set(`${clean(name)}_${round}`, leafOf(state.spectatorsPerDot[name] ?? 0, "eq"));
        values.push({
          name: `${context.id}: ${name} after ${round} washes`,
          value: state.spectatorsPerDot[name] ?? 0,
          unit: "eq",
        });
      }
    });
    const last = states.at(-1)!;
    const axis = states.map((_, round) => round);
    return {
      leaves,
      result: {
        id: context.id,
        kind: "wash",
        title: options.title ?? "Washing",
        findings: [
          `${rounds.length} round${rounds.length === 1 ? "" : "s"} keep ${((100 * last.dotsMol) / dotsMol).toFixed(1)} % of the dots; ${names.map((name) => `${total(last, name).toFixed(1)} ${name} per dot (${(last.boundPerDot[name] ?? 0).toFixed(1)} bound)`).join(", ")}${rests.length ? `; ${rests.map((name) => `${(last.spectatorsPerDot[name] ?? 0).toPrecision(3)} ${name}`).join(", ")}` : ""}.`,
        ],
        values,
        tables: [
          {
            id: `${context.id}-rounds`,
            title: "Per dot after each round",
            caption:
              "Round 0 is the sample before washing. Bound: on a site; total: bound and in the redissolved liquid.",
            columns: [
              { name: "round", unit: "", values: axis },
              {
                name: "dots kept",
                unit: "%",
                values: states.map((state) => (100 * state.dotsMol) / dotsMol),
              },
              ...names.flatMap((name) => [
                {
                  name: `bound ${name}`,
                  unit: "eq",
                  values: states.map((state) => state.boundPerDot[name] ?? 0),
                },
                { name: `total ${name}`, unit: "eq", values: states.map((state) => total(state, name)) },
              ]),
              ...rests.map((name) => ({
                name,
                unit: "eq",
                values: states.map((state) => state.spectatorsPerDot[name] ?? 0),
              })),
            ],
          },
        ],
        figures: [
          {
            id: `${context.id}-rounds`,
            title: options.title ?? "Ligands per dot against washes",
            caption: "Total per dot, bound and free.",
            x: { label: "washes", unit: "", scale: "linear" },
            y: { label: "per dot", unit: "eq", scale: "log" },
            series: [
              ...names.map((name) => ({
                name,
                kind: "points" as const,
                x: axis,
                y: states.map((state) => total(state, name)),
              })),
              ...rests.map((name) => ({
                name,
                kind: "points" as const,
                x: axis,
                y: states.map((state) => state.spectatorsPerDot[name] ?? 0),
              })),
            ],
          },
        ],
      },
    };
  },
};
