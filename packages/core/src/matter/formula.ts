import { InputError, nearestNames } from "../errors.ts";
import { elements } from "./elements.ts";

/** A formula read: how many of each element (D counts apart from H) and the net charge in units of e. */
export interface Composition {
  readonly counts: ReadonlyMap<string, number>;
  readonly charge: number;
}

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/**
 * Reads a chemical formula such as "CsPbBr3", "(N2H5)4Sn2S6", "Sn2S6^4-" or "Pb(C18H33O2)2".
 * Brackets () and [] nest, counts may be decimal, subscript digits are taken as digits, "·" joins parts that
 * may start with a multiplier, and a net charge follows "^" as "4-", "-", "2+" or "+".
 * Returns element counts (dimensionless) and the charge (units of e).
 * Throws InputError on an unknown element, an unclosed bracket or any other text that is no formula.
 */
export function parseFormula(formula: string): Composition {
  const text = formula.trim().replace(/[₀-₉]/g, (digit) => String(SUBSCRIPTS.indexOf(digit)));
  const [body = "", chargeText, ...rest] = text.split("^");
  if (rest.length > 0) throw notAFormula(formula, "more than one charge");
  const counts = new Map<string, number>();
  for (const part of body.split("·")) {
    const multiplier = /^\d+(\.\d+)?/.exec(part)?.[0] ?? "";
    addCounts(counts, readGroup(formula, part.slice(multiplier.length)), multiplier ? Number(multiplier) : 1);
  }
  return { counts, charge: chargeText === undefined ? 0 : readCharge(formula, chargeText) };
}

/** Molar mass in g/mol of a formula (see parseFormula for the grammar and errors). The mass of electrons is left out. */
export function molarMass(formula: string): number {
  let mass = 0;
  for (const [symbol, count] of parseFormula(formula).counts)
    mass += count * elements.get(symbol)!.atomicWeight;
  return mass;
}

/** Sum of two or more formulas, each with its stoichiometric number: counts and charge add up. */
export function addFormulas(parts: readonly (readonly [formula: string, count: number])[]): Composition {
  const counts = new Map<string, number>();
  let charge = 0;
  for (const [formula, count] of parts) {
    const composition = parseFormula(formula);
    addCounts(counts, composition.counts, count);
    charge += count * composition.charge;
  }
  return { counts, charge };
}

function addCounts(into: Map<string, number>, from: ReadonlyMap<string, number>, times: number): void {
  for (const [symbol, count] of from) into.set(symbol, (into.get(symbol) ?? 0) + times * count);
}

function readCharge(formula: string, text: string): number {
  const match = /^(\d*)([+-])$/.exec(text);
  if (!match) throw notAFormula(formula, `the charge "^${text}"`);
  return (match[2] === "-" ? -1 : 1) * (match[1] ? Number(match[1]) : 1);
}

/** Reads one bracket-balanced group with a stack of open brackets. */
function readGroup(formula: string, text: string): ReadonlyMap<string, number> {
  if (text === "") throw notAFormula(formula, "an empty part");
  const stack: { close: string; counts: Map<string, number> }[] = [{ close: "", counts: new Map() }];
  const token = /([A-Z][a-z]?)(\d+(?:\.\d+)?)?|([([])|([)\]])(\d+(?:\.\d+)?)?/y;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw notAFormula(formula, `"${text.slice(at)}"`);
    const open = stack[stack.length - 1]!;
    if (match[1] !== undefined) {
      if (!elements.has(match[1])) throw unknownElement(formula, match[1]);
      addCounts(open.counts, new Map([[match[1], 1]]), match[2] ? Number(match[2]) : 1);
    } else if (match[3] !== undefined) {
      stack.push({ close: match[3] === "(" ? ")" : "]", counts: new Map() });
    } else {
      if (stack.length === 1 || open.close !== match[4]) throw notAFormula(formula, `a stray "${match[4]}"`);
      stack.pop();
      addCounts(stack[stack.length - 1]!.counts, open.counts, match[5] ? Number(match[5]) : 1);
    }
  }
  if (stack.length > 1) throw notAFormula(formula, "an open bracket");
  return stack[0]!.counts;
}

function notAFormula(formula: string, found: string): InputError {
  return new InputError({
    what: `"${formula}" is not a chemical formula`,
    found,
    expected: 'element symbols with counts, brackets, and a charge after "^"',
    remedy: 'write it as in "(N2H5)4Sn2S6" or "Sn2S6^4-"',
  });
}

function unknownElement(formula: string, symbol: string): InputError {
  return new InputError({
    what: `unknown element in the formula "${formula}"`,
    found: symbol,
    expected: "H to Bi, or D",
    remedy: `nearest: ${nearestNames(symbol, [...elements.keys()]).join(", ")}`,
  });
}
