import { InputError, type Place } from "../errors.ts";
import { convert, parseUncertain } from "../quantities/index.ts";
import type { Evaluator } from "./evaluator.ts";
import type { ClaimBasis, ClaimPart, ClaimResult, Verdict } from "./result.ts";
import type { ClaimFile } from "./schema/index.ts";

/** What a paper printed, read for comparison; all numbers in `unit`. */
interface Printed {
  readonly text: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  /** The printed number itself, null for a range or a bound. */
  readonly centre: number | null;
  /** Printed error, null when none is printed. */
  readonly error: number | null;
}

/** Half a unit of the last printed digit: 322 -> 0.5, 3.2 -> 0.05, 310 -> 0.5 (trailing zeros are taken as digits). */
function roundingOf(digits: string): number {
  const match = /^[-+]?\d*(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/u.exec(digits.trim());
  if (!match) return 0;
  return 0.5 * 10 ** (Number(match[2] ?? 0) - (match[1]?.length ?? 0));
}

/** Splits a printed number into its number part and its unit. */
function splitUnit(text: string): { number: string; unit: string } {
  const match = /^(?:[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?:\(\d+\))?|\s+|to\b|\+-|±)+/u.exec(text);
  const number = (match?.[0] ?? "").trim();
  return { number, unit: text.slice(match?.[0].length ?? 0).trim() };
}

/** Reads `322`, `310 +- 60 /mM`, `15 to 30`, `< 1 %`, `> 3200 /mM`. @throws InputError when it is none of these */
function readPrinted(expect: string | number, unitGiven: string | undefined, place: Place): Printed {
  const text = String(expect).trim();
  const bound = /^([<>]=?)\s*(.+)$/u.exec(text);
  const body = bound ? bound[2]! : text;
  const { number, unit: unitWritten } = splitUnit(body);
  const unit = unitGiven ?? unitWritten;
  const range = /^([-+\d.eE]+)\s+to\s+([-+\d.eE]+)$/u.exec(number);
  const withError = /^([-+\d.eE]+)\s*(?:\+-|±)\s*([\d.eE]+)$/u.exec(number);
  const fail = (): InputError =>
    new InputError({
      what: "a claim's expectation cannot be read",
      found: text,
      expected: "`322`, `310 +- 60 /mM`, `15 to 30`, `< 1 %`",
      place,
    });
  const finite = (...values: number[]): void => {
    if (!values.every(Number.isFinite)) throw fail();
  };
  if (bound) {
    const value = Number(number);
    finite(value);
    const [low, high] = bound[1]!.startsWith("<")
      ? [Number.NEGATIVE_INFINITY, value]
      : [value, Number.POSITIVE_INFINITY];
    return { text, unit, low, high, centre: null, error: null };
  }
  if (range) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    finite(low, high);
    return {
      text,
      unit,
      low: low - roundingOf(range[1]!),
      high: high + roundingOf(range[2]!),
      centre: null,
      error: null,
    };
  }
  if (withError) {
    const [centre, error] = [Number(withError[1]), Number(withError[2])];
    finite(centre, error);
    const rounding = roundingOf(withError[1]!);
    return { text, unit, low: centre - rounding, high: centre + rounding, centre, error };
  }
  if (/^[-+\d.eE]+\(\d+\)$/u.test(number)) {
    const parsed = parseUncertain(`${number} ${unit}`.trim(), unit);
    return {
      text,
      unit,
      low: parsed.value,
      high: parsed.value,
      centre: parsed.value,
      error: parsed.error ?? null,
    };
  }
  const centre = Number(number);
  finite(centre);
  if (number === "") throw fail();
  const rounding = roundingOf(number);
  return { text, unit, low: centre - rounding, high: centre + rounding, centre, error: null };
}

/**
 * Checks a number of a claim before anything is computed: that the expectation can be read, and that the expression has its unit
 * and as many rows. Throws InputError, at the place of the part that is wrong.
 * @param probe an evaluator with stand-ins for the results of analyses
 */
export function checkClaimPart(
  { value, unit, expect }: ClaimFile["parts"][number],
  probe: Evaluator,
  placeOf: (key: string) => Place,
): void {
  const printed = (Array.isArray(expect) ? expect : [expect]).map((one) =>
    readPrinted(one, unit, placeOf("expect")),
  );
  const rows = probe.column(value, unit ?? printed[0]!.unit, placeOf("value")).length;
  if (rows !== printed.length) throw otherRows(rows, printed.length, placeOf("expect"));
}

function otherRows(computed: number, printed: number, place: Place): InputError {
  return new InputError({
    what: `a claim compares ${computed} computed with ${printed} printed numbers`,
    remedy: "give as many printed numbers as the column has rows",
    place,
  });
}

/** A tolerance such as `0.2 nm` in the unit of the claim; a bare number is in that unit already. */
function absoluteTolerance(text: string, unit: string): number {
  const { number, unit: written } = splitUnit(text.trim());
  const value = number === "" ? Number.NaN : Number(number);
  return written === "" ? value : convert(value, written, unit);
}

/**
 * Compares a computed number with a printed one.
 * reproduced: inside the tolerance asked, else inside the rounding of the print, the range or the bound;
 * within-error: inside the printed error; otherwise `otherwise`.
 */
