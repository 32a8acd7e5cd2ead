import { basename } from "node:path";
import {
  type FittedNumber,
  fitSeries,
  formatInterval,
  formatQuantity,
  InputError,
  type Known,
  type NmrSeries,
  nearestNames,
  oneSiteBinding,
  type SeriesKind,
  type SeriesResult,
  type StateSignals,
} from "@oleate/core";
import { readSeriesTable } from "@oleate/files";
import { positiveQuantity, quantityOf } from "../flag-values.ts";
import { printJson } from "../print-json.ts";
import { printNotes } from "../print-notes.ts";
import { printTable } from "../print-table.ts";
import { readBytes } from "../study-folder.ts";
import { readAssignments } from "./speciate.ts";

/** Flags of `oleate nmr-fit`. */
export interface NmrFitOptions {
  readonly K: string;
  readonly sites: string;
  readonly bound?: string[];
  readonly free?: string[];
  readonly noise?: string[];
  readonly integral?: string;
  readonly invisible?: string;
  readonly exchange?: string;
  readonly proton?: string;
  readonly json?: boolean;
}

const SIGNALS = {
  D: { field: "diffusionM2PerS", unit: "m2/s", kind: "diffusion", example: "1e-10 m2/s" },
  shift: { field: "shiftPpm", unit: "", kind: "shift", example: "5.6 ppm" },
  width: { field: "widthHz", unit: "Hz", kind: "width", example: "15 Hz" },
} as const;

const NOISE_EXAMPLE = "D = 4e-12 m2/s, shift = 0.002 ppm, width = 1 Hz";

/** `oleate nmr-fit`: one binding constant from D, shift, width and integral of a series together. */
export function nmrFit(path: string, options: NmrFitOptions): number {
  const table = readSeriesTable(readBytes(path, path), basename(path));
  const noise = new Map(
    readAssignments(options.noise ?? [], "--noise").map(([name, text]) => [kindOf(name), text]),
  );
  const unitOf: Readonly<Record<SeriesKind, string>> = {
    diffusion: "m2/s",
    shift: "",
    width: "Hz",
    integral: "",
  };
  const k = knownOf("--K", options.K, "/mM", "10 /mM");
  const sites = knownOf("--sites", options.sites, "", "313");
  const states = {
    bound: signalsOf(options.bound ?? [], "--bound"),
    free: signalsOf(options.free ?? [], "--free"),
  };
  requireSignals(Object.keys(table.measured), states);
  const series: NmrSeries = {
    populations: oneSiteBinding(table, {
      constantPerMilliMolar: { start: k.value, fixed: k.fit !== true },
      sitesPerDot: { start: sites.value, fixed: sites.fit !== true },
    }),
    states,
    measured: Object.fromEntries(
      Object.entries(table.measured).map(([name, observed]) => {
        const kind = name as SeriesKind;
        const sigma = noise.get(kind);
        return [
          kind,
          {
            observed,
            noise: {
              kind: "constant" as const,
              ...(sigma === undefined
                ? {}
                : { sigma: positiveQuantity("--noise", ppmFree(sigma), unitOf[kind], NOISE_EXAMPLE) }),
            },
          },
        ];
      }),
    ),
    ...(options.exchange === undefined
      ? {}
      : {
          exchange: {
            perS: knownOf("--exchange", options.exchange, "/s", "2000 /s"),
            protonMHz: positiveQuantity("--proton", options.proton ?? "500 MHz", "MHz", "500 MHz"),
          },
        }),
    ...("integral" in table.measured
      ? { integralPerMilliMolar: knownOf("--integral", options.integral ?? "fit from 1", "", "1.2") }
      : {}),
    ...(options.invisible === undefined
      ? {}
      : { invisible: { state: "bound", share: knownOf("--invisible", options.invisible, "", "0.1") } }),
  };
  const { result } = fitSeries(series);
  if (options.json) printJson({ ...result, notes: table.notes });
  else print(result, table.notes);
  return 0;
}

const ppmFree = (text: string): string => text.replace(/\s*ppm\s*$/u, "");

function kindOf(name: string): SeriesKind {
  const known = Object.entries(SIGNALS).find(([key]) => key.toLowerCase() === name.toLowerCase());
  if (known) return known[1].kind;
  if (name.toLowerCase() === "integral") return "integral";
  throw new InputError({
    what: "--noise names nothing that is measured",
    found: name,
    expected: "D, shift, width or integral",
  });
}

/** Reads "10 /mM" (held), "fit from 10 /mM". */
function knownOf(flag: string, text: string, unit: string, example: string): Known {
  const fitted = /^\s*fit(?:\s+from)?\s+(.+)$/u.exec(text);
  const value = quantityOf(flag, ppmFree(fitted?.[1] ?? text), unit, `${example}" or "fit from ${example}`);
  return fitted ? { value, fit: true } : { value };
}

/** Reads "D = fit from 1e-10 m2/s, shift = 5.6 ppm". */
function signalsOf(texts: readonly string[], flag: string): StateSignals {
  return Object.fromEntries(
    readAssignments(texts, flag).map(([name, text]) => {
      const key = (Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]).find(
        (one) => one.toLowerCase() === name.toLowerCase(),
      );
      if (!key) {
        const names = Object.keys(SIGNALS);
        throw new InputError({
          what: `${flag} names nothing that NMR sees of a state`,
          found: name,
          expected: names.join(", "),
          remedy: `nearest: ${nearestNames(name, names).join(", ")}`,
        });
      }
      return [
        SIGNALS[key].field,
        knownOf(`${key} of ${flag}`, text, SIGNALS[key].unit, SIGNALS[key].example),
      ];
    }),
  );
}

/** Refuses states without a signal that the table has measured. Throws InputError with the flag that is missing. */
function requireSignals(
  measured: readonly string[],
  states: Readonly<Record<"bound" | "free", StateSignals>>,
): void {
  for (const [name, { field, kind, example }] of Object.entries(SIGNALS)) {
    if (!measured.includes(kind)) continue;
    for (const [state, signals] of Object.entries(states)) {
      if (signals[field] !== undefined) continue;
      throw new InputError({
        what: `a series with ${name} needs ${name} of every state`,
        found: `none in --${state}`,
        expected: `--${state} "${name} = fit from ${example}", or "${name} = ${example}" to hold it`,
      });
    }
  }
}

function print(
  { parameters, kinds, warnings, aicc, observations }: SeriesResult,
  notes: readonly string[],
): void {
  const cell = ({ value, low, high, unit, identifiability }: FittedNumber): string =>
    identifiability === "fixed" ? formatQuantity(value, unit, 4) : formatInterval(value, low, high, unit);
  printTable({
    columns: [
      { name: "parameter", unit: "", values: parameters.map(({ name }) => name) },
      { name: "value (95 %)", unit: "", values: parameters.map(cell) },
      {
        name: "",
        unit: "",
        values: parameters.map(({ identifiability }) =>
          identifiability === "identified" ? "" : identifiability,
        ),
      },
    ],
  });
  process.stdout.write("\n");
  printTable({
    columns: [
      { name: "measured", unit: "", values: kinds.map(({ kind }) => kind) },
      { name: "points", unit: "", values: kinds.map(({ rows }) => rows.length) },
      {
        name: "rms residual",
        unit: "",
        values: kinds.map(({ residuals }) =>
          Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / residuals.length),
        ),
      },
      { name: "unit", unit: "", values: kinds.map(({ unit }) => unit) },
    ],
  });
  process.stdout.write(`\n${observations} observations${aicc === null ? "" : `, AICc ${aicc.toFixed(1)}`}\n`);
  printNotes([...warnings, ...notes]);
}
