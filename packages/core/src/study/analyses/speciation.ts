import { InputError, nearestNames } from "../../errors.ts";
import { boundPerDot } from "../../surface/distribution.ts";
import { prepareSpeciation, solveSpeciation } from "../../surface/speciation.ts";
import { leafOf } from "../evaluator.ts";
import type { Series } from "../figure-spec.ts";
import { concentration, ingredients, type Model } from "../model.ts";
import type { NamedValue } from "../result.ts";
import type { AnalysisKind } from "./analysis.ts";

/** Concentrations of every species at each total of one ingredient, row-major totals x species, mol/L. */
export function doseCurve(model: Model, ingredient: string, totalsMolar: ArrayLike<number>): Float64Array {
  const index = model.network.indexOf.get(ingredient);
  if (index === undefined) {
    const known = [...model.network.indexOf.keys()];
    throw new InputError({
      what: `no species is called ${ingredient}`,
      remedy: `nearest: ${nearestNames(ingredient, known).join(", ")}`,
    });
  }
  const speciation = prepareSpeciation(model.network);
  const lnK = Float64Array.from(model.constants, ({ valueMolar, name }) => {
    if (valueMolar === null)
      throw new InputError({ what: `${name} has no value`, remedy: `give it under \`with: constants:\`` });
    return Math.log(valueMolar);
  });
  const n = model.network.species.length;
  const table = new Float64Array(totalsMolar.length * n);
  const initial = ingredients(model);
  for (let i = 0; i < totalsMolar.length; i++) {
    initial[index] = totalsMolar[i]!;
    solveSpeciation(speciation, lnK, initial, table.subarray(i * n, (i + 1) * n));
  }
  return table;
}

/** Species of a model that hold one of its sites, as network indices. */
export function boundSpecies(model: Model): readonly number[] {
  const sites = Object.keys(model.sitesPerDot);
  return model.network.species
    .map((species, index) => ({ species, index }))
    .filter(({ species }) => sites.some((site) => species.composition.has(site)))
    .map(({ index }) => index);
}

/** The state against the dose of one ingredient: what sits on the dots, what is free, and how dots differ. */
export const speciation: AnalysisKind<"speciation"> = {
  kind: "speciation",
  run(options, context) {
    const at = (key: string): ReturnType<typeof context.placeOf> => context.placeOf([...context.path, key]);
    const model = context.modelFor(options.with, [...context.path, "with"]);
    const total = (text: string | number, key: string): number =>
      concentration(text, context.evaluator, model.dotsMolar, at(key));
    const [from, to] = [total(options.from, "from"), total(options.to, "to")];
    if (!(to > from))
      throw new InputError({
        what: "the dose range is empty",
        found: `${options.from} to ${options.to}`,
        expected: "`to` above `from`",
        place: at("to"),
      });
    const points = options.points ?? 101;
    const totals = Float64Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
    const { network, dotsMolar } = model;
    const n = network.species.length;
    const table = doseCurve(model, options.added, totals);
    const equivalents = Array.from(totals, (value) => value / dotsMolar);
    const bound = boundSpecies(model);
    const perDot = (rows: Float64Array, index: number): number[] =>
      Array.from({ length: rows.length / n }, (_, i) => rows[i * n + index]! / dotsMolar);
    const series = bound.map(
      (index): Series => ({
        name: network.species[index]!.name,
        kind: "line",
        x: equivalents,
        y: perDot(table, index),
      }),
    );
    const watched = network.indexOf.get(options.watch ?? options.added)!;
    series.push({
      name: `free ${network.species[watched]!.name}`,
      kind: "line",
      dashed: true,
      x: equivalents,
      y: perDot(table, watched),
    });

    const leaves = new Map<string, ReturnType<typeof leafOf>>();
    const values: NamedValue[] = [];
    const chosen = (options.at ?? []).map((text) => total(text, "at"));
    const chosenTable = doseCurve(model, options.added, chosen);
    leaves.set(
      "dose",
      leafOf(
        Float64Array.from(chosen, (value) => value / dotsMolar),
        "eq",
      ),
    );
    network.species.forEach((species, index) => {
      const column = Float64Array.from(perDot(chosenTable, index));
      leaves.set(species.name.replace(/[^\p{L}\p{N}_]+/gu, "_"), leafOf(column, "eq"));
    });
    const sites = Object.values(model.sitesPerDot).reduce((a, b) => a + b, 0);
    const findings: string[] = [];
    chosen.forEach((value, row) => {
      const dose = value / dotsMolar;
      const free = chosenTable[row * n + watched]! / dotsMolar;
      values.push({ name: `${context.id}.free at ${dose.toFixed(0)} eq`, value: free, unit: "eq" });
      const ligandOnSites = bound
        .filter((index) => network.species[index]!.composition.has(network.species[watched]!.name))
        .reduce((sum, index) => sum + chosenTable[row * n + index]!, 0);
      const coverage = ligandOnSites / (sites * dotsMolar);
      const distribution = boundPerDot(sites, 0, Math.min(1, coverage));
      findings.push(
        `At ${dose.toFixed(0)} equivalents of ${options.added}, ${(100 * coverage).toFixed(1)} % of the sites hold it: ${distribution.mean.toFixed(0)} per dot with a binomial spread of ${Math.sqrt(distribution.variance).toFixed(1)} from dot to dot; ${free.toFixed(2)} equivalents (${dose > 0 ? ((100 * free) / dose).toFixed(2) : "0"} % of what was added) stay free.`,
      );
    });
    return {
      leaves,
      result: {
        id: context.id,
        kind: "speciation",
        title: options.title ?? `What is on the dots against ${options.added}`,
        findings,
        values,
        tables: [],
        figures: [
          {
            id: `${context.id}-state`,
            title: options.title ?? `State against ${options.added}`,
            caption: `Computed from the sample and its constants; ${sites.toFixed(0)} sites a dot, dots ${(dotsMolar * 1e6).toPrecision(3)} uM.`,
            x: { label: `total ${options.added} per dot`, unit: "eq", scale: "linear" },
            y: { label: "per dot", unit: "eq", scale: "linear" },
            series,
          },
        ],
      },
    };
  },
};
