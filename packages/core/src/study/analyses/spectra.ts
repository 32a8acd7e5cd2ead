import { z } from "zod";
import { InputError } from "../../errors.ts";
import { citations, findMaterial, gapFromSize } from "../../matter/index.ts";
import {
  confinedGap,
  EMISSION_EXPONENT,
  energyInterval,
  ensembleBand,
  type GapOfSize,
  gapBand,
} from "../../optics/index.ts";
import { energyFromWavelength, wavelengthFromEnergy } from "../../quantities/index.ts";
import { type Leaf, leafOf } from "../evaluator.ts";
import { amount, section, text, title } from "../schema/words.ts";
import type { AnalysisContext, AnalysisKind, ExpectedResult } from "./analysis.ts";
import { bandFigure, findingsOf, type SpectraAsked, type SpectraFound, tableOf } from "./spectra-report.ts";

/** Full width of one dot's line where none is given, eV: the middle of what single dots show at room temperature. */
const USUAL_LINE_EV = 0.06;

/** An energy in eV written as one or as a wavelength. */
function energyOf(
  text: string | number,
  context: AnalysisContext,
  path: readonly (string | number)[],
): number {
  const place = context.placeOf([...context.path, ...path]);
  return /\b(nm|um|A)\s*$/u.test(String(text))
    ? energyFromWavelength(context.evaluator.number(text, "nm", place))
    : context.evaluator.number(text, "eV", place);
}

function read(options: Fields, context: AnalysisContext): SpectraAsked {
  const { evaluator, placeOf, path, file } = context;
  const material = findMaterial(options.material ?? file.sample.nanocrystal.material);
  if (options.curve !== undefined && options.gap !== undefined) {
    throw new InputError({
      what: "a sizing curve has its own bulk gap",
      found: `curve: ${options.curve} and gap: ${options.gap}`,
      expected: "one of them",
      place: placeOf([...path, "gap"]),
    });
  }
  const each = (key: "sizes" | "spreads", unit: string): readonly number[] =>
    (options[key] ?? []).map((text, i) => evaluator.number(text, unit, placeOf([...path, key, i])));
  const { pair } = options;
  return {
    material,
    sizesNm: each("sizes", "nm"),
    spreads: each("spreads", ""),
    lineEv:
      options.line === undefined
        ? USUAL_LINE_EV
        : evaluator.number(options.line, "eV", placeOf([...path, "line"])),
    bulkGapEv:
      options.gap === undefined ? undefined : evaluator.number(options.gap, "eV", placeOf([...path, "gap"])),
    pair: pair
      ? {
          absorbsEv: energyOf(pair.absorbs, context, ["pair", "absorbs"]),
          emitsEv: energyOf(pair.emits, context, ["pair", "emits"]),
        }
      : null,
  };
}

/** Names of the columns over sizes, with their units. */
function columnNames({ spreads, pair }: Fields): readonly (readonly [string, string])[] {
  return [
    ["energy", "eV"],
    ["low", "eV"],
    ["high", "eV"],
    ["wavelength", "nm"],
    ...(pair ? ([["emission", "nm"]] as const) : []),
    ...(spreads ?? []).flatMap(
      (_, i) =>
        [
          [`peak_${i + 1}`, "nm"],
          [`width_${i + 1}`, "eV"],
          [`width_nm_${i + 1}`, "nm"],
          [`size_stokes_${i + 1}`, "eV"],
        ] as const,
    ),
  ];
}

const fields = section(
  {
    kind: z.literal("spectra"),
    title,
    material: text("material; default the sample's").optional(),
    sizes: z.array(amount("size: diameter, or the length the curve speaks of")).min(1),
    curve: text("sizing curve by name; the calculation from bulk data when left out").optional(),
    gap: amount("bulk gap for that calculation; default the table's").optional(),
    spreads: z
      .array(amount("spread of sizes, standard deviation over mean: 10 %"))
      .min(1)
      .describe("ensembles whose bands are predicted")
      .optional(),
    line: amount("full width of one dot's line; default 60 meV").optional(),
    pair: section(
      {
        absorbs: amount("wavelength or energy of the absorption"),
        emits: amount("wavelength or energy of the emission"),
      },
      "a measured pair whose Stokes shift is used",
    ).optional(),
  },
  "first transitions from sizes, bands of ensembles with a spread of sizes, and emission by a Stokes shift",
);
type Fields = z.infer<typeof fields>;

