import { InputError } from "../errors.ts";
import { parseUnit } from "./units.ts";

/** One piece of an expression; `at` is its position in the text. A number carries the unit written behind it. */
export interface Token {
  readonly kind: "number" | "name" | "symbol" | "end";
  readonly text: string;
  readonly at: number;
  readonly value?: number;
  readonly unit?: string;
}

const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/u;
/** "1.2x10^-3" and "1.2×10⁻³" are one number; "1.2 * 10^-3" is a product. */
const POWER_OF_TEN = /^\s*[x×]\s*10\^\(?([-+]?\d+)\)?/u;
const NAME = /^\p{L}[\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*/u;
/** What may be a unit behind a number: letters, powers, products of single units parted by one space, quotients. */
const UNIT_FACTOR = /^(?:[\p{L}µÅ°%Ω]+(?:\^?-?\d+)?)(?![\p{L}\p{N}_.(])/u;

function isUnit(text: string): boolean {
  try {
    parseUnit(text);
    return text !== "1";
  } catch {
    return false;
  }
}

/**
 * The unit right behind a number, the longest that reads as one: in "0.587 nm)" it is nm, in "10.5 /mM" it is /mM,
 * in "4 size" none, in "2 K_L" none.
 */
function unitBehind(rest: string): string {
  const space = /^\s*/u.exec(rest)![0].length;
  let end = 0;
  let cursor = space;
  for (;;) {
    const slash = /^(?:\s*\/\s*|\s*\bper\s+)/u.exec(rest.slice(cursor));
    const gap = slash ?? (end > 0 ? /^\s+/u.exec(rest.slice(cursor)) : null);
    const start = cursor + (gap?.[0].length ?? 0);
    if (end > 0 && !gap) break;
    // "J/(mol K)": a quotient of several units.
    const group = slash ? /^\(([^()]*)\)/u.exec(rest.slice(start)) : null;
    if (group && /^[^\d]/u.test(group[1]!) && isUnit(group[1]!)) {
      cursor = start + group[0].length;
      end = cursor;
      continue;
    }
    const factor = UNIT_FACTOR.exec(rest.slice(start));
    // "6 eq / size": the slash divides by a name, not by a unit.
    if (!factor || !isUnit(factor[0])) break;
    cursor = start + factor[0].length;
    end = cursor;
  }
  return rest.slice(space, end).trim();
}

/** Longest expression read; a study's expressions are a line long. */
const LONGEST = 4000;

/**
 * Cuts an expression into tokens.
 * @param text in the plain form of `plainText`
 * @throws InputError at a character that has no meaning, or for a text of more than 4000 characters
 */
export function tokenize(text: string): readonly Token[] {
  if (text.length > LONGEST) {
    throw new InputError({
      what: "an expression is too long",
      found: `${text.length} characters`,
      expected: `at most ${LONGEST}`,
      remedy: "give parts of it names under `values:`",
    });
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^\s+/u.exec(rest);
    if (space) {
      at += space[0].length;
      continue;
    }
    const number = NUMBER.exec(rest);
    if (number) {
      const afterPower =
        tokens.at(-1)?.text === "^" || (tokens.at(-1)?.text === "-" && tokens.at(-2)?.text === "^");
      const power = afterPower ? null : POWER_OF_TEN.exec(rest.slice(number[0].length));
      const length = number[0].length + (power?.[0].length ?? 0);
      const behind = rest.slice(length);
      // In "size^2 nm" the exponent takes no unit.
      const unit = afterPower ? "" : unitBehind(behind);
      const unitEnd = unit === "" ? 0 : behind.indexOf(unit) + unit.length;
      tokens.push({
        kind: "number",
        text: rest.slice(0, length),
        at,
        value:
          power === null
            ? Number(number[0])
            : /[eE]/u.test(number[0])
              ? Number(number[0]) * 10 ** Number(power[1])
              : Number(`${number[0]}e${power[1]}`),
        ...(unit === "" ? {} : { unit }),
      });
      at += length + unitEnd;
      continue;
    }
    const name = NAME.exec(rest);
    if (name) {
      tokens.push({ kind: "name", text: name[0], at });
      at += name[0].length;
      continue;
    }
    if (/^[-+*×/^()]/u.test(rest)) {
      tokens.push({ kind: "symbol", text: rest[0] === "×" ? "*" : rest[0]!, at });
      at++;
      continue;
    }
    throw new InputError({
      what: `in \`${text}\`, column ${at + 1}: "${String.fromCodePoint(rest.codePointAt(0)!)}" has no meaning in an expression`,
      remedy: "use numbers with units, names, + - * / ^ and parentheses",
    });
  }
  return [...tokens, { kind: "end", text: "", at }];
}
