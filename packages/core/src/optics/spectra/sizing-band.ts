import { InputError, OleateError } from "../../errors.ts";
import {
  type CitationKey,
  citations,
  clustersAt,
  type FactStatus,
  gapFromSize,
  type Material,
  type SizeKind,
  type SizingCurve,
  shortCitation,
  sizeFromGap,
} from "../../matter/index.ts";
import { wavelengthFromEnergy } from "../../quantities/index.ts";
import { canConfine, confinedGap, sizeFromConfinedGap } from "./confined-gap.ts";
import { energyInterval, sizeIntervalOf } from "./confinement-error.ts";

/** What one curve says, or why it says nothing. */
export interface CurveAnswer {
  readonly curve: string;
  readonly size: SizeKind;
  readonly status: FactStatus | "computed";
  readonly source?: CitationKey;
  /** Sizes it holds for, nm; absent for the calculation from bulk data. */
  readonly rangeNm?: readonly [number, number];
  /** In the band's unit; absent when the curve gives no answer. */
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
  /** Why there is no answer. */
  readonly reason?: string;
  /** What a reader must know of an answer: made from few pairs, circular, ... */
  readonly caution?: string;
}

/** All curves of a material side by side. */
export interface SizingBand {
  readonly material: string;
  readonly unit: "nm" | "eV";
  readonly answers: readonly CurveAnswer[];
  /** From the lowest to the highest end of all answers in terms of one length; null when none answers. */
  readonly low: number | null;
  readonly high: number | null;
  /** (highest - lowest answer) / mean of the curves that speak of the first answer's length and are not circular; 0 for one. */
  readonly disagreement: number;
  /** Set when the band is taken for that of a known magic-size cluster: then no curve answers. */
  readonly cluster?: string;
  readonly warnings: readonly string[];
}

/** Answers that differ by more than this are said to. */
const NOTABLE = 0.05;

/** Half width (eV) below which a band at a cluster's place is the cluster's, and above which it is an ensemble's; estimates. */
const CLUSTER_HALF_WIDTH_EV = { certain: 0.05, possible: 0.08 } as const;

/**
 * Sizes in nm that all curves of a material give for a first transition at `gapEv` (eV): each with the interval of its own error,
 * or with the reason for none. No curve is followed outside its range or onto magic-size clusters. Where no published curve
 * answers for want of any, the calculation from bulk data does, with its known error. Where a magic-size cluster is known within
 * some nanometres, a band of `halfWidthEv` (half width at half maximum, eV) below 0.05 is taken for it and no curve answers; one
 * below 0.08, or of unknown width, is answered with a warning. Throws InputError unless the gap is positive.
 */
export function sizingBand(material: Material, gapEv: number, halfWidthEv?: number): SizingBand {
  const found = band(material, gapEv, "nm");
  const [nearest] = clustersAt(material, gapEv);
  if (nearest === undefined || (halfWidthEv ?? 0) > CLUSTER_HALF_WIDTH_EV.possible) return found;
  const { name, bandNm } = nearest;
  const which = `${name} absorbs (${bandNm.value} nm, +- ${bandNm.uncertainty} nm; ${shortCitation(citations[bandNm.source])})`;
  if (halfWidthEv !== undefined && halfWidthEv < CLUSTER_HALF_WIDTH_EV.certain) {
    const cluster = `a band of ${(1000 * halfWidthEv).toFixed(0)} meV half width where the magic-size cluster ${which} is taken for the cluster's: no size is given`;
    const answers = found.answers.map(
      ({ value: _v, low: _l, high: _h, caution: _c, ...rest }): CurveAnswer => ({
        ...rest,
        reason: rest.reason ?? "the band is taken for a magic-size cluster's",
      }),
    );
    return { ...found, answers, low: null, high: null, disagreement: 0, cluster, warnings: [] };
  }
  const answered = found.answers.some(({ value }) => value !== undefined);
  const warning = `the magic-size cluster ${which}: if the band is the cluster's, no size by a curve holds`;
  return answered ? { ...found, warnings: [...found.warnings, warning] } : found;
}

/** First transitions in eV that all curves give for `sizeNm` (nm, the length each curve speaks of); as {@link sizingBand}. */
export function gapBand(material: Material, sizeNm: number): SizingBand {
  return band(material, sizeNm, "eV");
}

