import { InputError, nearestNames } from "../../errors.ts";
import { formatConcentration, formatQuantity, parseQuantity } from "../../quantities/index.ts";
import {
  fitDecay,
  kargerDecay,
  monoExponential,
  type ShellResonances,
  type ShellSignals,
  type ShellSignalValues,
  shellResonances,
  shellSignalParameters,
  shellSignals,
  shellSignalValues,
} from "../../resonance/index.ts";
import {
  axisWords,
  type InterfaceSample,
  interfaceModels,
  type Medium,
  readMedium,
  sampleAt,
  stateOfSample,
} from "../../surface/index.ts";
import { type Leaf, leafOf } from "../evaluator.ts";
import type { FigureSpec } from "../figure-spec.ts";
import { type InterfaceAsked, readInterfaceOptions } from "../interface-sample.ts";
import { shellPicture, vinyleneSpectra } from "../nmr-figures.ts";
import type { ResultTable } from "../result.ts";
import type { AnalysisKind, ExpectedResult } from "./analysis.ts";

/** What NMR sees at one point, with a diffusion experiment simulated there. */
interface Seen extends ShellSignals {
  readonly label: string;
  readonly bound: number;
  /** D from one exponential fitted to a simulated decay with exchange at the rate of the parameters, m2/s. */
  readonly fittedDiffusion: number;
  /** The same without exchange. */
  readonly fittedSlow: number;
  /** What resonates in the spectrum. */
  readonly lines: ShellResonances;
}

/** The numbers of one point: name in expressions, heading, unit, where it is found. */
const NUMBERS: readonly {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly of: (seen: Seen) => number;
}[] = [
  { name: "bound", label: "bound complexes", unit: "", of: (s) => s.bound },
  { name: "bound_chains", label: "bound chains", unit: "", of: (s) => s.boundShare },
  { name: "d", label: "D", unit: "m2/s", of: (s) => s.diffusion },
  { name: "d_bound", label: "D of a dot", unit: "m2/s", of: (s) => s.boundDiffusion },
  { name: "d_free", label: "D of what is free", unit: "m2/s", of: (s) => s.freeDiffusion },
  { name: "fitted_d", label: "D fitted to the decay", unit: "m2/s", of: (s) => s.fittedDiffusion },
  { name: "fitted_d_slow", label: "D fitted without exchange", unit: "m2/s", of: (s) => s.fittedSlow },
  { name: "radius", label: "radius from D", unit: "nm", of: (s) => s.apparentRadiusNm },
  { name: "dot_radius", label: "core radius and shell", unit: "nm", of: (s) => s.dotRadiusNm },
  { name: "shift", label: "vinylene shift", unit: "", of: (s) => s.shiftPpm },
  { name: "width", label: "vinylene width", unit: "Hz", of: (s) => s.widthHz },
  { name: "homogeneous", label: "of it homogeneous", unit: "Hz", of: (s) => s.homogeneousHz },
  { name: "noe", label: "NOE, exchanging", unit: "", of: (s) => s.noe },
  { name: "noe_bound", label: "NOE on a dot", unit: "", of: (s) => s.noeBound },
  { name: "noe_free", label: "NOE of what is free", unit: "", of: (s) => s.noeFree },
  { name: "contacts", label: "neighbours that touch", unit: "", of: (s) => s.contacts },
];

/** Gradient steps of the simulated decay, from nothing to a twentieth of the signal. */
const STEPS = 16;
/** Delay of the simulated experiment where none is given, s. */
const USUAL_DELAY_S = 0.1;

