import {
  type ShellResonance,
  type ShellResonances,
  type ShiftAxis,
  shellMap,
  shellSpectrum,
} from "../../resonance/index.ts";
import type { Axis, FigureSpec, MapSpec, NamedPlace, Series } from "../figure-spec.ts";

/** The experiment that is drawn. */
export interface ShellExperiment {
  readonly protonMHz: number;
  /** Rate of exchange between bound and free, /s. */
  readonly exchangePerS: number;
  /** Diffusion delay, s. */
  readonly delayS: number;
}

/** A state of the interface as a spectrometer would show it. */
export interface ShellPicture {
  readonly figures: readonly FigureSpec[];
  readonly map: MapSpec;
}

/** The vinylene region as it is usually read, ppm; widened where lines stand further out. */
const VINYLENE_PPM = [5.2, 5.9] as const;
const AIR_PPM = 0.2;
/** Distance of two points of a spectrum, Hz: half the width of a free line; and of exchanging lines, which are wider. */
const STEP_HZ = 0.75;
const WIDE_STEP_HZ = 2;
const SOLVENT_STEP_HZ = 0.25;
const MOST_POINTS = 1200;
/** Lines narrower than so many steps of a spectrum are drawn so wide, or points would miss their tops. */
const LEAST_STEPS = 4;
const MAP_COLUMNS = 140;
const MAP_ROWS = 64;
/** Spectra laid over one another at most; more are thinned. */
const MOST_SPECTRA = 6;

const SHIFTS: Axis = { label: "1H shift", unit: "ppm", scale: "linear", reversed: true };
const SIGNAL: Axis = { label: "signal", unit: "mM/ppm", scale: "linear" };

const rounded = (values: ArrayLike<number>, digits: number): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(digits)));

function axisBetween(rightPpm: number, leftPpm: number, protonMHz: number, stepHz: number): ShiftAxis {
  const points = Math.round(((leftPpm - rightPpm) * protonMHz) / stepHz) + 1;
  return { leftPpm, rightPpm, protonMHz, points: Math.max(160, Math.min(MOST_POINTS, points)) };
}

const shiftsOf = (resonances: readonly ShellResonance[]): readonly number[] =>
  resonances.flatMap(({ states }) => states.map(({ shiftPpm }) => shiftPpm));

function vinyleneAxis(chains: readonly ShellResonance[], protonMHz: number, stepHz: number): ShiftAxis {
  const shifts = shiftsOf(chains);
  const right = Math.min(VINYLENE_PPM[0], Math.min(...shifts) - AIR_PPM);
  return axisBetween(right, Math.max(VINYLENE_PPM[1], Math.max(...shifts) + AIR_PPM), protonMHz, stepHz);
}

function lineSeries(
  name: string,
  resonances: readonly ShellResonance[],
  axis: ShiftAxis,
  exchangePerS: number,
  scale = 1,
): Series {
  const { ppm, intensity } = shellSpectrum(resonances, axis, exchangePerS);
  return {
    name,
    kind: "line",
    x: rounded(ppm, 5),
    y: rounded(
      intensity.map((value) => value * scale),
      4,
    ),
  };
}

const highest = ({ y }: Series): number => y.reduce((most, value) => Math.max(most, value), 0);

/** Names of the solvents whose lines stand on an axis. */
function solventsOn(resonances: readonly ShellResonance[], { leftPpm, rightPpm }: ShiftAxis): string {
  const inside = resonances.filter(
    ({ of, states }) => of === "solvent" && states[0]!.shiftPpm > rightPpm && states[0]!.shiftPpm < leftPpm,
  );
  return [...new Set(inside.map(({ name }) => name))].join(", ");
}

function vinyleneFigure(id: string, resonances: readonly ShellResonance[], one: ShellExperiment): FigureSpec {
  const chains = resonances.filter(({ of }) => of === "chains");
  const axis = vinyleneAxis(chains, one.protonMHz, STEP_HZ);
  const solvent = solventsOn(resonances, axis);
  const apart = { ...lineSeries("without exchange", chains, axis, 0), dashed: true };
  const all = lineSeries(`exchange at ${one.exchangePerS} /s`, resonances, axis, one.exchangePerS);
  const alone = solvent === "" ? all : lineSeries("", chains, axis, one.exchangePerS);
  // Sharp lines of what is free, without exchange, and of the solvent may run out of the picture.
  const top = 1.5 * highest(alone);
  const out = [
    ...(highest(apart) > top ? ["the line of what is free without exchange"] : []),
    ...(highest(all) > top ? [solvent] : []),
  ];
  const over = out.length === 0 ? "" : ` Higher than the picture: ${out.join("; ")}.`;
  return {
    id: `${id}-vinylene`,
    title: "Vinylene region, simulated",
    caption: `${one.protonMHz} MHz; areas are concentrations of protons.${over}`,
    x: { ...SHIFTS, range: [axis.rightPpm, axis.leftPpm] },
    y: { ...SIGNAL, range: [0, top] },
    series: [all, apart],
  };
}

