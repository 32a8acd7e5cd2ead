import { atPlace, InputError, nearestNames, type Place } from "../errors.ts";
import {
  type ExpressionValue,
  evaluateExpression,
  inUnit,
  parseFreeQuantity,
  parseUncertain,
  parseUnit,
} from "../quantities/index.ts";

/** A number (or a column of numbers) behind a name, with its standard error where it has one (same base units). */
export interface Leaf {
  readonly value: ExpressionValue;
  readonly error?: number;
}

/** A computed number in a unit, with the error carried over from what it was computed from. */
export interface Computed {
  readonly value: number;
  readonly error: number | null;
}

/** Evaluates the study's expressions: constants, sites, derived values and the outcomes of analyses, by name. */
export interface Evaluator {
  /** The value of an expression. @throws InputError at `place` */
  value(text: string | number, place?: Place): ExpressionValue;
  /** The value as a number in `unit`. */
  number(text: string | number, unit: string, place?: Place): number;
  /** The value in `unit` with its standard error by first-order propagation; error null when nothing is uncertain. */
  uncertain(text: string | number, unit: string, place?: Place): Computed;
  /** A column of numbers in `unit`. */
  column(text: string | number, unit: string, place?: Place): Float64Array;
  readonly names: readonly string[];
}

/** Where the names of expressions come from: text to evaluate, or a number that is worked out when asked for. */
export type Definition =
  | { readonly text: string | number; readonly place: Place }
  | { readonly compute: () => Leaf };

/** True for a number written with its error, "350 +- 60 eq" or "310(60) /mM", which is no expression. */
export function isUncertainLiteral(text: string): boolean {
  return /\+\/?-|±|\d\(\d+\)/u.test(text);
}

/** Reads "350 +- 60 eq" as a leaf with an error; null for any other text. */
function uncertainLiteral(text: string): Leaf | null {
  if (!isUncertainLiteral(text)) return null;
  const unit = parseFreeQuantity(
    text.replace(/\s*(\+\/?-|±)\s*[\d.eE+-]+/u, " ").replace(/(\d)\(\d+\)/u, "$1"),
  ).unit;
  const parsed = parseUncertain(text, unit);
  const { factor, offset, dimension } = parseUnit(unit);
  return { value: { value: parsed.value * factor + offset, dimension }, error: (parsed.error ?? 0) * factor };
}

/**
 * Builds the evaluator. A definition may use any other; one that needs itself is refused with the chain of names.
 * @param definitions name -> definition; a function, so that analyses may be added by name pattern
 */
export function createEvaluator(
  definitionOf: (name: string) => Definition | undefined,
  names: () => readonly string[],
): Evaluator {
  const cache = new Map<string, Leaf>();
  const open: string[] = [];
  /** Uncertain leaves met while evaluating, and the one that is moved. */
  let met: Map<string, number> | null = null;
  let moved: { name: string; by: number } | null = null;

  /** An analysis evaluates texts of its own: what is being followed for another value is no business of its run. */
  const apart = (compute: () => Leaf): Leaf => {
    const outer = { met, moved };
    met = null;
    moved = null;
    try {
      return compute();
    } finally {
      ({ met, moved } = outer);
    }
  };
  const resolve = (name: string): ExpressionValue | undefined => {
    const definition = definitionOf(name);
    if (!definition) return undefined;
    if (open.includes(name)) {
      throw new InputError({
        what: "the study refers to itself",
        found: [...open.slice(open.indexOf(name)), name].join(" -> "),
        remedy: "give one of these names a value that does not need the others",
        ...("place" in definition ? { place: definition.place } : {}),
      });
    }
    const tracking = met !== null || moved !== null;
    let leaf = cache.get(name);
    if (!leaf || (tracking && !("compute" in definition) && leaf.error === undefined)) {
      open.push(name);
      try {
        if ("compute" in definition) leaf = apart(definition.compute);
        else {
          const { text, place } = definition;
          leaf = atPlace(
            place,
            () => (typeof text === "string" ? uncertainLiteral(text) : null) ?? { value: expression(text) },
          );
        }
      } finally {
        open.pop();
      }
      if (moved === null || "compute" in definition) cache.set(name, leaf);
    }
    if (leaf.error !== undefined && leaf.error > 0) met?.set(name, leaf.error);
    if (moved?.name === name && typeof leaf.value.value === "number") {
      return { ...leaf.value, value: leaf.value.value + moved.by };
    }
    return leaf.value;
  };
  const expression = (text: string | number): ExpressionValue =>
    evaluateExpression(String(text), { lookup: resolve, names });

  const explain = (name: string): void => {
    if (definitionOf(name) === undefined) {
      throw new InputError({
        what: `nothing is called ${name}`,
        remedy: `nearest: ${nearestNames(name, names()).join(", ")}`,
      });
    }
  };

  const value: Evaluator["value"] = (text, place) => atPlace(place, () => expression(text));
  const scalar = (text: string | number, unit: string): number => {
    const result = inUnit(expression(text), unit);
    if (typeof result !== "number") {
      throw new InputError({
        what: `\`${text}\` is a column where one number is needed`,
        remedy: "use mean(...) or first(...)",
      });
    }
    return result;
  };
  return {
    value,
    number: (text, unit, place) => atPlace(place, () => scalar(text, unit)),
    column: (text, unit, place) =>
      atPlace(place, () => {
        const result = inUnit(expression(text), unit);
        return typeof result === "number" ? Float64Array.of(result) : result;
      }),
    uncertain: (text, unit, place) =>
      atPlace(place, () => {
        const literal = typeof text === "string" ? uncertainLiteral(text) : null;
        if (literal) {
          const shifted = { ...literal.value, value: Number(literal.value.value) + literal.error! };
          const middle = Number(inUnit(literal.value, unit));
          return { value: middle, error: Math.abs(Number(inUnit(shifted, unit)) - middle) };
        }
        met = new Map();
        let leaves: Map<string, number>;
        let middle: number;
        try {
          middle = scalar(text, unit);
          leaves = met;
        } finally {
          met = null;
        }
        let variance = 0;
        for (const [name, error] of leaves) {
          explain(name);
          try {
            moved = { name, by: error };
            const up = scalar(text, unit);
            moved = { name, by: -error };
            variance += ((up - scalar(text, unit)) / 2) ** 2;
          } finally {
            moved = null;
          }
        }
        return { value: middle, error: leaves.size > 0 ? Math.sqrt(variance) : null };
      }),
    get names() {
      return names();
    },
  };
}

/** A leaf of this value and standard error in `unit`. */
export function leafOf(value: number | Float64Array, unit: string, error?: number | null): Leaf {
  const { factor, dimension } = parseUnit(unit);
  const scaled = typeof value === "number" ? value * factor : value.map((entry) => entry * factor);
  return {
    value: { value: scaled, dimension },
    ...(error === null || error === undefined ? {} : { error: error * factor }),
  };
}