/** What NMR would see of the shell: diffusion, shift, width and NOE at one point or along one condition. */
export const nmr: AnalysisKind<"nmr"> = {
  kind: "nmr",
  check(options, context, report) {
    report.at(context.path, () => void readInterfaceOptions(options, context));
    report.at([...context.path, "signals"], () => void readSignals(options.signals ?? []));
  },
  results(options, context) {
    const { points, isSeries } = readInterfaceOptions(options, context);
    const names = new Map<string, ExpectedResult>();
    for (const { name, unit } of NUMBERS) {
      names.set(name, isSeries ? { unit, rows: points.length } : { unit });
      if (isSeries && points.length > 1) names.set(`${name}_steps`, { unit, rows: points.length - 1 });
    }
    return { names };
  },
  run(options, context) {
    const asked = readInterfaceOptions(options, context);
    const signals = readSignals(options.signals ?? []);
    const delayS = options.delay === undefined ? USUAL_DELAY_S : context.evaluator.number(options.delay, "s");
    const models = interfaceModels();
    const seen = asked.points.map((x, i): Seen => {
      context.progress(i / asked.points.length, "states");
      const { sample, medium } = placeAt(asked, x, i);
      const { temperatureK = 298.15 } = sample;
      const state = stateOfSample(models, sample, asked.values);
      const model = models.network(sample, asked.values.partners);
      const found = shellSignals(model, state, asked.values, medium, temperatureK, signals);
      return {
        ...found,
        label: asked.labels?.[i] ?? "",
        bound: state.boundFraction,
        fittedDiffusion: fittedDiffusion(found, signals.exchange_rate, delayS),
        fittedSlow: fittedDiffusion(found, 0.1 / delayS / 1000, delayS),
        lines: shellResonances(model, state, found, signals, medium, temperatureK),
      };
    });
    const experiment = { protonMHz: signals.proton, exchangePerS: signals.exchange_rate, delayS };
    const picture = asked.isSeries ? null : shellPicture(context.id, seen[0]!.lines, experiment);
    const spectra = seen.map(({ lines }, i) => ({ name: nameOf(asked, i), resonances: lines }));
    return {
      leaves: leavesOf(seen, asked.isSeries),
      result: {
        id: context.id,
        kind: "nmr",
        title: options.title ?? "What NMR sees of the shell",
        findings: asked.isSeries ? [] : [...findingsOf(seen[0]!), ...notesOf(seen[0]!)],
        values: [],
        tables: [tableOf(context.id, asked, seen)],
        figures:
          picture?.figures ??
          (seen.length > 1
            ? [...figuresOf(context.id, asked, seen), vinyleneSpectra(context.id, spectra, experiment)]
            : []),
        ...(picture ? { maps: [picture.map] } : {}),
      },
      citations: [
        {
          cite: "De Roo et al., Probing solvent-ligand interactions in colloidal nanocrystals by the NMR line broadening, Chem. Mater. 2018, 30, 5485",
        },
      ],
    };
  },
};

/** What a point of a series is called in a legend. */
function nameOf({ axis, points, labels }: InterfaceAsked, i: number): string {
  const { unit } = axisWords(axis);
  if (labels) return labels[i]!;
  return unit === "M" ? formatConcentration(points[i]!) : formatQuantity(points[i]!, unit, 3);
}

function notesOf({ lines: { notes } }: Seen): readonly string[] {
  return notes.length === 0 ? [] : [`Simulated spectrum: ${notes.join("; ")}.`];
}

/** The sample at one point of the axis, and its medium by name. */
function placeAt(asked: InterfaceAsked, x: number, i: number): { sample: InterfaceSample; medium: Medium } {
  if (!asked.isSeries) return { sample: asked.sample, medium: mediumOf(asked.sample.medium) };
  if (asked.axis === "solvent") {
    const label = asked.labels?.[i];
    const medium = mediumOf(label === undefined ? x : readMedium(label));
    return { sample: { ...asked.sample, medium }, medium };
  }
  const sample = sampleAt(asked.sample, asked.axis, x);
  return { sample, medium: mediumOf(sample.medium) };
}

function mediumOf(medium: Medium | number): Medium {
  if (typeof medium !== "number") return medium;
  throw new InputError({
    what: "diffusion needs a solvent, not a polarity alone",
    found: `E_T^N ${medium}`,
    expected: "solvents by name, whose viscosity is known",
  });
}

/** Reads "shell = 1.8 nm". Throws InputError for unknown names and values out of range. */
function readSignals(texts: readonly string[]): ShellSignalValues {
  const names = shellSignalParameters.map(({ name }) => name);
  const given = texts.map((text) => {
    const match = /^\s*([a-z_]+)\s*=\s*(.+?)\s*$/u.exec(text);
    const parameter = shellSignalParameters.find(({ name }) => name === match?.[1]);
    if (!match || !parameter) {
      throw new InputError({
        what: "a parameter of the signals cannot be read",
        found: `"${text}"`,
        expected: `NAME = VALUE, with one of ${names.join(", ")}`,
        ...(match ? { remedy: `nearest: ${nearestNames(match[1]!, names).join(", ")}` } : {}),
      });
    }
    return [parameter.name, parseQuantity(match[2]!, parameter.unit === "ppm" ? "" : parameter.unit)];
  });
  return shellSignalValues(Object.fromEntries(given) as Partial<ShellSignalValues>);
}

