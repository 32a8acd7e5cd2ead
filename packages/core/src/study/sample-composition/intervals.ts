import { type Identifiability, profile } from "../../inference/index.ts";
import { formatInterval, formatQuantity } from "../../quantities/index.ts";
import { slopeBy, UNKNOWNS, type Unknown } from "./dual.ts";
import { isFixed, isTouched, type Joint } from "./joint.ts";
import { per, stateAt } from "./model.ts";
import type { Quantity } from "./quantities.ts";
import type { SampleValue } from "./result.ts";
import { FOLLOWED, FROM_ZERO, fitOf, type Search } from "./search.ts";

type Named = Pick<SampleValue, "id" | "name" | "unit">;
type Interval = Pick<SampleValue, "value" | "low" | "high">;

const OPEN: Interval = { value: null, low: null, high: null };

/** How well a number is fixed, and the same in words. */
function identifiabilityOf(found: Interval & Named, level: number): readonly [Identifiability, string] {
  const { unit, value, low, high } = found;
  if (low === null && high === null) return ["unbounded", "not fixed by these measurements"];
  const percent = formatQuantity(100 * level, "%", 4);
  const interval = `${formatInterval(value ?? low ?? high!, low, high, unit)} (${percent})`;
  if (high === null) return ["bounded-below", interval];
  if (low === null) return ["bounded-above", interval];
  if (value !== null) return ["identified", interval];
  const between = `anything from ${formatQuantity(low, "", 3)} to ${formatQuantity(high, unit, 3)}`;
  return ["degenerate", `${between} (${percent})`];
}

/** An interval that the measurements do not narrow to a value and of which not even the sign is known comes from what a dot
 *  can hold at all, not from them. */
const saysNothing = ({ value, low, high }: Interval): boolean =>
  value === null && low !== null && high !== null && low < 0 && high > 0;

function described({ id, name, unit }: Named, interval: Interval, level: number): SampleValue {
  const found = { id, name, unit, ...(saysNothing(interval) ? OPEN : interval) };
  const [identifiability, text] = identifiabilityOf(found, level);
  return { ...found, identifiability, note: `${name}: ${text}.` };
}

/** A number that no unknown moves, such as the mass loss where nothing leaves on heating. */
function constantValue({ id, name, unit }: Named, value: number): SampleValue {
  const note = `${name}: ${formatQuantity(value, unit, 4)}, whatever is measured.`;
  return { id, name, unit, value, low: value, high: value, identifiability: "fixed", note };
}

/** The unknown a number is to replace: its usual one, or another where that one does not move it. Null where none does. */
function replacedBy({ of, replaces }: Quantity, joint: Joint): Unknown | null {
  const number = of(stateAt(joint.sample, joint.values));
  return [replaces, ...UNKNOWNS].find((unknown) => slopeBy(number, unknown) !== 0) ?? null;
}

/** A number with its profile-likelihood interval of probability `level`, open where the measurements leave it open. */
export function estimateQuantity(joint: Joint, quantity: Quantity, level: number): SampleValue {
  const { of } = quantity;
  const [start, byAnions] = of(stateAt(joint.sample, joint.values));
  const replaces = replacedBy(quantity, joint);
  if (replaces === null) return constantValue(quantity, start!);
  if (byAnions !== 0 && !isTouched(joint, "anions")) return described(quantity, OPEN, level);
  // A profile is followed as far as its parameter is large, so one that starts at 0 is counted from elsewhere: from what
  // it is with one ligand for each anion.
  const shifted = FROM_ZERO.includes(replaces) && start === 0;
  const ones = joint.values.map((value, i) => (UNKNOWNS[i] === replaces ? 1 : value));
  const offset = shifted ? of(stateAt(joint.sample, ones))[0]! : 0;
  const search: Search = { ...joint, held: new Set(), replaced: { ...quantity, replaces, offset } };
  const { fit: found, profiles } = profile(fitOf(search), [FOLLOWED], { level, curvePoints: 0 });
  const own = found.parameters.find((parameter) => parameter.name === FOLLOWED)!;
  const back = (end: number | null): number | null => (end === null ? null : end - offset);
  const { low, high } = profiles[0]!;
  const value = isFixed(joint, of) ? own.value - offset : null;
  return described(quantity, { value, low: back(low), high: back(high) }, level);
}

/** Ligands for each excess cation: followed as its inverse, which stays finite where the excess passes through 0. */
export function ligandsPerExcess(joint: Joint, level: number): SampleValue {
  const { sample, values } = joint;
  const own: Named = {
    id: "ligands-per-excess",
    name: `${sample.ligandName} for each excess ${sample.cation.symbol}`,
    unit: "",
  };
  if (!isTouched(joint, "ligands")) return described(own, OPEN, level);
  if (!(values[UNKNOWNS.indexOf("ligands")]! > 0)) return described(own, { ...OPEN, value: 0 }, level);
  const excessPerLigand = per(
    (state) => state.excess,
    (state) => state.ligands,
  );
  const inverse = estimateQuantity(joint, { ...own, of: excessPerLigand, replaces: "excess" }, level);
  const inverted = (end: number | null): number | null => (end !== null && end > 0 ? 1 / end : null);
  return described(
    own,
    { value: inverted(inverse.value), low: inverted(inverse.high), high: inverted(inverse.low) },
    level,
  );
}
