import { atPlace, InputError } from "../../errors.ts";
import { type WashRound, type WashState, wash as washDots } from "../../surface/washing.ts";
import { leafOf } from "../evaluator.ts";
import type { Model } from "../model.ts";
import type { NamedValue } from "../result.ts";
import type { AnalysisFile } from "../schema.ts";
import type { AnalysisContext, AnalysisKind } from "./analysis.ts";

/** What is washed how, in mol and litres. Throws InputError for the first thing that cannot be read. */
function readWash(
  options: Extract<AnalysisFile, { kind: "wash" }>,
  context: AnalysisContext,
): {
  readonly model: Model;
  readonly dotsMol: number;
  readonly volumeLitre: number;
  readonly lnK: Float64Array;
  readonly rounds: readonly WashRound[];
  readonly ingredientsMol: Readonly<Record<string, number>>;
  readonly spectatorsMol: Readonly<Record<string, number>>;
} {
  const { evaluator } = context;
  const at = (...rest: (string | number)[]): ReturnType<typeof context.placeOf> =>
    context.placeOf([...context.path, ...rest]);
  const model = context.modelFor(options.with, [...context.path, "with"]);
  const dotsMol = evaluator.number(options.dots, "mol", at("dots"));
  const volumeLitre = evaluator.number(options.volume, "L", at("volume"));
  const lnKOf = (
    changed: Readonly<Record<string, string | number>> | undefined,
    path: (string | number)[],
  ): Float64Array =>
    Float64Array.from(model.constants, (constant) => {
      const text = changed?.[constant.name];
      const order = model.network.reactions[constant.reaction]!.order;
      const value =
        text === undefined
          ? constant.valueMolar
          : evaluator.number(text, order === 0 ? "" : `M^${order}`, at(...path, constant.name));
      if (value === null || !(value > 0)) {
        throw new InputError({
          what: `${constant.name} has no positive value for washing`,
          remedy: "give it under `with: constants:`",
          place: at(...path),
        });
      }
      return Math.log(value);
    });
  const molar = (
    entries: Readonly<Record<string, string | number>> | undefined,
    path: (string | number)[],
  ): Record<string, number> =>
    Object.fromEntries(
      Object.entries(entries ?? {}).map(([name, text]) => [
        name,
        evaluator.number(text, "M", at(...path, name)),
      ]),
    );
  const lnK = lnKOf(undefined, ["with"]);
  const rounds = options.rounds.map((round, index): WashRound => {
    const path = ["rounds", index];
    for (const name of Object.keys(round.constants ?? {})) {
      if (!model.constants.some((constant) => constant.name === name)) {
        throw new InputError({
          what: `no constant is called ${name}`,
          expected: model.constants.map((c) => c.name).join(", "),
          place: at(...path, "constants", name),
        });
      }
    }
    return {
      washVolumeLitre: evaluator.number(round.volume, "L", at(...path, "volume")),
      washMolar: molar(round.ligands, [...path, "ligands"]),
      retainedLitre: evaluator.number(round.retained, "L", at(...path, "retained")),
      yield: evaluator.number(round.yield, "", at(...path, "yield")),
      redissolveLitre: evaluator.number(round.redissolve, "L", at(...path, "redissolve")),
      redissolveMolar: molar(round.add, [...path, "add"]),
      lnKWash: lnKOf(round.constants, [...path, "constants"]),
      lnKRedissolved: lnK,
    };
  });
  const ingredientsMol: Record<string, number> = {};
  for (const [site, count] of Object.entries(model.sitesPerDot)) ingredientsMol[site] = count * dotsMol;
  for (const [name, total] of Object.entries(model.ligandsMolar))
    ingredientsMol[name] = (total / model.dotsMolar) * dotsMol;
  const spectatorsMol = Object.fromEntries(
    Object.entries(options.rests ?? {}).map(([name, text]) => [
      name,
      evaluator.number(text, "eq", at("rests", name)) * dotsMol,
    ]),
  );
  return { model, dotsMol, volumeLitre, lnK, rounds, ingredientsMol, spectatorsMol };
}

/** Every amount of a wash with its unit and place. */
function amountsOf(
  options: Extract<AnalysisFile, { kind: "wash" }>,
): readonly { readonly text: string | number; readonly unit: string; readonly path: (string | number)[] }[] {
  const named = (
    entries: Readonly<Record<string, string | number>> | undefined,
    unit: string,
    path: (string | number)[],
  ) => Object.entries(entries ?? {}).map(([name, text]) => ({ text, unit, path: [...path, name] }));
  return [
    { text: options.dots, unit: "mol", path: ["dots"] },
    { text: options.volume, unit: "L", path: ["volume"] },
    ...named(options.rests, "eq", ["rests"]),
    ...options.rounds.flatMap((round, i) => [
      { text: round.volume, unit: "L", path: ["rounds", i, "volume"] },
      { text: round.retained, unit: "L", path: ["rounds", i, "retained"] },
      { text: round.yield, unit: "", path: ["rounds", i, "yield"] },
      { text: round.redissolve, unit: "L", path: ["rounds", i, "redissolve"] },
      ...named(round.ligands, "M", ["rounds", i, "ligands"]),
      ...named(round.add, "M", ["rounds", i, "add"]),
    ]),
  ];
}

/** Ligands per dot after each round of dilution, equilibrium, precipitation and redissolution. */
export const wash: AnalysisKind<"wash"> = {
  kind: "wash",
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