/** D of one exponential fitted to the decay of two exchanging populations. */
function fittedDiffusion(seen: ShellSignals, exchangePerS: number, delayS: number): number {
  const b = Float64Array.from(
    { length: STEPS },
    (_, i) => ((i / (STEPS - 1)) * Math.log(20)) / seen.diffusion,
  );
  const { attenuation } = kargerDecay(delayS);
  const shares = [seen.boundDiffusion, seen.freeDiffusion, 1 - seen.boundShare, exchangePerS];
  const intensity = b.map((one) => attenuation(one, shares, null));
  // Without noise of its own the simulation is weighed evenly.
  const { result } = fitDecay({ name: "simulated decay", b, intensity, sigma: 0.01 }, monoExponential);
  return result.parameters.find(({ name }) => name !== "I0")!.value!;
}

function leavesOf(seen: readonly Seen[], isSeries: boolean): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const { name, unit, of } of NUMBERS) {
    const values = Float64Array.from(seen, of);
    leaves.set(name, leafOf(isSeries ? values : values[0]!, unit));
    if (isSeries && values.length > 1)
      leaves.set(
        `${name}_steps`,
        leafOf(
          values.subarray(1).map((value, i) => value - values[i]!),
          unit,
        ),
      );
  }
  return leaves;
}

function findingsOf(seen: Seen): readonly string[] {
  return [
    `D ${seen.diffusion.toExponential(2)} m2/s in fast exchange: a radius of ${seen.apparentRadiusNm.toFixed(2)} nm where core and shell have ${seen.dotRadiusNm.toFixed(2)} nm.`,
    `Vinylene line at ${seen.shiftPpm.toFixed(3)} ppm, ${seen.widthHz.toFixed(1)} Hz wide, of which ${seen.homogeneousHz.toFixed(1)} Hz by tumbling; NOE ${seen.noe.toFixed(2)}.`,
  ];
}

function tableOf(
  id: string,
  { axis, points, labels, isSeries }: InterfaceAsked,
  seen: readonly Seen[],
): ResultTable {
  const { name, unit: axisUnit } = axisWords(axis);
  const heading = labels ? { name: "solvent", unit: "" } : { name, unit: axisUnit };
  return {
    id: `${id}-signals`,
    title: "What NMR sees of the oleyl chains",
    caption: "Bound and free in fast exchange; NOE: steady-state enhancement, negative for slow tumbling.",
    columns: [
      ...(isSeries ? [{ ...heading, values: seen.map(({ label }, i) => label || points[i]!) }] : []),
      ...NUMBERS.map(({ label, unit, of }) => ({ name: label, unit, values: seen.map(of) })),
    ],
  };
}

function figuresOf(
  id: string,
  { axis, points, labels }: InterfaceAsked,
  seen: readonly Seen[],
): readonly FigureSpec[] {
  const { name, unit: axisUnit, decades } = axisWords(axis);
  const x = labels ? seen.map((_, i) => i) : points;
  const axisOf = labels
    ? {
        label: "solvent",
        unit: "",
        scale: "linear" as const,
        categories: labels,
        range: [-0.6, labels.length - 0.4] as const,
      }
    : { label: name, unit: axisUnit, scale: decades ? ("log" as const) : ("linear" as const) };
  const draw = (key: string, title: string, unit: string, numbers: readonly string[]): FigureSpec => ({
    id: `${id}-${key}`,
    title,
    caption: "Fast exchange between bound and free chains.",
    x: axisOf,
    y: { label: title, unit, scale: "linear" },
    series: numbers.map((number) => {
      const { label, of } = NUMBERS.find((one) => one.name === number)!;
      return { name: label, kind: labels ? ("points" as const) : ("line" as const), x, y: seen.map(of) };
    }),
  });
  return [
    draw("diffusion", "diffusion coefficient", "m2/s", ["d", "d_bound"]),
    draw("width", "width of the vinylene line", "Hz", ["width", "homogeneous"]),
    draw("shift", "shift of the vinylene line (ppm)", "", ["shift"]),
  ];
}
