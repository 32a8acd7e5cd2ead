import { z } from "zod";
import { DomainError, InputError, nearestNames } from "../../errors.ts";
import { prepareSpeciation, solveSpeciation } from "../../surface/speciation.ts";
import { leafOf } from "../evaluator.ts";
import { type Measurement, readMeasurement } from "../measurement/index.ts";
import { use } from "../schema/changes.ts";
import { amount, section, text, title } from "../schema/words.ts";
import type { AnalysisKind } from "./analysis.ts";

/** Constants searched between these, molar units. */
const SEARCH = { low: 1e-6, high: 1e18 };

/**
 * ln K at which one row's prediction equals the signal, by bisection on the monotone response.
 * NaN when no constant in the search range reaches the signal.
 */
function lnConstantOfRow(
  measurement: Measurement,
  reaction: number,
  lnK: Float64Array,
  row: number,
  signal: number,
): number {
  const { model, observable, watched } = measurement;
  const speciation = prepareSpeciation(model.network);
  const trial = Float64Array.from(lnK);
  const concentrations = new Float64Array(model.network.species.length);
  const out = new Float64Array(1);
  const observableContext = {
    network: model.network,
    sites: Object.keys(model.sitesPerDot),
    watched,
    dotsMolar: measurement.dotsMolar[row]!,
  };
  const mismatch = (ln: number): number => {
    trial[reaction] = ln;
    solveSpeciation(speciation, trial, measurement.initialMolar[row]!, concentrations);
    observable.evaluate(concentrations, observableContext, out, null);
    return out[0]! - signal;
  };
  let low = Math.log(SEARCH.low);
  let high = Math.log(SEARCH.high);
  const atLow = mismatch(low);
  if (atLow * mismatch(high) > 0) return Number.NaN;
  while (high - low > 1e-14 * Math.abs(high)) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (mismatch(middle) * atLow > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function meanAndSpread(values: readonly number[]): { mean: number; spread: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, spread: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}

const fields = section(
  {
    kind: z.literal("pointwise"),
    title,
    measurement: text("measurement"),
    constant: text("the constant solved for at every row"),
    rounding: amount("half width of the printed signal's rounding, in its unit").optional(),
    with: use,
  },
  "the constant that reproduces each row alone",
);

/**
 * The constant that reproduces each row by itself, as papers often report it, with the interval that the rounding of
 * the printed signal alone leaves, and how steeply the constant answers to the signal (d ln K / d ln signal).
 */
export const pointwise: AnalysisKind<typeof fields> = {
  kind: "pointwise",
  fields,
  ofSurface: true,
  measurements: ({ measurement }) => [{ name: measurement, path: ["measurement"] }],
  checkModel({ constant }, _context, { constants }) {
    const known = constants.map(({ name }) => name);
    if (known.includes(constant)) return;
    throw new InputError({
      what: `no constant is called ${constant}`,
      found: constant,
      remedy: known.length
        ? `nearest: ${nearestNames(constant, known).join(", ")}`
        : "the study has none yet",
    });
  },
  results: () => ({
    names: new Map(
      ["K", "mean", "sd", "row1", "row1_low", "row1_high"].map((name) => [name, { unit: null }]),
    ),
    families: [{ prefix: "row", unit: null }],
  }),
  run(options, context) {
    const place = context.placeOf([...context.path, "measurement"]);
    const measurement = readMeasurement(options.measurement, context, options.with, place);
    const { model, dose, signals, unit } = measurement;
    if (measurement.observable.amplitudes !== "known") {
      throw new InputError({
        what: `rows of ${options.measurement} cannot be solved one by one`,
        found: `observable ${measurement.observable.name}, whose amplitudes are unknown`,
        expected: "a count such as free-ligand",
        remedy: "use `kind: fit`",
        place,
      });
    }
    const constant = model.constants.find(({ name }) => name === options.constant);
    if (!constant) {
      throw new InputError({
        what: `no constant is called ${options.constant}`,
        expected: model.constants.map(({ name }) => name).join(", "),
        place: context.placeOf([...context.path, "constant"]),
      });
    }
    const missing = model.constants.find((other) => other !== constant && other.valueMolar === null);
    if (missing) {
      throw new InputError({
        what: `${missing.name} is unknown too`,
        remedy: `give ${missing.name} a value under \`with: constants:\`, or use \`kind: fit\``,
        place,
      });
    }
    const rounding =
      options.rounding === undefined
        ? 0
        : context.evaluator.number(options.rounding, unit, context.placeOf([...context.path, "rounding"]));
    const lnK = Float64Array.from(model.constants, (entry) => Math.log(entry.valueMolar ?? 1));
    const signal = signals[0]!;
    const toUnit = (ln: number): number => Math.exp(ln) / constant.molarPerUnit;
    const rows = Array.from(signal, (value, row) => {
      const solve = (at: number): number => lnConstantOfRow(measurement, constant.reaction, lnK, row, at);
      const middle = solve(value);
      const step = Math.max(1e-6 * Math.abs(value), 1e-9);
      const steepness = ((solve(value + step) - solve(value - step)) / (2 * step)) * value;
      const ends =
        rounding > 0
          ? [solve(value - rounding), solve(value + rounding)].map(toUnit)
          : [Number.NaN, Number.NaN];
      context.progress((row + 1) / signal.length, options.constant);
      return {
        k: toUnit(middle),
        low: Math.min(ends[0]!, ends[1]!),
        high: Math.max(ends[0]!, ends[1]!),
        steepness,
      };
    });
    const solved = rows.map(({ k }) => k).filter(Number.isFinite);
    if (solved.length === 0) {
      throw new DomainError({
        what: `no row of ${options.measurement} can be reproduced by any ${options.constant}`,
        remedy: "check the totals and the site count against the signal",
        place,
      });
    }
    const { mean, spread } = meanAndSpread(solved);
    const finite = (values: readonly number[]): (number | null)[] =>
      values.map((value) => (Number.isFinite(value) ? value : null));
    const steepnesses = rows.map(({ steepness }) => steepness).filter(Number.isFinite);
    const k = Float64Array.from(rows, (row) => row.k);
    return {
      leaves: new Map([
        ["K", leafOf(k, constant.unit)],
        ["mean", leafOf(mean, constant.unit, spread)],
        ["sd", leafOf(spread, constant.unit)],
        ...rows.map((row, i): [string, ReturnType<typeof leafOf>] => [
          `row${i + 1}`,
          leafOf(row.k, constant.unit),
        ]),
        ...rows.flatMap((row, i): [string, ReturnType<typeof leafOf>][] => [
          [`row${i + 1}_low`, leafOf(row.low, constant.unit)],
          [`row${i + 1}_high`, leafOf(row.high, constant.unit)],
        ]),
      ]),
      result: {
        id: context.id,
        kind: "pointwise",
        title: options.title ?? `${options.constant} row by row from ${measurement.title}`,
        findings: [
          `Solved row by row, ${options.constant} has mean ${mean.toPrecision(4)} and sample spread ${spread.toPrecision(2)} ${constant.unit} over ${solved.length} rows; that spread is not the error of a fit.`,
          `One per cent in the measured ${measurement.observable.label} moves ${options.constant} by ${Math.min(...steepnesses.map(Math.abs)).toFixed(1)} to ${Math.max(...steepnesses.map(Math.abs)).toFixed(1)} %, unevenly over the rows, so rows do not deserve equal weight.`,
        ],
        values: [
          {
            name: `${context.id}.mean`,
            value: mean,
            unit: constant.unit,
            low: mean - spread,
            high: mean + spread,
          },
          { name: `${context.id}.sd`, value: spread, unit: constant.unit },
        ],
        tables: [
          {
            id: `${context.id}-rows`,
            title: `${options.constant} of each row`,
            caption:
              rounding > 0 ? `The interval is what rounding the signal by ${rounding} ${unit} leaves.` : "",
            columns: [
              { name: dose.name, unit: dose.unit, values: Array.from(dose.values) },
              { name: measurement.observable.label, unit, values: Array.from(signal) },
              { name: options.constant, unit: constant.unit, values: finite(rows.map((row) => row.k)) },
              { name: "low", unit: constant.unit, values: finite(rows.map((row) => row.low)) },
              { name: "high", unit: constant.unit, values: finite(rows.map((row) => row.high)) },
              {
                name: `d ln ${options.constant} / d ln signal`,
                unit: "",
                values: finite(rows.map((row) => row.steepness)),
              },
            ],
          },
        ],
        figures: [
          {
            id: `${context.id}-rows`,
            title: `${options.constant} solved from each row alone`,
            caption: `Row by row from ${measurement.title}${rounding > 0 ? "; bars: rounding of the printed signal only" : ""}.`,
            x: { label: `total ${dose.name}`, unit: dose.unit, scale: "linear" },
            y: { label: options.constant, unit: constant.unit, scale: "linear" },
            series: [
              {
                name: options.constant,
                kind: "points",
                x: Array.from(dose.values),
                y: rows.map((row) => row.k),
                ...(rounding > 0
                  ? { low: rows.map((row) => row.low), high: rows.map((row) => row.high) }
                  : {}),
              },
            ],
            guides: [{ axis: "y", at: mean, label: "mean" }],
          },
        ],
      },
    };
  },
};
