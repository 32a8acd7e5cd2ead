import { InputError } from "../errors.ts";
import type { NoiseModel, Parameter, Prior } from "../inference/index.ts";
import type { PopulationModel } from "./populations.ts";

/** A number of the model that is held (default) or fitted. */
export interface Known {
  readonly value: number;
  readonly fit?: boolean;
  readonly lower?: number;
  readonly upper?: number;
  readonly prior?: Prior;
}

/** What NMR sees of one state; only the kinds that were measured are needed. */
export interface StateSignals {
  readonly diffusionM2PerS?: Known;
  readonly shiftPpm?: Known;
  readonly widthHz?: Known;
}

/** The kinds of measurement of a series. */
export type SeriesKind = "diffusion" | "shift" | "width" | "integral";

/** Measurements of one kind, one a row; NaN where a row was not measured. Units: m2/s, ppm, Hz, as the scale says. */
export interface SeriesMeasurement {
  readonly observed: Float64Array;
  readonly noise: NoiseModel;
}

/** A series of samples measured by NMR, and the model of it. */
export interface NmrSeries {
  readonly populations: PopulationModel;
  /** By name of the state. */
  readonly states: Readonly<Record<string, StateSignals>>;
  readonly measured: Partial<Readonly<Record<SeriesKind, SeriesMeasurement>>>;
  /** k_ex (s-1) and the magnet: adds 4 pi Var(nu) / k_ex to the width. */
  readonly exchange?: { readonly perS: Known; readonly protonMHz: number };
  /** Integral of 1 mM of visible ligand; needed with integrals. */
  readonly integralPerMilliMolar?: Known;
  /** Share of one state's ligands that gives no signal at all. */
  readonly invisible?: { readonly state: string; readonly share: Known };
}

/** Units of the kinds. */
export const SERIES_UNITS: Readonly<Record<SeriesKind, string>> = {
  diffusion: "m2/s",
  shift: "ppm",
  width: "Hz",
  integral: "",
};

const FIELD = { diffusion: "diffusionM2PerS", shift: "shiftPpm", width: "widthHz" } as const;
const SYMBOL = { diffusion: "D", shift: "shift", width: "width" } as const;
const LOWEST = { diffusion: 1e-14, shift: undefined, width: 0 } as const;

/** Where each number of the model stands among the parameters; -1 where the series does not use it. */
export interface SeriesLayout {
  readonly parameters: readonly Parameter[];
  /** Of the population model, which come first. */
  readonly populationCount: number;
  /** By kind, one a state. */
  readonly diffusion: readonly number[];
  readonly shift: readonly number[];
  readonly width: readonly number[];
  readonly exchange: number;
  readonly scale: number;
  readonly invisible: number;
  readonly invisibleState: number;
}

function parameterOf(
  name: string,
  unit: string,
  known: Known,
  lower: number | undefined,
  log: boolean,
): Parameter {
  const least = known.lower ?? lower;
  return {
    name,
    unit,
    start: known.value,
    ...(least === undefined ? {} : { lower: least }),
    ...(known.upper === undefined ? {} : { upper: known.upper }),
    ...(known.prior === undefined ? {} : { prior: known.prior }),
    ...(log ? { transform: "log" } : {}),
    fixed: known.fit !== true,
  };
}

/** Lists the parameters of a series. @throws InputError when a number that a measurement needs is not given */
export function seriesLayout(series: NmrSeries): SeriesLayout {
  const { populations, measured } = series;
  const parameters: Parameter[] = [...populations.parameters];
  const add = (parameter: Parameter): number => parameters.push(parameter) - 1;
  const unknownState = [
    ...Object.keys(series.states),
    ...(series.invisible ? [series.invisible.state] : []),
  ].find((name) => !populations.states.includes(name));
  if (unknownState !== undefined) {
    throw new InputError({
      what: "the populations have no state of this name",
      found: unknownState,
      expected: populations.states.join(", "),
    });
  }
  const perState = (kind: "diffusion" | "shift" | "width"): number[] =>
    populations.states.map((state) => {
      const known = series.states[state]?.[FIELD[kind]];
      const needed = measured[kind] || (kind === "shift" && measured.width && series.exchange);
      if (!needed) return -1;
      if (!known) {
        throw new InputError({
          what: `a series with ${kind} needs ${SYMBOL[kind]} of every state`,
          found: `none for ${state}`,
          expected: `states.${state}.${FIELD[kind]}`,
          remedy: "give its value, and fit: true when it is unknown",
        });
      }
      const unit = SERIES_UNITS[kind];
      return add(parameterOf(`${SYMBOL[kind]} ${state}`, unit, known, LOWEST[kind], kind === "diffusion"));
    });
  const diffusion = perState("diffusion");
  const shift = perState("shift");
  const width = perState("width");
  if (measured.integral && !series.integralPerMilliMolar) {
    throw new InputError({
      what: "integrals need the integral of 1 mM",
      remedy: "give integralPerMilliMolar from the internal standard, or 1 for integrals already in mM",
    });
  }
  const usesExchange = series.exchange !== undefined && measured.width !== undefined;
  const { exchange, integralPerMilliMolar, invisible } = series;
  return {
    parameters,
    populationCount: populations.parameters.length,
    diffusion,
    shift,
    width,
    exchange: usesExchange ? add(parameterOf("k exchange", "/s", exchange!.perS, 1e-6, true)) : -1,
    scale:
      measured.integral && integralPerMilliMolar
        ? add(parameterOf("integral per mM", "/mM", integralPerMilliMolar, undefined, true))
        : -1,
    invisible: invisible
      ? add(parameterOf("invisible share", "", { upper: 1, ...invisible.share }, 0, false))
      : -1,
    invisibleState: invisible ? populations.states.indexOf(invisible.state) : -1,
  };
}