function band(material: Material, asked: number, unit: "nm" | "eV"): SizingBand {
  if (!(asked > 0) || !Number.isFinite(asked)) {
    throw new InputError({
      what: `the ${unit === "nm" ? "gap" : "size"} is no positive number`,
      found: String(asked),
      expected: `a number above 0, in ${unit === "nm" ? "eV" : "nm"}`,
    });
  }
  const published = material.sizing.map((curve) => answerOf(material, curve, asked, unit));
  const wanting = material.sizing.every(
    ({ status, fittedToMeasured }) => status === "estimated" && !fittedToMeasured,
  );
  const answers = [
    ...published,
    ...(wanting && canConfine(material) ? [computed(material, asked, unit)] : []),
  ];
  const first = answers.find(({ value }) => value !== undefined);
  const alike = answers.filter(({ value, size }) => value !== undefined && size === first?.size);
  const sound = alike.filter((entry) => !circular(material, entry.curve));
  const values = (sound.length > 0 ? sound : alike).map(({ value }) => value!);
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const disagreement = values.length > 1 ? (Math.max(...values) - Math.min(...values)) / mean : 0;
  const warnings: string[] = [];
  if (disagreement > NOTABLE) {
    warnings.push(
      `the curves disagree by ${(100 * disagreement).toFixed(0)} %: choose one for your synthesis, and say which`,
    );
  }
  if (answers.length === 0) {
    warnings.push(
      `no curve of ${material.formula} is tabulated, and its bulk data do not suffice for a calculation`,
    );
  } else if (first === undefined) warnings.push("no curve answers: see the reason of each");
  return {
    material: material.formula,
    unit,
    answers,
    low: alike.length > 0 ? Math.min(...alike.map(({ low }) => low!)) : null,
    high: alike.length > 0 ? Math.max(...alike.map(({ high }) => high!)) : null,
    disagreement,
    warnings,
  };
}

function circular(material: Material, id: string): boolean {
  return material.sizing.find((curve) => curve.id === id)?.calibratedOn !== undefined;
}

function answerOf(material: Material, curve: SizingCurve, asked: number, unit: "nm" | "eV"): CurveAnswer {
  const { id, size, status, source, rangeNm } = curve;
  const common = { curve: id, size, status, source, rangeNm };
  try {
    const answer = unit === "nm" ? sizeFromGap(material, asked, id) : gapFromSize(material, asked, id);
    const outside = answer.warnings.find(({ kind }) => kind === "outside range");
    if (outside) return { ...common, reason: outsideOf(material, curve, unit) };
    const caution = answer.warnings.map(({ text }) => text).join("; ");
    const { value, low, high } = answer;
    return { ...common, value, low, high, ...(caution === "" ? {} : { caution }) };
  } catch (error) {
    if (!(error instanceof OleateError)) throw error;
    const { remedy } = error.complaint;
    const clusters = curve.clustersBelow !== undefined && (remedy?.startsWith(curve.clustersBelow) ?? false);
    return { ...common, reason: clusters ? curve.clustersBelow! : outsideOf(material, curve, unit) };
  }
}

/** Why a curve says nothing: what it holds for, in terms of what was asked. */
function outsideOf(material: Material, { id, rangeNm, size }: SizingCurve, unit: "nm" | "eV"): string {
  if (unit === "eV") return `outside the range of the curve, ${rangeNm[0]} to ${rangeNm[1]} nm`;
  try {
    const [shortest, longest] = rangeNm.map((length) =>
      wavelengthFromEnergy(gapFromSize(material, length, id).value),
    );
    return `outside the first transitions of its sizes, ${shortest!.toFixed(0)} to ${longest!.toFixed(0)} nm`;
  } catch (error) {
    // An end of the range may lie beyond what the relation is used for.
    if (!(error instanceof OleateError)) throw error;
    return `outside the first transitions of its sizes (${size} of ${rangeNm[0]} to ${rangeNm[1]} nm)`;
  }
}

/** The calculation from bulk data as one more row, for spheres. */
function computed(material: Material, asked: number, unit: "nm" | "eV"): CurveAnswer {
  const common = {
    curve: `${material.formula} from bulk data`,
    size: "diameter" as const,
    status: "computed" as const,
    caution: "effective masses in a sphere of finite barrier; the interval is how far it is off elsewhere",
  };
  try {
    if (unit === "eV") {
      const { energyEv, bulkGapEv } = confinedGap(material, asked);
      const [low, high] = energyInterval(energyEv, bulkGapEv);
      return { ...common, value: energyEv, low, high };
    }
    const value = sizeFromConfinedGap(material, asked);
    const [low, high] = sizeIntervalOf(material, asked);
    return { ...common, value, low, high };
  } catch (error) {
    if (!(error instanceof OleateError)) throw error;
    const { caution: _, ...rest } = common;
    return { ...rest, reason: error.message };
  }
}
