import { DomainError, InputError, nearestNames } from "../errors.ts";
import { citations } from "./citations.ts";
import { statusWord } from "./fact.ts";
import type { Material } from "./material-types.ts";
import { shortCitation } from "./short-citation.ts";
import { energyAtSize, holdsFor, reach, sizeAtEnergy } from "./sizing-relation.ts";
import type { SizeKind, SizingCurve } from "./sizing-types.ts";

/** Why a number from a sizing curve should be read with care. */
export interface SizingWarning {
  readonly kind: "outside range" | "not measured" | "circular" | "curves differ";
  readonly text: string;
}

/** A size (nm) or gap (eV) from a sizing curve: the value, the interval of the curve's error and of the other curves
 *  that reach there, which curve and which length it speaks of, and the warnings. */
export interface SizingAnswer {
  readonly value: number;
  readonly unit: "nm" | "eV";
  readonly low: number;
  readonly high: number;
  readonly curve: string;
  readonly size: SizeKind;
  readonly warnings: readonly SizingWarning[];
}

/**
 * Size in nm of a nanocrystal whose first absorption maximum lies at `gapEv` (eV).
 * Without `curveId` the material's default curve gives the value, and the interval spans that curve's own error and every
 * other curve of the same length that is not circular and holds there; with `curveId` only the named curve is used.
 * Beyond a curve's range (at most a factor 1.5 in size, never for polynomials) a warning is returned.
 * Throws InputError for an unknown curve or a gap that is not a positive number, DomainError when no curve exists,
 * when the gap is out of reach, or when the species there are magic-size clusters. Sources: each curve's own.
 */
export function sizeFromGap(material: Material, gapEv: number, curveId?: string): SizingAnswer {
  requirePositive(gapEv, "the gap", "eV");
  const curve = pickCurve(material, curveId);
  const value = sizeAtEnergy(curve, gapEv);
  if (value === undefined)
    throw outOfReach(
      material,
      curve,
      `a gap of ${Number(gapEv.toPrecision(6))} eV`,
      gapTooHigh(curve, gapEv),
    );
  const interval = sizeInterval(curve, gapEv, value);
  const others = curveId === undefined ? otherCurves(material, curve) : [];
  const rivals = others.flatMap((other) => {
    const size = sizeAtEnergy(other, gapEv);
    return size === undefined || !holdsFor(other, size) ? [] : [{ id: other.id, value: size }];
  });
  return answer(curve, "nm", value, interval, rivals, value);
}

/**
 * Energy in eV of the first absorption maximum of a nanocrystal of `sizeNm` (nm: the length the curve speaks of).
 * Choice of curve, interval, warnings and errors as in sizeFromGap.
 */
export function gapFromSize(material: Material, sizeNm: number, curveId?: string): SizingAnswer {
  requirePositive(sizeNm, "the size", "nm");
  const curve = pickCurve(material, curveId);
  const [smallest, largest] = reach(curve);
  if (sizeNm < smallest || sizeNm > largest) {
    throw outOfReach(material, curve, `a size of ${Number(sizeNm.toPrecision(6))} nm`, sizeNm < smallest);
  }
  const value = energyAtSize(curve, sizeNm);
  const others = curveId === undefined ? otherCurves(material, curve) : [];
  const rivals = others.flatMap((other) =>
    holdsFor(other, sizeNm) ? [{ id: other.id, value: energyAtSize(other, sizeNm) }] : [],
  );
  return answer(curve, "eV", value, gapInterval(curve, sizeNm, value), rivals, sizeNm);
}

function pickCurve(material: Material, curveId: string | undefined): SizingCurve {
  const first = material.sizing[0];
  if (first === undefined) {
    throw new DomainError({
      what: `no sizing curve is tabulated for ${material.formula}`,
      remedy: "give the size itself, or add a curve with its source to the table",
    });
  }
  return curveId === undefined ? first : findSizingCurve(material, curveId);
}

/** The sizing curve of that name, case aside. @throws InputError with those the material has */
export function findSizingCurve({ formula, sizing }: Material, name: string): SizingCurve {
  const found = sizing.find(({ id }) => id.toLowerCase() === name.trim().toLowerCase());
  if (found) return found;
  const ids = sizing.map(({ id }) => id);
  throw new InputError({
    what: `${formula} has no sizing curve of that name`,
    found: `"${name}"`,
    expected:
      ids.length === 0 ? "no name: none is tabulated" : `one of ${nearestNames(name, ids).join(", ")}`,
  });
}

