import {
  boundPerDot,
  boundSpecies,
  concentration,
  type Model,
  OleateError,
  prepareStudy,
  readStudyDocument,
  type Series,
  speciesLabel,
  stateCurve,
} from "@oleate/core";
import { readTable } from "@oleate/files";
import type { Answer, Computed, Control, Nothing, Prepared, Reading, Request } from "./protocol.ts";

const DOSES = 201;
/** Rounds computed before the first slider moves, so that the engine has compiled what a move runs. */
const WARM_UP = 6;

interface Bench {
  readonly model: Model;
  readonly ingredient: string;
  readonly lowestEquivalents: number;
  readonly highestEquivalents: number;
}

let bench: Bench | null = null;

/** A slider over two decades each side of its value. */
function logControl(key: string, label: string, unit: string, value: number, origin: string): Control {
  return { key, label, unit, value, low: value / 100, high: value * 100, scale: "log", origin };
}

/** Reads the study once: its model, its sliders and the measured points that fit the plot. */
function prepare(request: Extract<Request, { kind: "prepare" }>): Prepared | Nothing {
  const document = readStudyDocument(request.source, "study.yaml");
  const encoder = new TextEncoder();
  const tables = new Map(
    Object.entries(request.files).map(([name, text]) => [name, readTable(encoder.encode(text), name)]),
  );
  const prepared = prepareStudy(document, { id: request.id, tables });
  const base = prepared.modelFor(undefined, []);
  const { study } = document;
  const [sweepId, sweep] = Object.entries(study.analyses ?? {}).find(
    ([, analysis]) =>
      analysis.kind === "speciation" &&
      base.network.indexOf.has(analysis.added) &&
      !("with" in analysis && analysis.with?.replaceReactions),
  ) ?? ["", undefined];
  const againstNames = Object.values(study.measurements ?? {}).flatMap((measurement) =>
    Object.keys(measurement.against ?? {}),
  );
  const ingredient =
    (sweep?.kind === "speciation"
      ? sweep.added
      : againstNames.find((name) => base.network.indexOf.has(name))) ?? Object.keys(base.ligandsMolar)[0];
  if (ingredient === undefined) return { kind: "nothing" };

  const constants = base.constants.map((constant) => {
    const fitted = request.fitted[constant.name];
    const inUnit =
      constant.valueMolar !== null
        ? constant.valueMolar / constant.molarPerUnit
        : (fitted?.value ?? constant.start ?? 1e5 / constant.molarPerUnit);
    const origin =
      constant.valueMolar !== null ? "the study" : fitted ? fitted.from : "a guess; no fit was run yet";
    return { constant, inUnit, origin };
  });
  const model: Model = {
    ...base,
    constants: constants.map(({ constant, inUnit }) => ({
      ...constant,
      valueMolar: inUnit * constant.molarPerUnit,
    })),
  };
  const measured: Series[] = [];
  let highest = 0;
  for (const [name, file] of Object.entries(study.measurements ?? {})) {
    // Others are not plotted here, and reading one may run the analyses its conditions come from.
    if (file.observable !== "free-ligand" || file.watch !== ingredient) continue;
    const measurement = prepared.measurement(name);
    if (measurement.belowLimit) continue;
    const equivalents = Array.from(
      measurement.initialMolar,
      (amounts, row) => amounts[model.network.indexOf.get(ingredient)!]! / measurement.dotsMolar[row]!,
    );
    measured.push({
      name: measurement.title,
      kind: "points",
      x: equivalents,
      y: Array.from(measurement.signals[0]!),
    });
    highest = Math.max(highest, ...equivalents);
  }
  // The study's own range, widened where measured points lie beyond it.
  let lowestEquivalents = 0;
  let highestEquivalents = highest > 0 ? Math.ceil((highest * 1.15) / 50) * 50 : 100;
  if (sweep?.kind === "speciation") {
    const end = (key: "from" | "to"): number =>
      concentration(
        sweep[key],
        prepared.evaluator,
        base.dotsMolar,
        document.placeOf(["analyses", sweepId, key]),
      ) / base.dotsMolar;
    const [from, to] = [end("from"), end("to")];
    if (to > from) {
      lowestEquivalents = from;
      highestEquivalents = to >= highest ? to : highestEquivalents;
    }
  }
  bench = { model, ingredient, lowestEquivalents, highestEquivalents };
  const controls: Control[] = [
    ...constants.map(({ constant, inUnit, origin }) =>
      logControl(`K:${constant.name}`, constant.name, constant.unit, inUnit, origin),
    ),
    ...Object.entries(model.sitesPerDot).map(
      ([site, count]): Control => ({
        key: `sites:${site}`,
        label: `${site} sites per dot`,
        unit: "",
        value: count,
        low: count / 4,
        high: count * 4,
        scale: "log",
        origin: "the study",
      }),
    ),
    {
      ...logControl("dots", "dot concentration", "uM", model.dotsMolar * 1e6, "the study"),
      low: model.dotsMolar * 1e6 * 1e-4,
    },
    ...Object.entries(model.ligandsMolar)
      .filter(([name]) => name !== ingredient)
      .map(([name, total]): Control => {
        const control = logControl(`ligand:${name}`, `total ${name}`, "mM", total * 1e3, "the study");
        // A ligand that is absent has no decades around it: its slider runs to the highest dose.
        return total > 0
          ? control
          : { ...control, high: highestEquivalents * model.dotsMolar * 1e3, scale: "linear" };
      }),
  ];
  const dose: Control = {
    key: "dose",
    label: `total ${ingredient}`,
    unit: "eq",
    value: (lowestEquivalents + highestEquivalents) / 2,
    low: lowestEquivalents,
    high: highestEquivalents,
    scale: "linear",
    origin: "the page",
  };
  const values = Object.fromEntries([...controls, dose].map(({ key, value }) => [key, value]));
  for (let i = 0; i < WARM_UP; i++) compute({ kind: "compute", ticket: 0, values });
  return { kind: "prepared", ingredient, controls, dose, measured };
}

