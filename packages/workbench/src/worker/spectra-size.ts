import {
  canConfine,
  confinedGap,
  confinementError,
  energyInterval,
  findMaterial,
  gapBand,
  gapFromSize,
  type Material,
  OleateError,
  sizeFromConfinedGap,
  sizeIntervalOf,
  sizingBand,
} from "@oleate/core";
import {
  type BulkEstimate,
  COMPUTED,
  type DrawnCurve,
  type SizeAsk,
  type SizeFound,
} from "./spectra-protocol.ts";

const POINTS = 97;
/** Sizes the calculation is drawn for where no curve says which dots there are, nm. */
const USUAL_NM = [1.5, 12] as const;

const sizes = ([from, to]: readonly [number, number]): readonly number[] =>
  Array.from({ length: POINTS }, (_, i) =>
    // The last is the end itself: a curve is not asked a rounding beyond it.
    i === POINTS - 1 ? to : from + ((to - from) * i) / (POINTS - 1),
  );

interface Point {
  readonly sizeNm: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Points of a curve; sizes it says nothing of are left out. */
function drawn(
  common: Pick<DrawnCurve, "name" | "size" | "computed">,
  at: readonly number[],
  gap: (sizeNm: number) => Omit<Point, "sizeNm">,
): DrawnCurve {
  const points = at.flatMap((sizeNm): readonly Point[] => {
    try {
      return [{ sizeNm, ...gap(sizeNm) }];
    } catch (error) {
      if (error instanceof OleateError) return [];
      throw error;
    }
  });
  return {
    ...common,
    sizeNm: points.map(({ sizeNm }) => sizeNm),
    energyEv: points.map(({ value }) => value),
    lowEv: points.map(({ low }) => low),
    highEv: points.map(({ high }) => high),
  };
}

/** Every curve of a material over its own range, and the calculation from bulk data over all of them, to be drawn. */
export function curvesOf(formula: string): readonly DrawnCurve[] {
  if (formula === "") return [];
  const material = findMaterial(formula);
  const curves = material.sizing.map((curve) =>
    drawn({ name: curve.id, size: curve.size, computed: false }, sizes(curve.rangeNm), (size) =>
      gapFromSize(material, size, curve.id),
    ),
  );
  if (!canConfine(material)) return curves;
  // Where all curves are guesses, the calculation answers, over the usual sizes.
  const guessed = material.sizing.every(({ status }) => status === "estimated");
  const ranges = [...material.sizing.map(({ rangeNm }) => rangeNm), ...(guessed ? [USUAL_NM] : [])];
  const low = Math.min(...ranges.map(([from]) => from));
  const high = Math.max(...ranges.map(([, to]) => to));
  const computed = drawn({ name: COMPUTED, size: "diameter", computed: true }, sizes([low, high]), (size) => {
    const { energyEv, bulkGapEv } = confinedGap(material, size);
    const [least, most] = energyInterval(energyEv, bulkGapEv);
    return { value: energyEv, low: least, high: most };
  });
  return [...curves, computed];
}

function estimateOf(material: Material, { kind, value }: SizeAsk["given"]): BulkEstimate {
  const sizeNm = kind === "size" ? value : sizeFromConfinedGap(material, value);
  const { energyEv, bulkGapEv, electronEv, holeEv, shift } = confinedGap(material, sizeNm);
  const [low, high] = kind === "size" ? energyInterval(energyEv, bulkGapEv) : sizeIntervalOf(material, value);
  const parts = {
    bulkGapEv,
    electronEv,
    holeEv,
    attractionEv: shift.coulombEv,
    polarisationEv: shift.polarisationEv,
  };
  return { value: kind === "size" ? energyEv : sizeNm, low, high, parts };
}

/** Sizes from a first transition or first transitions from a size, by every curve and from bulk data. Throws InputError for a number that is not positive or an unknown material. */
export function sizeOf(ask: SizeAsk): SizeFound {
  const material = findMaterial(ask.material);
  const { kind, value } = ask.given;
  const band = kind === "gap" ? sizingBand(material, value) : gapBand(material, value);
  const found = { ask, band, error: confinementError() };
  try {
    return { ...found, estimate: estimateOf(material, ask.given), noEstimate: "" };
  } catch (error) {
    if (!(error instanceof OleateError)) throw error;
    return { ...found, estimate: null, noEstimate: error.message };
  }
}
