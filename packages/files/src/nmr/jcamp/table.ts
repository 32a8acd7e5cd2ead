import { InputError } from "@oleate/core";
import { neededNumber, recordNumber, writesDecimalComma } from "./numbers.ts";
import { readOrdinates } from "./ordinates.ts";
import type { JcampBlock, Ldr } from "./records.ts";

/** Points of one table, in the units of the file. */
export interface JcampTable {
  /** Unit of x as the file names it, capitals: HZ, PPM, SECONDS. */
  readonly xUnit: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const LADDER = /^\(\s*X\s*\+\+\s*\(\s*Y\s*\.\.\s*Y\s*\)\s*\)/iu;
const PAIRS = /^\(\s*XY(W?)\s*\.\.\s*XY\1\s*\)/iu;

/** First line of a table's value, and the rest of it. */
export function formAndData(record: Ldr): readonly [string, string] {
  const end = record.value.indexOf("\n");
  return end < 0
    ? [record.value.trim(), ""]
    : [record.value.slice(0, end).trim(), record.value.slice(end + 1)];
}

/** Numbers of the lines of a table of groups, `size` each: pairs, or triples with a width. */
export function readGroups(
  text: string,
  size: number,
  place: { readonly file: string; readonly line: number },
  decimalComma: boolean,
): number[][] {
  const groups: number[][] = [];
  const number = decimalComma
    ? /[-+]?\d+(?:,\d+)?(?:[eE][-+]?\d+)?/gu
    : /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/gu;
  text.split("\n").forEach((line, i) => {
    const numbers = (line.match(number) ?? []).map((one) => Number(one.replace(",", ".")));
    const left = line.replace(number, "").replace(/[\s,;()]/gu, "");
    if (left !== "" || numbers.length % size !== 0) {
      throw new InputError({
        what: size === 2 ? "a line is not made of pairs of X and Y" : "a line is not made of X, Y and width",
        found: `"${line.trim().slice(0, 60)}"`,
        expected: `${size} numbers a point`,
        place: { file: place.file, line: place.line + i },
      });
    }
    for (let k = 0; k < numbers.length; k += size) groups.push(numbers.slice(k, k + size));
  });
  return groups;
}

function readLadder(block: JcampBlock, record: Ldr, data: string, file: string): JcampTable {
  const comma = writesDecimalComma(block);
  const count = neededNumber(block, "NPOINTS", file, comma);
  const first = neededNumber(block, "FIRSTX", file, comma);
  const last = neededNumber(block, "LASTX", file, comma);
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new InputError({
      what: "##NPOINTS= is no number of points",
      found: String(count),
      place: { file, line: record.line },
    });
  }
  const step = count > 1 ? (last - first) / (count - 1) : 1;
  const factor = recordNumber(block, "XFACTOR", file, comma) ?? 1;
  const y = readOrdinates(data, {
    file,
    line: record.line + 1,
    count,
    abscissa: { first, step, factor },
    decimalComma: comma,
  });
  const scale = recordNumber(block, "YFACTOR", file, comma) ?? 1;
  const xUnit = (block.records.find(({ label }) => label === "XUNITS")?.value ?? "").toUpperCase();
  return { xUnit, x: y.map((_, i) => first + i * step), y: y.map((value) => value * scale) };
}

/**
 * The points of a block's ##XYDATA= (X++(Y..Y)) or ##XYPOINTS= (XY..XY); undefined where it has neither.
 * @throws InputError for a form it does not know, data that do not fit their records, or a damaged table
 */
export function readTableOf(block: JcampBlock, file: string): JcampTable | undefined {
  const record = block.records.find(({ label }) => label === "XYDATA" || label === "XYPOINTS");
  if (!record) return undefined;
  const [form, data] = formAndData(record);
  if (LADDER.test(form)) return readLadder(block, record, data, file);
  const pairs = PAIRS.exec(form);
  if (!pairs) {
    throw new InputError({
      what: "the form of the data is not known",
      found: form,
      expected: "(X++(Y..Y)) or (XY..XY)",
      place: { file, line: record.line },
    });
  }
  const comma = writesDecimalComma(block);
  const groups = readGroups(data, pairs[1] ? 3 : 2, { file, line: record.line + 1 }, comma);
  const announced = recordNumber(block, "NPOINTS", file, comma);
  if (groups.length === 0 || (announced !== undefined && announced !== groups.length)) {
    throw new InputError({
      what: "the number of points is not the one announced",
      found: String(groups.length),
      expected: announced === undefined ? "1 or more" : String(announced),
      remedy: "get the file again from its source: it was not copied whole or was edited",
      place: { file, line: record.line },
    });
  }
  const xFactor = recordNumber(block, "XFACTOR", file, comma) ?? 1;
  const yFactor = recordNumber(block, "YFACTOR", file, comma) ?? 1;
  return {
    xUnit: (block.records.find(({ label }) => label === "XUNITS")?.value ?? "").toUpperCase(),
    x: Float64Array.from(groups, (group) => group[0]! * xFactor),
    y: Float64Array.from(groups, (group) => group[1]! * yFactor),
  };
}
