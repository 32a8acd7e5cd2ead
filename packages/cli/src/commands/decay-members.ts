import { basename } from "node:path";
import {
  type EmissionDecay,
  formatQuantity,
  type GoodnessOfFit,
  InputError,
  type SeriesMember,
  summedDecay,
} from "@oleate/core";
import { decaysFromFile, type ReadingFlags, type SourceNote } from "../decay-files.ts";
import { printTable } from "../print-table.ts";
import { startProgress } from "../progress.ts";
import { type NamedCurve, writeCurves } from "./decay-curves.ts";
import { countOf, type DecayOptions } from "./decay-flags.ts";
import { counted, withError } from "./decay-text.ts";

/** Rows of a table of decays that are printed; all are in the JSON. */
export const MOST_ROWS = 60;

/** All curves of all files; a name that several files have is given with its file. */
export async function readAll(
  paths: readonly string[],
  flags: ReadingFlags,
): Promise<{ decays: readonly EmissionDecay[]; notes: SourceNote[] }> {
  const read: (Awaited<ReturnType<typeof decaysFromFile>> & { readonly path: string })[] = [];
  for (const path of paths) read.push({ path, ...(await decaysFromFile(path, flags)) });
  const names = read.flatMap((one) => one.decays.map(({ name }) => name));
  const isRepeated = new Set(names).size < names.length;
  return {
    decays: read.flatMap(({ path, decays: own }) =>
      isRepeated && own.length > 1
        ? own.map((one) => ({ ...one, name: `${basename(path)}, ${one.name}` }))
        : own,
    ),
    notes: read.flatMap((one) => one.notes),
  };
}

/** The number each name begins with, when all do: a wavelength, a dose; else the place in the series. */
export function coordinateOf(all: readonly EmissionDecay[]): {
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
} {
  const found = all.map(({ name }) => /^\s*(-?\d+(?:\.\d+)?)\s*([^\d\s]*)\s*$/u.exec(name));
  const unit = found[0]?.[2] ?? "";
  if (found.every((one) => one !== null && one[2] === unit)) {
    return { name: "name of the curve", unit, values: Float64Array.from(found, (one) => Number(one![1])) };
  }
  return { name: "place in the series", unit: "", values: Float64Array.from(all.keys(), (k) => k + 1) };
}

/** What the flags of a series are checked against: the sum of its decays where they share their channels, else the first. */
export function seriesWhole(decays: readonly EmissionDecay[]): {
  readonly whole: EmissionDecay;
  readonly of: number;
} {
  const [first] = decays;
  if (!first) throw new InputError({ what: "the files hold no decay", found: "no curve" });
  const alike = decays.every(
    ({ counts, channelWidthNs }) =>
      counts.length === first.counts.length && channelWidthNs === first.channelWidthNs,
  );
  if (!alike || decays.length === 1) return { whole: first, of: 1 };
  return { whole: { ...summedDecay(decays, "the decays together") }, of: decays.length };
}

/** The number of components, which a series must have stated. Throws InputError. */
export function statedCount(options: DecayOptions): number {
  const count = countOf(options);
  if (count !== "auto") return count;
  throw new InputError({
    what: "the number of components is missing",
    expected: "--components 1, 2, 3 ...",
    remedy: "look at one of the decays with --components auto first",
  });
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** What is said of one decay beside its parameters: shares, averages, how well it is described. */
export interface Described {
  readonly member: SeriesMember;
  readonly goodness: GoodnessOfFit;
}

/** Goes through the fitted decays once; keeps their curves where they are to be written. */
export function describeAll(
  members: Iterable<SeriesMember>,
  count: number,
  out: string | undefined,
): readonly Described[] {
  const described: Described[] = [];
  const curves: NamedCurve[] = [];
  const progress = startProgress("curves");
  for (const member of members) {
    const { curve, goodness } = member.fitted();
    described.push({ member, goodness });
    if (out !== undefined) curves.push({ name: member.name, curve });
    progress.update(described.length / count, member.name);
  }
  progress.end();
  if (out !== undefined) writeCurves(out, curves);
  return described;
}

/** The same for machines. */
export function memberJson({ member, goodness }: Described): object {
  const { index, name, amplitude, area, averages, unresolved } = member;
  return {
    number: index + 1,
    name,
    fractions: amplitude.map(finite),
    areaFractions: area.map(finite),
    averages: {
      amplitude: { value: finite(averages.amplitude), unit: "ns", bounded: unresolved.length === 0 },
      intensity: { value: finite(averages.intensity), unit: "ns" },
    },
    ...goodnessJson(goodness),
  };
}

/** A deviance and what it is compared with, for machines. */
export const goodnessJson = ({ deviance, expected, standardDeviation, z, p }: GoodnessOfFit): object => ({
  deviance,
  expectedDeviance: expected,
  devianceDeviation: standardDeviation,
  z,
  pValue: p,
});

/** Table of shares, averages and goodness, one row a decay. */
export function printMembers(all: readonly Described[]): void {
  const rows = all.slice(0, MOST_ROWS);
  const shares = (of: readonly number[]): string =>
    of.map((share) => (Number.isFinite(share) ? (100 * share).toFixed(1) : "-")).join(" / ");
  const ns = (value: number): string => (Number.isFinite(value) ? formatQuantity(value, "", 4) : "-");
  const several = rows.some(({ member }) => member.amplitude.length > 1);
  process.stdout.write("\n");
  printTable({
    columns: [
      { name: "decay", unit: "", values: rows.map(({ member }) => member.name) },
      ...(several
        ? [
            {
              name: "of the amplitude",
              unit: "%",
              values: rows.map(({ member }) => shares(member.amplitude)),
            },
            { name: "of the light", unit: "%", values: rows.map(({ member }) => shares(member.area)) },
          ]
        : []),
      {
        name: "amplitude average",
        unit: "ns",
        values: rows.map(({ member: { averages, unresolved } }) =>
          unresolved.length > 0 ? `${ns(averages.amplitude)}, no lower bound` : ns(averages.amplitude),
        ),
      },
      {
        name: "intensity average",
        unit: "ns",
        values: rows.map(({ member }) => ns(member.averages.intensity)),
      },
      { name: "z", unit: "", values: rows.map(({ goodness }) => goodness.z.toFixed(2)) },
      {
        name: "p",
        unit: "",
        values: rows.map(({ goodness: { p } }) => (p < 1e-3 ? p.toExponential(0) : p.toFixed(3))),
      },
    ],
  });
  if (all.length > MOST_ROWS) process.stdout.write(`... ${all.length} in all (--json)\n`);
}

/** Said once for all decays whose averages include what the response does not resolve. */
export function unresolvedWarnings(all: readonly Described[]): string[] {
  const loose = all.filter(({ member }) => member.unresolved.length > 0);
  if (loose.length === 0) return [];
  const which = [...new Set(loose.flatMap(({ member }) => member.unresolved))].toSorted((a, b) => a - b);
  const lifetimes = which.map((k) => k + 1).join(" and ");
  return [
    `lifetime ${lifetimes} is far below the response in ${loose.length} of ${counted(all.length, "decay")}: only the area, amplitude times lifetime, is known there, and amplitude averages have no lower bound. Fit it as a prompt part (--prompt)`,
  ];
}

/** A value along a series with its standard error; NaN where the decay was not fitted. */
export const valueText = (value: number, error: number): string =>
  Number.isNaN(value) ? "not fitted" : withError(value, error, "");
