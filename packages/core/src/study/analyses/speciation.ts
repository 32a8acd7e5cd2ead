import { z } from "zod";
import { InputError, type Place } from "../../errors.ts";
import { boundPerDot } from "../../surface/distribution.ts";
import { leafOf } from "../evaluator.ts";
import type { Axis, Series } from "../figure-spec.ts";
import {
  boundSpecies,
  concentration,
  type Model,
  type Sweep,
  speciesLabel,
  stateCurve,
} from "../model/index.ts";
import type { NamedValue } from "../result.ts";
import { use } from "../schema/changes.ts";
import { amount, section, text, title } from "../schema/words.ts";
import type { AnalysisContext, AnalysisKind } from "./analysis.ts";

/** How a sweep is read from the file and drawn. */
interface SweepAxis {
  readonly sweep: Sweep;
  readonly axis: Axis;
  /** A value of the sweep from its text, in the sweep's own unit. */
  read(text: string | number, place: Place): number;
  /** The value as drawn and named. */
  shown(value: number): number;
}

function sweepAxis(added: string, model: Model, context: AnalysisContext): SweepAxis {
  if (added === "dilution") {
    return {
      sweep: { kind: "dilution" },
      axis: { label: "dilution factor", unit: "", scale: "log" },
      read: (text, place) => context.evaluator.number(text, "", place),
      shown: (value) => value,
    };
  }
  if (added === "temperature") {
    return {
      sweep: { kind: "temperature" },
      axis: { label: "temperature", unit: "K", scale: "linear" },
      read: (text, place) => context.evaluator.number(text, "K", place),
      shown: (value) => value,
    };
  }
  return {
    sweep: { kind: "dose", ingredient: added },
    axis: { label: `total ${added} per dot`, unit: "eq", scale: "linear" },
    read: (text, place) => concentration(text, context.evaluator, model.dotsMolar, place),
    shown: (value) => value / model.dotsMolar,
  };
}

/** The sweep of the file: what is varied between which values, and which ligand is followed. */
function readSweep(
  options: Fields,
  context: AnalysisContext,
): SweepAxis & {
  readonly model: Model;
  readonly from: number;
  readonly to: number;
  readonly watched: string;
  readonly watchedIndex: number;
} {
  const at = (key: string): Place => context.placeOf([...context.path, key]);
  const model = context.modelFor(options.with, [...context.path, "with"]);
  const { network } = model;
  const { sweep, axis, read, shown } = sweepAxis(options.added, model, context);
  const [from, to] = [read(options.from, at("from")), read(options.to, at("to"))];
  if (!(to > from)) {
    throw new InputError({
      what: "the range is empty",
      found: `${options.from} to ${options.to}`,
      expected: "`to` above `from`",
      place: at("to"),
    });
  }
  const watched = options.watch ?? (sweep.kind === "dose" ? options.added : undefined);
  const watchedIndex = watched === undefined ? undefined : network.indexOf.get(watched);
  if (watchedIndex === undefined) {
    throw new InputError({
      what: "which ligand is followed is not said",
      found: watched ?? "nothing",
      expected: `\`watch:\` with one of ${[...network.indexOf.keys()].join(", ")}`,
      place: at("watch"),
    });
  }
  return { model, sweep, axis, read, shown, from: from!, to: to!, watched: watched!, watchedIndex };
}

const fields = section(
  {
    kind: z.literal("speciation"),
    title,
    added: text("ingredient varied, or `dilution`, or `temperature`"),
    from: amount("lowest total"),
    to: amount("highest total"),
    points: z.number().int().min(2).max(2000).optional(),
    at: z.array(amount("total")).describe("totals at which numbers are reported").optional(),
    watch: text("ligand followed").optional(),
    with: use,
  },
  "the state against dose, dilution or temperature",
);
type Fields = z.infer<typeof fields>;