/** First transitions of dots by size, bands of their ensembles, and where they emit. */
export const spectra: AnalysisKind<typeof fields> = {
  kind: "spectra",
  fields,
  ofSurface: false,
  check(options, context, report) {
    report.at(context.path, () => {
      const asked = read(options, context);
      if (report.settled) for (const size of asked.sizesNm) void firstTransition(options, asked, size);
    });
  },
  results(options) {
    const rows = options.sizes.length;
    const names = new Map<string, ExpectedResult>(
      columnNames(options).map(([name, unit]) => [name, rows > 1 ? { unit, rows } : { unit }]),
    );
    if (options.pair) {
      names.set("stokes", { unit: "eV" });
      names.set("pair_emission", { unit: "nm" });
    }
    return { names };
  },
  run(options, context) {
    const asked = read(options, context);
    const { material, sizesNm, pair } = asked;
    const stokesEv = pair === null ? null : pair.absorbsEv - pair.emitsEv;
    const found = sizesNm.map((sizeNm, i) => {
      context.progress(i / sizesNm.length, "bands");
      return at(options, asked, sizeNm, stokesEv);
    });
    const columns = columnNames(options).map(([name, unit]) => ({
      name,
      unit,
      values: found.map((one) => one.numbers.get(name)!),
    }));
    const leaves = new Map<string, Leaf>(
      columns.map(({ name, unit, values }) => [
        name,
        leafOf(values.length > 1 ? Float64Array.from(values) : values[0]!, unit),
      ]),
    );
    if (pair !== null && stokesEv !== null) {
      leaves.set("stokes", leafOf(stokesEv, "eV"));
      leaves.set("pair_emission", leafOf(wavelengthFromEnergy(pair.absorbsEv - stokesEv), "nm"));
    }
    const curve = material.sizing.find(({ id }) => id === options.curve);
    const title = options.title ?? `First transitions of ${material.formula}`;
    return {
      leaves,
      citations: curve
        ? [citations[curve.source]]
        : [
            citations.kane1957,
            citations.efros1982,
            ...(material.bandEdges ? [citations[material.bandEdges.kaneEnergy.source]] : []),
          ],
      result: {
        id: context.id,
        kind: "spectra",
        title,
        findings: findingsOf(options.curve, asked, found, stokesEv),
        values: [],
        tables: [tableOf(context.id, title, asked, columns)],
        figures: asked.spreads.length > 0 ? [bandFigure(context.id, asked, found)] : [],
      },
    };
  },
};

function firstTransition(
  options: Fields,
  { material, bulkGapEv }: SpectraAsked,
  sizeNm: number,
): { readonly energyEv: number; readonly low: number; readonly high: number } {
  if (options.curve === undefined) {
    const gap = confinedGap(material, sizeNm, bulkGapEv === undefined ? {} : { bulkGapEv });
    const [low, high] = energyInterval(gap.energyEv, gap.bulkGapEv);
    return { energyEv: gap.energyEv, low, high };
  }
  // Asking for the curve first names the nearest ones when there is none of that name.
  const { value, low, high, curve } = gapFromSize(material, sizeNm, options.curve);
  const answer = gapBand(material, sizeNm).answers.find((one) => one.curve === curve);
  if (answer?.value !== undefined) return { energyEv: value, low, high };
  throw new InputError({
    what: `${curve} gives no first transition for ${sizeNm} nm`,
    found: answer?.reason ?? "no answer",
    expected: "a size within its range",
  });
}

function at(options: Fields, asked: SpectraAsked, sizeNm: number, stokesEv: number | null): SpectraFound {
  const { energyEv, low, high } = firstTransition(options, asked, sizeNm);
  const numbers = new Map<string, number>([
    ["energy", energyEv],
    ["low", low],
    ["high", high],
    ["wavelength", wavelengthFromEnergy(energyEv)],
  ]);
  if (stokesEv !== null) numbers.set("emission", wavelengthFromEnergy(energyEv - stokesEv));
  const gapOf: GapOfSize = (size) =>
    options.curve === undefined
      ? confinedGap(asked.material, size, asked.bulkGapEv === undefined ? {} : { bulkGapEv: asked.bulkGapEv })
          .energyEv
      : gapFromSize(asked.material, size, options.curve).value;
  const bands = asked.spreads.map((relativeSpread, i) => {
    const input = { gapOf, sizes: { meanNm: sizeNm, relativeSpread }, homogeneousEv: asked.lineEv };
    const band = ensembleBand(input);
    const emitted = ensembleBand({ ...input, weightExponent: EMISSION_EXPONENT });
    numbers.set(`peak_${i + 1}`, band.peakNm);
    numbers.set(`width_${i + 1}`, band.widthEv);
    numbers.set(`width_nm_${i + 1}`, band.widthNm);
    numbers.set(`size_stokes_${i + 1}`, band.peakEv - emitted.peakEv);
    return band;
  });
  return { sizeNm, numbers, bands };
}