/** The aromatic region, where the solution has lines there: residual solvent and ring protons of ligands; null else. */
function aromaticFigure(
  id: string,
  resonances: readonly ShellResonance[],
  { protonMHz, exchangePerS }: ShellExperiment,
): FigureSpec | null {
  const rings = resonances.filter(({ of, states }) => of !== "chains" && states[0]!.shiftPpm > 6.2);
  if (rings.length === 0) return null;
  const shifts = shiftsOf(rings);
  const [right, left] = [Math.min(...shifts) - AIR_PPM, Math.max(...shifts) + AIR_PPM];
  const axis = axisBetween(right, left, protonMHz, SOLVENT_STEP_HZ);
  const leastHz = (LEAST_STEPS * (left - right) * protonMHz) / (axis.points - 1);
  const drawn = rings.map(
    (ring): ShellResonance => ({
      ...ring,
      states: ring.states.map((state) => ({ ...state, widthHz: Math.max(state.widthHz, leastHz) })),
    }),
  );
  const parts = [...new Set(rings.map(({ name }) => name))].map((name) =>
    lineSeries(
      name,
      drawn.filter((ring) => ring.name === name),
      axis,
      exchangePerS,
    ),
  );
  return {
    id: `${id}-aromatic`,
    title: "Aromatic region, simulated",
    caption: `Of ${parts.map(({ name }) => name).join(", ")}. Residual protons are those of a solvent with 99.5 % deuterium, shared evenly among its lines.`,
    x: { ...SHIFTS, range: [axis.rightPpm, axis.leftPpm] },
    y: SIGNAL,
    series: parts,
  };
}

const REGIMES = {
  fast: "Exchange is fast over the delay: one D, the mean over bound and free.",
  intermediate:
    "Exchange takes about as long as the delay: drawn at the two limits, while decays between are bent.",
  slow: "Exchange is slow over the delay: bound and free each at their own D.",
} as const;

/** What the lines of a map are, each kind named once in the middle of its lines. */
function namesOf(resonances: readonly ShellResonance[]): readonly NamedPlace[] {
  return [...new Set(resonances.map(({ name }) => name))].map((name) => {
    const own = resonances.filter((one) => one.name === name);
    const shifts = shiftsOf(own);
    const at = shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length;
    return { at, name: own[0]!.of === "chains" ? "vinylene" : name.replace(/^residual /u, "") };
  });
}

function mapFigure(id: string, resonances: readonly ShellResonance[], one: ShellExperiment): MapSpec {
  const shifts = shiftsOf(resonances);
  const axis = {
    leftPpm: Math.max(...shifts) + AIR_PPM,
    rightPpm: Math.min(VINYLENE_PPM[0], Math.min(...shifts) - AIR_PPM),
    points: MAP_COLUMNS,
    protonMHz: one.protonMHz,
  };
  const map = shellMap(resonances, axis, MAP_ROWS, one.exchangePerS, one.delayS);
  return {
    id: `${id}-dosy`,
    title: "DOSY map, simulated",
    caption: `Delay ${one.delayS * 1e3} ms. ${REGIMES[map.regime]} Every resonance's highest point is 1, so areas do not compare; heights along D are those of a 12 % error.`,
    x: SHIFTS,
    y: { label: "D", unit: "m2/s", scale: "log" },
    columns: rounded(map.ppm, 6),
    rows: Array.from(map.log10Diffusion, (log) => Number((10 ** log).toPrecision(6))),
    values: Array.from(map.intensity, (value) => Math.round(1e3 * Math.min(1, value)) / 1e3),
    value: { label: "signal", unit: "", range: [0, 1] },
    names: namesOf(resonances),
  };
}

/**
 * A simulated 1H spectrum of a state, its vinylene and, where there are lines, its aromatic region, and its DOSY map.
 * @param id what the figures' ids begin with
 * @throws DomainError for an impossible magnet, exchange rate or delay
 */
export function shellPicture(
  id: string,
  { resonances }: ShellResonances,
  experiment: ShellExperiment,
): ShellPicture {
  const aromatic = aromaticFigure(id, resonances, experiment);
  return {
    figures: [vinyleneFigure(id, resonances, experiment), ...(aromatic ? [aromatic] : [])],
    map: mapFigure(id, resonances, experiment),
  };
}

/** Vinylene lines of several states over one another, each for one mM of chains; of more than six, six. */
export function vinyleneSpectra(
  id: string,
  states: readonly { readonly name: string; readonly resonances: ShellResonances }[],
  { protonMHz, exchangePerS }: ShellExperiment,
): FigureSpec {
  const count = Math.min(MOST_SPECTRA, states.length);
  const shown = Array.from(
    { length: count },
    (_, i) => states[Math.round((i * (states.length - 1)) / Math.max(1, count - 1))]!,
  ).map(({ name, resonances }) => ({
    name,
    chains: resonances.resonances.filter(({ of }) => of === "chains"),
  }));
  const axis = vinyleneAxis(
    shown.flatMap(({ chains }) => chains),
    protonMHz,
    WIDE_STEP_HZ,
  );
  return {
    id: `${id}-vinylene`,
    title: "Vinylene lines, simulated",
    caption: `${protonMHz} MHz, exchange at ${exchangePerS} /s; each for 1 mM of chains, without the solvent's lines.`,
    x: { ...SHIFTS, range: [axis.rightPpm, axis.leftPpm] },
    y: SIGNAL,
    series: shown.map(({ name, chains }) => {
      const total = chains.reduce(
        (sum, { amountsMilliMolar, states: of }) =>
          sum + of.reduce((all, _, i) => all + amountsMilliMolar[i]!, 0),
        0,
      );
      return lineSeries(name, chains, axis, exchangePerS, 1 / total);
    }),
  };
}