/** The state against dose, dilution or temperature: what sits on the dots, what is free, and how dots differ. */
export const speciation: AnalysisKind<typeof fields> = {
  kind: "speciation",
  fields,
  ofSurface: true,
  check(options, context, report) {
    const { path } = context;
    let model: Model | undefined;
    report.at(path, () => {
      model = context.modelFor(options.with, [...path, "with"]);
    });
    if (!model) return;
    const { read } = sweepAxis(options.added, model, context);
    const texts = [
      { text: options.from, where: [...path, "from"] },
      { text: options.to, where: [...path, "to"] },
      ...(options.at ?? []).map((text, i) => ({ text, where: [...path, "at", i] })),
    ];
    for (const { text, where } of texts) report.at(where, () => void read(text, context.placeOf(where)));
    report.at(path, () => void readSweep(options, context));
  },
  run(options, context) {
    const { model, sweep, axis, read, shown, from, to, watched, watchedIndex } = readSweep(options, context);
    const { network } = model;
    const n = network.species.length;
    const points = options.points ?? 101;
    const spaced = (share: number): number =>
      axis.scale === "log" ? from * (to / from) ** share : from + (to - from) * share;
    const values = Float64Array.from({ length: points }, (_, i) => spaced(i / (points - 1)));
    const perDot = (list: ArrayLike<number>): ((index: number) => number[]) => {
      const { concentrationsMolar, dotsMolar } = stateCurve(model, sweep, list);
      return (index) => Array.from(dotsMolar, (dots, i) => concentrationsMolar[i * n + index]! / dots);
    };
    const curve = perDot(values);
    const bound = boundSpecies(model);
    const x = Array.from(values, shown);
    const series = bound.map(
      (index): Series => ({ name: speciesLabel(model, index), kind: "line", x, y: curve(index) }),
    );
    series.push({ name: `free ${watched}`, kind: "line", dashed: true, x, y: curve(watchedIndex) });

    const chosen = (options.at ?? []).map((text, i) =>
      read(text, context.placeOf([...context.path, "at", i])),
    );
    const there = perDot(chosen);
    const clean = (name: string): string => name.replace(/[^\p{L}\p{N}_]+/gu, "_");
    const leaves = new Map<string, ReturnType<typeof leafOf>>([
      ["at", leafOf(Float64Array.from(chosen, shown), axis.unit)],
      ...network.species.map((species, index): [string, ReturnType<typeof leafOf>] => [
        clean(species.name),
        leafOf(Float64Array.from(there(index)), "eq"),
      ]),
    ]);
    const sites = Object.values(model.sitesPerDot).reduce((a, b) => a + b, 0);
    const holding = bound.filter((index) => network.species[index]!.composition.has(watched!));
    const findings: string[] = [];
    const named: NamedValue[] = [];
    chosen.forEach((value, row) => {
      const free = there(watchedIndex)[row]!;
      const onSites = holding.reduce((sum, index) => sum + there(index)[row]!, 0);
      const distribution = boundPerDot(sites, 0, Math.min(1, onSites / sites));
      const where = `${Number(shown(value).toPrecision(4))} ${axis.unit}`.trim();
      named.push({ name: `${context.id}: free ${watched} at ${where}`, value: free, unit: "eq" });
      named.push({ name: `${context.id}: bound ${watched} at ${where}`, value: onSites, unit: "eq" });
      const share = (100 * free) / Math.max(free + onSites, 1e-300);
      findings.push(
        `At ${sweep.kind === "dose" ? `${where} of ${watched}` : `${sweep.kind} ${where}`}, ${((100 * onSites) / sites).toFixed(1)} % of the sites hold ${watched}: ${distribution.mean.toFixed(0)} per dot with a binomial spread of ${Math.sqrt(distribution.variance).toFixed(1)} from dot to dot; ${free.toFixed(2)} equivalents (${share.toFixed(2)} %) stay free.`,
      );
    });
    const title = options.title ?? `What is on the dots against ${options.added}`;
    return {
      leaves,
      result: {
        id: context.id,
        kind: "speciation",
        title,
        findings,
        values: named,
        tables: [],
        figures: [
          {
            id: `${context.id}-state`,
            title,
            caption: `Computed from the sample and its constants; ${sites.toFixed(0)} sites a dot, dots ${(model.dotsMolar * 1e6).toPrecision(3)} uM.`,
            x: axis,
            y: { label: "per dot", unit: "eq", scale: "linear" },
            series,
          },
        ],
      },
    };
  },
};