function judge(
  computed: number,
  printed: Printed,
  tolerance: string | number | undefined,
  otherwise: Verdict,
  place: Place,
): Verdict {
  if (!Number.isFinite(computed)) return otherwise;
  const slack = 1e-9 * Math.abs(computed);
  let { low, high } = printed;
  if (tolerance !== undefined) {
    const relative = /^([\d.eE+-]+)\s*%$/u.exec(String(tolerance).trim());
    const width = relative
      ? (Number(relative[1]) / 100) * Math.abs(printed.centre ?? computed)
      : absoluteTolerance(String(tolerance), printed.unit);
    if (!(width >= 0)) {
      throw new InputError({
        what: "a tolerance cannot be read",
        found: String(tolerance),
        expected: "`2 %` or `0.2 nm`",
        place,
      });
    }
    low = Number.isFinite(low) ? Math.min(low, (printed.centre ?? low) - width) : low;
    high = Number.isFinite(high) ? Math.max(high, (printed.centre ?? high) + width) : high;
  }
  if (computed >= low - slack && computed <= high + slack) return "reproduced";
  if (
    printed.centre !== null &&
    printed.error !== null &&
    Math.abs(computed - printed.centre) <= printed.error + slack
  )
    return "within-error";
  return otherwise;
}

/** A difference with its unit, "\u00b1 0.05 nm". */
const plusMinus = (size: string, unit: string): string => `\u00b1 ${size}${unit === "" ? "" : ` ${unit}`}`;

/** The difference that still counts, in words: the tolerance asked, else the rounding of the print, then the printed error. */
function withinText({ unit, low, centre, error }: Printed, tolerance: string | number | undefined): string {
  const asked = tolerance === undefined ? "" : String(tolerance).trim();
  const relative = /^(.*\S)\s*%$/u.exec(asked)?.[1];
  const rounding = centre === null ? 0 : Number((centre - low).toPrecision(1));
  const first =
    relative !== undefined
      ? `\u00b1 ${relative} % of it`
      : asked !== ""
        ? plusMinus(asked, splitUnit(asked).unit === "" ? unit : "")
        : rounding > 0
          ? `${plusMinus(String(rounding), unit)} of rounding`
          : "";
  return [first, error === null ? "" : "the printed error"].filter((part) => part !== "").join(", else ");
}

/** What a claim rests on as a whole. */
function basisOf(deciding: readonly ClaimPart[]): ClaimBasis {
  const has = (basis: ClaimBasis): boolean => deciding.some((part) => part.basis === basis);
  return has("simulated") ? "simulated" : has("recomputed") ? "recomputed" : "put in";
}

/** Refuses a claim that has neither parts nor a word of what it waits for, or both. */
export function assertWaits(claim: ClaimFile, place: Place): void {
  if ((claim.parts.length === 0) !== (claim.waits === undefined)) return;
  throw new InputError({
    what: `claim ${claim.id} ${claim.waits === undefined ? "compares nothing" : "has parts and waits"}`,
    expected: "`parts` with what is compared, or `waits` with what it waits for",
    place,
  });
}

const WORST: readonly Verdict[] = ["reproduced", "within-error", "contradiction", "not-reproduced"];

/**
 * Evaluates one claim of a study: each printed number beside the computed one, and the verdict of the whole, which is
 * the worst of its parts that are not asides.
 * @throws InputError with the place of an expression or expectation that cannot be read
 */
export function evaluateClaim(
  studyId: string,
  claim: ClaimFile,
  evaluator: Evaluator,
  placeOf: (...path: (string | number)[]) => Place,
): ClaimResult {
  const parts: ClaimPart[] = [];
  const notes: string[] = claim.note ? [claim.note] : [];
  claim.parts.forEach((part, index) => {
    const place = placeOf("parts", index, "expect");
    const expected = Array.isArray(part.expect) ? part.expect : [part.expect];
    const printed = expected.map((expect) => readPrinted(expect, part.unit, place));
    const unit = part.unit ?? printed[0]!.unit;
    const values = evaluator.column(part.value, unit, placeOf("parts", index, "value"));
    if (values.length !== printed.length) throw otherRows(values.length, printed.length, place);
    printed.forEach((one, row) => {
      const computed = values[row]!;
      const verdict = judge(computed, one, part.tolerance, part.otherwise ?? "not-reproduced", place);
      const what = part.what ?? claim.what;
      parts.push({
        what: printed.length > 1 ? `${what}, row ${row + 1}` : what,
        printed: one.unit === unit && one.text.includes(unit) ? one.text : `${one.text} ${unit}`.trim(),
        computed,
        unit,
        verdict,
        within: withinText(one, part.tolerance),
        basis: part.basis ?? claim.basis ?? "recomputed",
        aside: part.aside ?? false,
      });
      const differs = verdict === "not-reproduced" || verdict === "contradiction";
      if (part.note && (differs || part.aside) && !notes.includes(part.note)) notes.push(part.note);
    });
  });
  const deciding = parts.some((part) => !part.aside) ? parts.filter((part) => !part.aside) : parts;
  const verdict = deciding.reduce<Verdict>(
    (worst, part) => (WORST.indexOf(part.verdict) > WORST.indexOf(worst) ? part.verdict : worst),
    "reproduced",
  );
  const first = deciding.find((part) => part.verdict === verdict)!;
  return {
    study: studyId,
    id: claim.id,
    what: claim.what,
    printed: first.printed,
    computed: first.computed,
    unit: first.unit,
    verdict,
    basis: basisOf(deciding),
    note: notes.join(" "),
    parts,
  };
}