/** Circular curves are never put beside another one: they would look like agreement. */
function otherCurves(material: Material, curve: SizingCurve): readonly SizingCurve[] {
  return material.sizing.filter(
    (other) => other !== curve && other.size === curve.size && other.calibratedOn === undefined,
  );
}

function gapTooHigh(curve: SizingCurve, gapEv: number): boolean {
  return gapEv > energyAtSize(curve, (curve.rangeNm[0] + curve.rangeNm[1]) / 2);
}

function sizeInterval(curve: SizingCurve, gapEv: number, sizeNm: number): readonly [number, number] {
  const error = curve.uncertainty.value;
  if (curve.uncertainty.unit === "1") return [sizeNm * (1 - error), sizeNm * (1 + error)];
  const [smallest, largest] = reach(curve);
  return [sizeAtEnergy(curve, gapEv + error) ?? smallest, sizeAtEnergy(curve, gapEv - error) ?? largest];
}

function gapInterval(curve: SizingCurve, sizeNm: number, gapEv: number): readonly [number, number] {
  const error = curve.uncertainty.value;
  if (curve.uncertainty.unit === "eV") return [gapEv - error, gapEv + error];
  const [smallest, largest] = reach(curve);
  return [
    energyAtSize(curve, Math.min(sizeNm * (1 + error), largest)),
    energyAtSize(curve, Math.max(sizeNm * (1 - error), smallest)),
  ];
}

function answer(
  curve: SizingCurve,
  unit: "nm" | "eV",
  value: number,
  own: readonly [number, number],
  rivals: readonly { readonly id: string; readonly value: number }[],
  sizeNm: number,
): SizingAnswer {
  const warnings: SizingWarning[] = [];
  const range = `${curve.rangeNm[0]}-${curve.rangeNm[1]} nm`;
  if (!holdsFor(curve, sizeNm)) {
    warnings.push({
      kind: "outside range",
      text: `${curve.id} holds for ${range}; ${sizeNm.toPrecision(3)} nm is outside`,
    });
  }
  if (curve.status !== "published") {
    warnings.push({
      kind: "not measured",
      text: `${curve.id} is ${statusWord(curve.status)}: ${curve.note ?? curve.uncertainty.note ?? "see its source"}`,
    });
  }
  if (curve.calibratedOn !== undefined) {
    warnings.push({
      kind: "circular",
      text: `${curve.id} was fitted to pairs of ${shortCitation(citations[curve.calibratedOn])} and cannot test them`,
    });
  }
  const apart = rivals.filter((rival) => Math.abs(rival.value / value - 1) > 0.05);
  if (apart.length > 0) {
    const list = apart.map((rival) => `${rival.id} gives ${rival.value.toPrecision(4)} ${unit}`).join(", ");
    warnings.push({
      kind: "curves differ",
      text: `${list}; ${curve.id} gives ${value.toPrecision(4)} ${unit}`,
    });
  }
  const all = rivals.map((rival) => rival.value);
  return {
    value,
    unit,
    low: Math.min(own[0], ...all),
    high: Math.max(own[1], ...all),
    curve: curve.id,
    size: curve.size,
    warnings,
  };
}

function requirePositive(value: number, what: string, unit: string): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new InputError({
    what: `${what} is no positive number`,
    found: String(value),
    expected: `a number above 0, in ${unit}`,
  });
}

function outOfReach(material: Material, curve: SizingCurve, asked: string, small: boolean): DomainError {
  if (small && curve.clustersBelow !== undefined) {
    return new DomainError({
      what: `no sizing curve describes ${material.formula} there`,
      found: asked,
      expected: `sizes from ${curve.rangeNm[0]} nm (${curve.id})`,
      remedy: `${curve.clustersBelow}; name the cluster instead of a size`,
    });
  }
  return new DomainError({
    what: `the sizing curve "${curve.id}" does not reach that far`,
    found: asked,
    expected: `sizes of ${curve.rangeNm[0]}-${curve.rangeNm[1]} nm`,
    remedy: "use another curve of the material, or give the size itself",
  });
}
