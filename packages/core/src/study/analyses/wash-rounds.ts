import { InputError } from "../../errors.ts";
import type { WashRound } from "../../surface/washing.ts";
import type { Model } from "../model/index.ts";
import type { AnalysisFile } from "../schema/index.ts";
import type { AnalysisContext } from "./analysis.ts";

type Fields = Extract<AnalysisFile, { kind: "wash" }>;

/** What is washed how, in mol and litres. Throws InputError for the first thing that cannot be read. */
export function readWash(
  options: Fields,
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
export function amountsOf(
  options: Fields,
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