/** The model with the sliders' numbers put in; nothing is parsed or rebuilt. */
function moved(model: Model, values: Readonly<Record<string, number>>): Model {
  return {
    ...model,
    constants: model.constants.map((constant) => ({
      ...constant,
      valueMolar:
        (values[`K:${constant.name}`] ?? constant.valueMolar! / constant.molarPerUnit) *
        constant.molarPerUnit,
    })),
    sitesPerDot: Object.fromEntries(
      Object.entries(model.sitesPerDot).map(([site, count]) => [site, values[`sites:${site}`] ?? count]),
    ),
    dotsMolar: (values["dots"] ?? model.dotsMolar * 1e6) * 1e-6,
    ligandsMolar: Object.fromEntries(
      Object.entries(model.ligandsMolar).map(([name, total]) => [
        name,
        (values[`ligand:${name}`] ?? total * 1e3) * 1e-3,
      ]),
    ),
  };
}

/** The class of sites a bound species holds, and how many sites of it one of the species takes. */
function siteHeld(model: Model, index: number): { readonly sites: number; readonly taken: number } {
  const { composition } = model.network.species[index]!;
  const [name, sites] = Object.entries(model.sitesPerDot).find(([site]) => composition.has(site))!;
  return { sites, taken: composition.get(name)! };
}

/** Curves against dose, and the numbers at the chosen dose, for the sliders' values. */
function compute(request: Extract<Request, { kind: "compute" }>): Computed {
  if (!bench) throw new Error("no study is prepared");
  const { ingredient, lowestEquivalents, highestEquivalents } = bench;
  const model = moved(bench.model, request.values);
  const { network, dotsMolar } = model;
  const n = network.species.length;
  const sweep = { kind: "dose", ingredient } as const;
  const step = (highestEquivalents - lowestEquivalents) / (DOSES - 1);
  const doses = Float64Array.from({ length: DOSES }, (_, i) => (lowestEquivalents + step * i) * dotsMolar);
  const { concentrationsMolar } = stateCurve(model, sweep, doses);
  const bound = boundSpecies(model);
  const x = Array.from(doses, (dose) => dose / dotsMolar);
  const column = (index: number): number[] =>
    Array.from(doses, (_, i) => concentrationsMolar[i * n + index]! / dotsMolar);
  const free = network.indexOf.get(ingredient)!;
  const curves: Series[] = [
    ...bound.map((index) => ({
      name: speciesLabel(model, index),
      kind: "line" as const,
      x,
      y: column(index),
    })),
    { name: `free ${ingredient}`, kind: "line", dashed: true, x, y: column(free) },
  ];
  const there = stateCurve(model, sweep, [request.values["dose"]! * dotsMolar]).concentrationsMolar;
  const readings = network.species.map((_, index): Reading => {
    const perDot = there[index]! / dotsMolar;
    const reading = { name: speciesLabel(model, index), perDot, molar: there[index]! };
    if (!bound.includes(index)) return { ...reading, bound: false, coverage: null, spread: null };
    const { sites, taken } = siteHeld(model, index);
    const coverage = Math.min(1, (perDot * taken) / sites);
    const spread = Math.sqrt(boundPerDot(sites / taken, 0, coverage).variance);
    return { ...reading, bound: true, coverage, spread };
  });
  return { kind: "computed", ticket: request.ticket, curves, readings };
}

self.onmessage = (event: MessageEvent<Request>) => {
  let answer: Answer;
  try {
    answer = event.data.kind === "prepare" ? prepare(event.data) : compute(event.data);
  } catch (error) {
    answer = {
      kind: "failed",
      message: error instanceof OleateError || error instanceof Error ? error.message : String(error),
    };
  }
  self.postMessage(answer);
};
